import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as z from 'zod';
import { temporaryFolder } from '../small-cloud.ts';
import { waitFor } from './harness.ts';

const program = fileURLToPath(new URL('crashing.ts', import.meta.url));
const ready = z.object({ url: z.string(), machine: z.string() });
const call = z.object({ step: z.string(), execution: z.string() });

let folder: ReturnType<typeof temporaryFolder>;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await kill();
  folder.remove();
});

async function kill(): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Starts the process and answers a client of it. */
async function open() {
  const spawned = spawn(process.execPath, [program, folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  child = spawned;
  const { stdout } = spawned;
  const [line] = await once(createInterface({ input: stdout }), 'line');
  const { url, machine } = ready.parse(JSON.parse(String(line)));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SFNClient({
    endpoint: url,
    region: 'ap-northeast-1',
    maxAttempts: 1,
    credentials,
  });
  const historyOf = async (executionArn: string) =>
    (await client.send(new GetExecutionHistoryCommand({ executionArn }))).events ?? [];
  return { client, machine, historyOf };
}

const calls = () =>
  readFileSync(join(folder.path, 'calls.log'), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => call.parse(JSON.parse(line)));
const callsOf = (execution: string, step: string) =>
  calls().filter((each) => each.execution === execution && each.step === step).length;

test('kill -9 loses no execution that was answered and repeats no finished task', async () => {
  const accepted: string[] = [];
  /** Steps whose end was seen, and how often their function had been called by then. */
  const finished = new Map<string, number>();
  const note = (execution: string, step: string) => {
    const each = `${execution} ${step}`;
    if (!finished.has(each)) finished.set(each, callsOf(execution, step));
  };
  for (let round = 0; round < 3; round++) {
    const { client, machine, historyOf } = await open();
    const starting = Array.from({ length: 40 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 3));
      const command = new StartExecutionCommand({
        stateMachineArn: machine,
        name: `r${round}-${index}`,
      });
      accepted.push(String((await client.send(command)).executionArn));
    });
    const known = accepted.length;
    await waitFor(() => Promise.resolve(accepted.length >= known + 20));
    const some = accepted.slice(known, known + 20);
    await waitFor(async () => {
      for (const arn of some)
        for (const { stateExitedEventDetails: exited } of await historyOf(arn))
          if (exited?.name !== undefined) note(String(arn.split(':').at(-1)), exited.name);
      return finished.size > round * 10;
    });
    await kill();
    await Promise.allSettled(starting);
    client.destroy();
  }
  const { client, historyOf } = await open();

  for (const executionArn of accepted) {
    await waitFor(async () => {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
      return status !== 'RUNNING';
    });
    const events = await historyOf(executionArn);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    const types = events.map(({ type }) => type);
    expect(types.at(-1)).toBe('ExecutionSucceeded');
    expect(types.filter((type) => type === 'TaskSucceeded')).toHaveLength(3);
  }
  for (const [each, count] of finished) {
    const [execution = '', step = ''] = each.split(' ');
    expect([each, callsOf(execution, step)]).toEqual([each, count]);
  }
  client.destroy();
}, 60_000);
