/** The command line of the drills. */
import { parseArgs } from 'node:util';

export interface DrillOptions {
  readonly drill: DrillName;
  readonly kills: number;
  readonly requests: number;
  readonly honest: number;
  readonly seed: number;
  readonly keep: boolean;
  readonly json: boolean;
}

/** Every drill, and what it does in a line. */
export const DRILLS = {
  crash:
    'kill -9 of the local system and of handsets, at random and under load; then everything is checked',
  fuzz: 'hostile requests at every route of the API; each answer, and all that is stored, is checked',
  'stolen-clerk':
    'a clerk asks for thousands of wipes of strangers while others lose their phones; who was wiped is counted',
  'stolen-shop': 'the same by twenty clerks of a shop and an approver who agrees to everything',
  'stolen-business': 'the same by the administrator of one business account, of its own lines',
  pause: 'amid many wipes an operator stops all commands, and later two let them go on',
} as const;
export type DrillName = keyof typeof DRILLS;

const USUAL_KILLS = 20;
const MOST_KILLS = 10_000;
/** By drill: requests for each route, requests of the thieves, or wipes. Those that take a handset each are fewer. */
const REQUESTS: Readonly<Record<DrillName, { readonly usual: number; readonly most: number }>> = {
  crash: { usual: 10_000, most: 1_000_000 },
  fuzz: { usual: 10_000, most: 1_000_000 },
  'stolen-clerk': { usual: 10_000, most: 10_000 },
  'stolen-shop': { usual: 10_000, most: 10_000 },
  'stolen-business': { usual: 10_000, most: 10_000 },
  pause: { usual: 500, most: 10_000 },
};
const USUAL_HONEST = 200;
const MOST_HONEST = 2_000;
const MOST_SEED = 2 ** 32 - 1;

const drillLines = Object.entries(DRILLS).map(([name, does]) => `  ${name.padEnd(17)}${does}`);

export const HELP = `npm run drill -- NAME [options]

Breaks the system on purpose and checks that it kept every promise. Exits 0 only if the checker finds nothing, 1 with
each violation named, 2 for a wrong command line. See drill/README.md.

Drills:
${drillLines.join('\n')}

Options:
  --kills N    crash: how many processes to kill (1 to ${MOST_KILLS}, default ${USUAL_KILLS})
  --requests N fuzz: how many requests to send to each route (1 to ${REQUESTS.fuzz.most}, default ${REQUESTS.fuzz.usual})
               stolen-…: how many handsets to ask for, one request each (1 to ${REQUESTS['stolen-clerk'].most}, default ${REQUESTS['stolen-clerk'].usual})
               pause: how many wipes (1 to ${REQUESTS.pause.most}, default ${REQUESTS.pause.usual})
  --honest N   stolen-…: how many others lose their phones meanwhile (1 to ${MOST_HONEST}, default ${USUAL_HONEST})
  --seed S     what is killed, asked, broken and sent when comes from it (0 to ${MOST_SEED}, default: any, which is told)
  --keep       keep the data folder; after a violation it is kept anyway
  --json       one JSON object a line, for machines
  -h, --help   this text`;

/** A command line that cannot be read. */
export class UsageError extends Error {}

/** @param anySeed The seed where none is given. @throws UsageError with a line for the person. */
export function readOptions(args: readonly string[], anySeed: number): DrillOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [name, ...more] = positionals;
  if (name === undefined) throw new UsageError('which drill? --help names them');
  if (!isDrill(name)) throw new UsageError(`there is no drill ${name}; --help names them`);
  if (more.length > 0) throw new UsageError(`one drill at a time, not also ${more.join(' ')}`);
  const { usual, most } = REQUESTS[name];
  return {
    drill: name,
    kills: whole('--kills', values.kills ?? String(USUAL_KILLS), { least: 1, most: MOST_KILLS }),
    requests: whole('--requests', values.requests ?? String(usual), { least: 1, most }),
    honest: whole('--honest', values.honest ?? String(USUAL_HONEST), {
      ...{ least: 1, most: MOST_HONEST },
    }),
    seed: whole('--seed', values.seed ?? String(anySeed), { least: 0, most: MOST_SEED }),
    keep: values.keep,
    json: values.json,
  };
}

/** The command that makes the same choices again. */
export function commandOf({ drill, kills, requests, honest, seed }: DrillOptions): string {
  return `npm run drill -- ${drill} ${sizeOf(drill, { kills, requests, honest })} --seed ${seed}`;
}

function sizeOf(
  drill: DrillName,
  { kills, requests, honest }: Pick<DrillOptions, 'kills' | 'requests' | 'honest'>,
): string {
  if (drill === 'crash') return `--kills ${kills}`;
  const own = `--requests ${requests}`;
  return drill.startsWith('stolen-') ? `${own} --honest ${honest}` : own;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: true,
      options: {
        kills: { type: 'string' },
        requests: { type: 'string' },
        honest: { type: 'string' },
        seed: { type: 'string' },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unreadable', { cause: error });
  }
}

const isDrill = (name: string): name is DrillName => Object.hasOwn(DRILLS, name);

function whole(
  option: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const value = Number(text);
  if (/^[0-9]+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}`);
}
