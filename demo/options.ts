/** The command line of the demonstration. */
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** Seconds that the handset stays off after the request. */
  readonly offline: number;
  readonly cancel: boolean;
  readonly handsets: number;
  readonly json: boolean;
}

export const HELP = `npm run demo -- [options]

Starts the whole system on free ports and in a fresh folder, enrols a handset with files on it,
asks for it to be wiped, and exits 0 only if the files are really gone.

  --offline SECONDS  keep the handset switched off for so long after the request (at most 600)
  --cancel           cancel while the handset is off, and show that it is not wiped when it comes back
  --handsets N       wipe N handsets side by side (1 to 1000)
  --json             one JSON object a line, for machines
  --help             this text`;

/** @throws Error with one line for the person. */
export function readOptions(args: readonly string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      offline: { type: 'string', default: '0' },
      cancel: { type: 'boolean', default: false },
      handsets: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const { cancel, json } = values;
  const offline = whole('--offline', values.offline, 0, 600);
  const handsets = whole('--handsets', values.handsets, 1, 1000);
  if (cancel && offline > 0) throw new Error('--cancel and --offline do not go together');
  return { offline, cancel, handsets, json };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^[0-9]+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${name} takes a whole number from ${least} to ${most}`);
}
