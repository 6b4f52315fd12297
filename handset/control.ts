/** The control channel of a fleet: one JSON object a line, for tests and demonstrations. */
import * as z from 'zod';
import { Fault } from '#domain/fault.ts';
import type { Handset } from './handset.ts';

const whom = {
  /** A number in full or its last digits; without it, every handset is meant. */
  handset: z
    .string()
    .regex(/^[0-9]{4,11}$/)
    .optional(),
};

export const Control = z.discriminatedUnion('do', [
  z.strictObject({
    ...whom,
    do: z.enum(['on', 'off', 'network-on', 'network-off', 'claim', 'enrol', 'renew', 'reset']),
  }),
  /** `number`: the number of the SIM that goes in; without it the same one. */
  z.strictObject({ ...whom, do: z.literal('sim-change'), number: z.string().optional() }),
  z.strictObject({
    ...whom,
    do: z.literal('fault'),
    name: z.string(),
    on: z.boolean().default(true),
  }),
  z.strictObject({ do: z.literal('stop') }),
]);
export type Control = z.infer<typeof Control>;

/** Parses a line. @throws Fault `bad-control`. */
export function parseControl(line: string): Control {
  try {
    return Control.parse(JSON.parse(line));
  } catch {
    throw new Fault('bad-control', 'not a control line');
  }
}

/** Does what a line says. @throws Fault `no-such-handset`, `unknown-fault`. */
export async function applyControl(fleet: readonly Handset[], control: Control): Promise<void> {
  if (control.do === 'stop') {
    await Promise.all(fleet.map((handset) => handset.off()));
    return;
  }
  const { handset: digits } = control;
  const meant =
    digits === undefined ? fleet : fleet.filter(({ number }) => number.endsWith(digits));
  if (meant.length === 0) throw new Fault('no-such-handset', 'no handset has that number');
  await Promise.all(meant.map((handset) => apply(handset, control)));
}

async function apply(handset: Handset, control: Exclude<Control, { do: 'stop' }>): Promise<void> {
  switch (control.do) {
    case 'on':
      return handset.on();
    case 'off':
      return handset.off();
    case 'network-on':
      return handset.networkOn();
    case 'network-off':
      return handset.networkOff();
    case 'sim-change':
      return handset.changeSim(control.number);
    case 'fault':
      if (control.on) handset.faults.set(control.name);
      else handset.faults.clear(control.name);
      return;
    default:
      return handset.want(control.do);
  }
}
