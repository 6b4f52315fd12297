/** The ways in which a simulated handset can be made to fail, by name. */
import { Fault } from '#domain/fault.ts';
import { COMMAND_REFUSALS, Report } from '#domain/protocol/report.ts';

/** The steps between which a handset may die, in order. */
export const STEPS = [
  'claimed',
  'persisted',
  'accepted-reported',
  'sd-erased',
  'sd-reported',
  'internal-erased',
  'erased-reported',
  'key-destroyed',
] as const;
export type Step = (typeof STEPS)[number];

const milliseconds = /^-?[0-9]{1,12}$/;
const oneOf = (names: readonly string[]) => new RegExp(`^(${names.join('|')})$`);
const phase = oneOf(Report.shape.phase.options);

/** Every fault, what it does, what may follow its colon, and what stands there when nothing is given. */
export const FAULTS: Readonly<
  Record<string, { readonly does: string; readonly value?: RegExp; readonly usual?: string }>
> = {
  refuse: {
    does: 'refuses every command, with this reason',
    value: oneOf(COMMAND_REFUSALS),
    usual: 'malformed',
  },
  silent: { does: 'never answers a command' },
  'sd-fails': { does: 'cannot erase the SD card' },
  'no-sd': { does: 'finds no SD card' },
  'internal-fails': { does: 'cannot erase the internal storage' },
  'lose-report': { does: 'loses the report of this phase on the way', value: phase },
  'double-report': { does: 'sends the report of this phase twice', value: phase },
  'double-command': { does: 'receives each command twice' },
  'wrong-key': { does: 'signs claims and reports with another key' },
  'claim-for-ever': {
    does: 'claims every so many milliseconds and never obeys',
    value: /^[0-9]{1,9}$/,
    usual: '1000',
  },
  'claim-and-vanish': { does: 'claims, takes the command and drops the connection' },
  'wrong-clock': {
    does: 'has a wall clock off by so many milliseconds, and does not trust it',
    value: milliseconds,
  },
  ...Object.fromEntries(
    STEPS.map((step) => [`die-after-${step}`, { does: 'kills the whole process at this step' }]),
  ),
};

/** The faults that are switched on for one handset. */
export class Faults {
  readonly #on = new Set<string>();

  /** @param faults Each `name` or `name:value`. @throws Fault `unknown-fault`. */
  constructor(faults: Iterable<string> = []) {
    for (const fault of faults) this.set(fault);
  }

  set(fault: string): void {
    this.#on.add(complete(fault));
  }

  /** A name alone clears the fault whatever its value is. @throws Fault `unknown-fault`. */
  clear(fault: string): void {
    if (fault.includes(':')) this.#on.delete(complete(fault));
    else if (!Object.hasOwn(FAULTS, fault)) throw unknown(fault);
    else for (const on of this.#on) if (on.split(':')[0] === fault) this.#on.delete(on);
  }

  has(name: string, value?: string): boolean {
    return value === undefined ? this.value(name) !== undefined : this.#on.has(`${name}:${value}`);
  }

  /** What follows the colon of a fault that is on (empty where nothing can), or `undefined` when it is off. */
  value(name: string): string | undefined {
    if (this.#on.has(name)) return '';
    for (const fault of this.#on)
      if (fault.startsWith(`${name}:`)) return fault.slice(name.length + 1);
    return undefined;
  }

  /** The end of the process, as when the battery falls out, where that was asked for. */
  dieAfter(step: Step): void {
    if (this.has(`die-after-${step}`)) process.kill(process.pid, 'SIGKILL');
  }
}

function complete(fault: string): string {
  const [name = '', given] = fault.split(/:(.*)/s);
  const known = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
  if (known === undefined) throw unknown(name);
  const value = given ?? known.usual;
  if (known.value === undefined && value === undefined) return name;
  if (value === undefined || !known.value?.test(value))
    throw new Fault('unknown-fault', `${name} cannot be "${value ?? ''}"`);
  return `${name}:${value}`;
}

const unknown = (name: string) => new Fault('unknown-fault', `no fault is called ${name}`);
