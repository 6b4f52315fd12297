/** The command line of the handset simulator: its options and its help. */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Fault } from '#domain/fault.ts';
import { Statement } from '#domain/protocol/enrolment.ts';
import { FAULTS, Faults } from './faults.ts';

const OPTIONS = {
  api: { type: 'string' },
  inbox: { type: 'string' },
  number: { type: 'string', default: '09000000001' },
  dir: { type: 'string', default: '.data/handsets/{n}' },
  count: { type: 'string', default: '1' },
  model: { type: 'string', default: 'SO-51D' },
  sim: { type: 'string', default: 'nano' },
  preset: { type: 'string', default: 'done' },
  software: { type: 'string', default: '1.0' },
  app: { type: 'string', default: 'remote-wipe-1.0' },
  clock: { type: 'string' },
  fault: { type: 'string', multiple: true },
  'platform-key': { type: 'string' },
  linger: { type: 'string', default: '30' },
  asleep: { type: 'boolean', default: false },
  'no-card': { type: 'boolean', default: false },
  'no-push': { type: 'boolean', default: false },
  'no-enrol-again': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const address = z.url({ protocol: /^https?$/, error: 'an http address has to be given' });

const Settings = z.object({
  api: address,
  inbox: address,
  number: z.string(),
  dir: z.string().min(1),
  count: z.coerce.number().int().min(1).max(100_000),
  model: z.string().min(1).max(40),
  sim: z.enum(Statement.shape.sim.options),
  preset: z.enum(Statement.shape.preset.options),
  software: z.string().min(1).max(40),
  app: z.string().min(1).max(40),
  clock: address.optional(),
  fault: z.array(z.string()).default([]),
  'platform-key': z.string().optional(),
  linger: z.coerce.number().min(0).max(3600),
  asleep: z.boolean(),
  'no-card': z.boolean(),
  'no-push': z.boolean(),
  'no-enrol-again': z.boolean(),
  json: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** The settings, or the wish for help. @throws Fault `usage` with a line for the person. */
export function readCommandLine(args: readonly string[]): Settings | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const settings = Settings.safeParse(values);
  if (!settings.success) throw new Fault('usage', firstProblem(settings.error));
  try {
    new Faults(settings.data.fault);
  } catch (error) {
    throw new Fault('usage', `--fault: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  return settings.data;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new Fault('usage', error instanceof Error ? error.message : 'unknown');
  }
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return `--${String(issue?.path[0])}: ${issue?.message}`;
}

const faultLines = Object.entries(FAULTS)
  .filter(([name]) => !name.startsWith('die-after-'))
  .map(([name, { does, value, usual }]) => {
    const form = value === undefined ? name : `${name}${usual === undefined ? ':…' : '[:…]'}`;
    return `  ${form.padEnd(22)}${does}`;
  });
const steps = Object.keys(FAULTS).filter((name) => name.startsWith('die-after-'));

export const HELP = `Simulated handsets: real keys, real MQTT, and real folders that they really erase.

Usage: npm run handset -- --api URL --inbox URL [options]

  --api URL          the service's HTTP API
  --inbox URL        the local inbox, through which SMS and push arrive
  --number NUMBER    the SIM's number; {n} counts            (09000000001)
  --dir DIR          the handset's folder; {n} counts         (.data/handsets/{n})
  --count N          that many handsets in this process       (1)
  --model CODE       model code                               (SO-51D)
  --sim USE          nano, esim, dual or unknown              (nano)
  --preset STATE     done, not_done or unknown                (done)
  --software TEXT    software version                         (1.0)
  --app TEXT         version of the wipe app                  (remote-wipe-1.0)
  --clock URL        follow the clock of the local cloud at this endpoint
  --platform-key F   private JWK that attests resets by hand
  --linger SECONDS   how long to stay connected afterwards    (30)
  --asleep           claims only when it is woken, not by itself at boot
  --no-card          a new handset has no SD card
  --no-push          does not register for push
  --no-enrol-again   stays blank after a wipe or a reset
  --fault NAME       fail in this way; may be given more than once
  --json             events as JSON lines
  -h, --help         this text

A folder is used only if it is empty, missing, or was made by a handset. Everything in its internal/ and sd/ can be
lost at any time.

Faults:
${faultLines.join('\n')}
  ${steps.join('\n  ')}
${' '.repeat(24)}kills the whole process at this step

Control, one JSON object a line on standard input, for all handsets or the one that "handset" names by its last digits:
  {"do":"on"}  {"do":"off"}  {"do":"network-on"}  {"do":"network-off"}  {"do":"claim"}  {"do":"enrol"}
  {"do":"renew"}  {"do":"reset"}  {"do":"sim-change","number":"09000000002"}
  {"do":"fault","name":"sd-fails","on":true}  {"do":"stop"}
`;
