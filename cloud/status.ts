/** `status`: whether the system is up, where everything is, and how much there is of it. */
import { DATA, DATA_HELP, folderOf, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { type ClockState, readClock, readHealth } from './control.ts';
import { type Counts, countAll } from './counts.ts';
import { findRunning, type Running } from './running.ts';
import { clockText } from './time.ts';

export const status: Command = {
  name: 'status',
  summary: 'whether it is up, where everything is, what runs and what went wrong',
  help: `npm run cloud -- status [options]

Shows where everything is, the clock, executions by status, items by table, calls and errors by function (as far back as
the logs go; some errors are answers that the workflow waits for), messages in queues and in the inbox. Exits 1 where
nothing runs.

${DATA_HELP}
  --json             as one JSON object`,

  async run(args, { print }) {
    const options = { ...DATA, json: { type: 'boolean', default: false } } as const;
    const { values } = readArguments(args, options);
    const system = findRunning(folderOf(values));
    const { endpoint } = system;
    const [health, clock] = await Promise.all([readHealth(endpoint), readClock(endpoint)]);
    const counts = await countAll(system);
    const found = { ...health, ...system, clock, ...counts };
    print(values.json ? JSON.stringify(found) : statusText(found));
  },
};

interface Found extends Running, Counts {
  readonly status: string;
  readonly clock: ClockState;
}

function statusText(found: Found): string {
  const executions = Object.entries(found.executions).map(
    ([machine, counts]) => [machine, countsText(counts)] as const,
  );
  const calls = Object.entries(found.functions).filter(([, { calls }]) => calls > 0);
  const idle = Object.entries(found.functions).filter(([, { calls }]) => calls === 0);
  return [
    `The system is ${found.status}: process ${found.pid}, on ${found.folder}`,
    section('', [
      ['HTTP API', found.api],
      ['Sign-in', found.issuer],
      ['Inbox', `${found.inbox}   ${countsText(found.messages)}`],
      ['AWS endpoint', found.endpoint],
      ['MQTT (TLS)', found.mqtt],
      ['Clock', clockText(found.clock)],
    ]),
    section('Executions', executions),
    section('Items', Object.entries(found.tables)),
    section('Messages in queues', Object.entries(found.queues)),
    section(
      'Calls of functions',
      calls.map(([name, { calls, errors }]) => [name, errorText(calls, errors)]),
    ),
    `Not called: ${idle.map(([name]) => name).join(', ') || 'none'}`,
  ].join('\n');
}

const errorText = (calls: number, errors: number) =>
  errors === 0 ? `${calls}` : `${calls}, ${errors} with an error`;

function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([what, count]) => `${count} ${what.toLowerCase()}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function section(title: string, rows: readonly (readonly [string, string | number])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return [...(title === '' ? [] : [title]), ...lines].join('\n');
}
