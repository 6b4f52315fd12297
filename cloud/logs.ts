/** `logs`: what functions wrote, and what Lambda wrote around it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DATA, DATA_HELP, folderOf, readArguments } from './arguments.ts';
import type { Command, Terminal } from './command.ts';
import { readClock } from './control.ts';
import { parseDuration } from './duration.ts';
import { type DeployedFunction, functionCalled, listFunctions } from './functions.ts';
import { type LogLine, parseLogLine } from './log-line.ts';
import { LogReader, logPath } from './log-reader.ts';
import { misused } from './refusal.ts';
import { findRunning, type Running } from './running.ts';

const OPTIONS = {
  ...DATA,
  all: { type: 'boolean', default: false },
  follow: { type: 'boolean', short: 'f', default: false },
  since: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const logs: Command = {
  name: 'logs',
  summary: 'what a function wrote: logs issue-command --follow',
  help: `npm run cloud -- logs FUNCTION | --all [options]

Prints the log of a function, named as in functions/ (issue-command), as AWS knows it, or by its logical id. Times are
the cloud's.

  --all              of all functions, in order of time
  -f, --follow       go on until Ctrl-C
  --since DURATION   only the last 10m, 2h, 30d of the cloud's time
  --json             the lines as they are in the files; with --all, each names its function
${DATA_HELP}`,

  async run(args, terminal) {
    const { values, positionals } = readArguments(args, OPTIONS, ['FUNCTION']);
    const [word] = positionals;
    if ((word === undefined) !== values.all)
      misused('name one function, or --all; status lists them');
    const length = values.since === undefined ? undefined : durationOf(values.since);
    const system = findRunning(folderOf(values));
    const all = await listFunctions(system.endpoint);
    const chosen = word === undefined ? all : [functionCalled(word, all)];
    const earliest =
      length === undefined
        ? Number.NEGATIVE_INFINITY
        : (await readClock(system.endpoint)).now - length;
    const show = values.json ? (values.all ? named : raw) : readable;
    const sources = chosen.map((owner) => new Source(owner, system.folder));
    await print(sources, (line) => line.at >= earliest && terminal.print(show(line)));
    if (values.follow)
      await follow(sources, system, terminal, (line) => terminal.print(show(line)));
  },
};

function durationOf(text: string): number {
  return parseDuration(text) ?? misused(`--since ${text} is no duration; write 10m, 2h or 30d`);
}

/** A line with its function, and a time in any case. */
interface PlacedLine extends LogLine {
  readonly at: number;
  readonly owner: DeployedFunction;
}

class Source {
  readonly #owner: DeployedFunction;
  readonly #reader: LogReader;
  /** When its last line that had a time was written. */
  #at = 0;

  constructor(owner: DeployedFunction, folder: string) {
    this.#owner = owner;
    this.#reader = new LogReader(logPath(folder, owner.functionName));
  }

  async read(): Promise<PlacedLine[]> {
    return (await this.#reader.read()).map((text) => {
      const line = parseLogLine(text);
      this.#at = line.at ?? this.#at;
      return { ...line, at: this.#at, owner: this.#owner };
    });
  }
}

async function print(sources: readonly Source[], show: (line: PlacedLine) => void): Promise<void> {
  const lines = await Promise.all(sources.map((source) => source.read()));
  for (const line of lines.flat().sort((a, b) => a.at - b.at)) show(line);
}

const BETWEEN_LOOKS = 200;

/** Until Ctrl-C. @throws Refusal when the system ends. */
async function follow(
  sources: readonly Source[],
  { folder }: Running,
  { interruption }: Terminal,
  show: (line: PlacedLine) => void,
): Promise<void> {
  while (!interruption.aborted) {
    await print(sources, show);
    findRunning(folder);
    await sleep(BETWEEN_LOOKS, undefined, { signal: interruption }).catch(() => undefined);
  }
}

const raw = (line: PlacedLine) => line.raw;
const named = ({ owner: { shortName }, at, raw }: PlacedLine) =>
  JSON.stringify({ function: shortName, at: new Date(at).toISOString(), line: raw });
const readable = ({ at, owner: { shortName }, text }: PlacedLine) =>
  `${new Date(at).toISOString()}  ${shortName}  ${text}`;
