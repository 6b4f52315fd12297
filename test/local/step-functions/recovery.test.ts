import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  DescribeStateMachineForExecutionCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClock } from '#local/clock.ts';
import { temporaryFolder } from '../small-cloud.ts';
import {
  type Answer,
  callbackTask,
  type Flow,
  FunctionFailure,
  flow,
  NOON,
  task,
  taskMachine,
  tokenOf,
  waitFor,
} from './harness.ts';

const folders: ReturnType<typeof temporaryFolder>[] = [];
const clouds: Flow[] = [];
let folder = '';
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  for (const each of clouds.splice(0)) await each.stop();
  for (const each of folders.splice(0)) each.remove();
});

function newFolder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made.path;
}

async function open(path: string, answer: Answer, at = NOON): Promise<Flow> {
  const opened = await flow(path, answer, { clock: createClock(0, () => at) });
  clouds.push(opened);
  return opened;
}

/** What is on disk at this moment: what a crash would leave. */
function crashed(path: string): string {
  const copy = newFolder();
  cpSync(path, copy, { recursive: true });
  return copy;
}

const never: Answer = () => new Promise(() => {});
const two = {
  StartAt: 'First',
  States: {
    First: task({ ResultSelector: { 'first.$': '$.Payload' }, Next: 'Second' }),
    Second: task({ ResultPath: null, End: true }),
  },
};
const wait = {
  StartAt: 'Wait',
  States: { Wait: callbackTask({ TimeoutSeconds: 60, HeartbeatSeconds: 40, End: true }) },
};

describe('after a crash', () => {
  test('a task without a result is invoked again, a finished one is not', async () => {
    const before = await open(folder, (event) =>
      JSON.stringify(event) === '{"a":1}' ? 'one' : new Promise(() => {}),
    );
    const execution = await before.start(await before.machine(two), { a: 1 });
    await before.invoked(2);

    const after = await open(crashed(folder), () => 'two');
    await after.machine(two);

    expect(await after.ended(execution)).toMatchObject({
      status: 'SUCCEEDED',
      output: { first: 'one' },
    });
    expect(after.events).toEqual([{ first: 'one' }]);
    expect((await after.types(execution)).slice(-6)).toEqual([
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('a callback task is waited for with what is left of its time', async () => {
    const before = await open(folder, () => 'submitted');
    const execution = await before.start(await before.machine(wait));
    await waitFor(async () => (await before.types(execution)).at(-1) === 'TaskSubmitted');
    const token = tokenOf(before.events[0]);

    const after = await open(crashed(folder), never, NOON + 30_000);
    await after.machine(wait);
    await after.client.send(new SendTaskHeartbeatCommand({ taskToken: token }));

    const copy = crashed(after.cloud.context.dataDir);
    const last = await open(copy, never, NOON + 59_999);
    await last.machine(wait);
    expect((await last.types(execution)).at(-1)).toBe('TaskSubmitted');
    expect(last.invocations).toEqual([]);
    last.clock.shift(1);
    expect(await last.ended(execution)).toMatchObject({ error: 'States.Timeout' });

    await after.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '7' }));
    expect(await after.ended(execution)).toMatchObject({ status: 'SUCCEEDED', output: 7 });
  });

  test('a callback task whose function had not returned is invoked with the same token', async () => {
    const before = await open(folder, never);
    await before.start(await before.machine(wait));
    await before.invoked(1);

    const after = await open(crashed(folder), () => 'submitted', NOON + 1000);
    await after.machine(wait);
    await after.invoked(1);

    expect(after.events).toEqual(before.events);
  });

  test('what fell due meanwhile is due at once, and nothing is invoked for it', async () => {
    const definition = taskMachine({
      TimeoutSeconds: 10,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }],
    });
    const before = await open(folder, never);
    const execution = await before.start(await before.machine(definition));
    await before.invoked(1);

    const after = await open(crashed(folder), never, NOON + 10_000);
    await after.machine(definition);

    expect(await after.ended(execution)).toMatchObject({ status: 'SUCCEEDED' });
    expect(after.invocations).toEqual([]);
  });

  test('retries go on counting', async () => {
    const definition = taskMachine({
      Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 10, MaxAttempts: 1 }],
    });
    const before = await open(folder, () => new FunctionFailure({ errorType: 'E' }));
    const execution = await before.start(await before.machine(definition));
    await waitFor(async () => (await before.types(execution)).at(-1) === 'TaskFailed');

    const after = await open(
      crashed(folder),
      () => new FunctionFailure({ errorType: 'E' }),
      NOON + 9999,
    );
    await after.machine(definition);
    expect(after.invocations).toEqual([]);
    after.clock.shift(1);

    expect(await after.ended(execution)).toMatchObject({ status: 'FAILED', error: 'E' });
    expect(after.invocations).toHaveLength(1);
  });

  test('a Wait state ends when it would have', async () => {
    const definition = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
    const before = await open(folder, never);
    const execution = await before.start(await before.machine(definition));

    const after = await open(crashed(folder), never, NOON + 59_999);
    await after.machine(definition);
    expect(await after.types(execution)).toHaveLength(2);
    after.clock.shift(1);

    expect(await after.ended(execution)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('half a line at the end of the journal is as if it had never been', async () => {
    const before = await open(folder, () => 'submitted');
    const execution = await before.start(await before.machine(wait));
    await waitFor(async () => (await before.types(execution)).at(-1) === 'TaskSubmitted');
    const copy = crashed(folder);
    const [segment = ''] = readdirSync(join(copy, 'step-functions', 'journal'));
    const path = join(copy, 'step-functions', 'journal', segment);

    const torn = crashed(copy);
    appendFileSync(path.replace(copy, torn), '{"key":"1.2","start":{"mach');
    const after = await open(torn, never, NOON + 1);
    await after.machine(wait);
    expect((await after.types(execution)).at(-1)).toBe('TaskSubmitted');

    truncateSync(path, statSync(path).size - 3);
    const shorter = await open(copy, () => 'submitted', NOON + 1);
    await shorter.machine(wait);
    await shorter.invoked(1);
    expect(shorter.events).toEqual(before.events);
  });

  test('histories of closed executions are read from disk, and their names stay taken', async () => {
    const before = await open(folder, () => 'done');
    const machine = await before.machine(two);
    const execution = await before.start(machine, { a: 1 }, 'one');
    const end = await before.ended(execution);
    const history = await before.history(execution);

    const copy = crashed(folder);
    const again = await open(crashed(copy), never, NOON + 1);
    await again.machine(two);
    const after = await open(crashed(again.cloud.context.dataDir), never, NOON + 2);
    await after.machine(two);

    expect(await after.ended(execution)).toEqual(end);
    expect(await after.history(execution)).toEqual(history);
    await expect(after.start(machine, { a: 1 }, 'one')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  test('after 90 days a closed execution is forgotten on disk too', async () => {
    const day = 24 * 60 * 60 * 1000;
    const before = await open(folder, () => 'done');
    const machine = await before.machine(two);
    const execution = await before.start(machine, { a: 1 }, 'one');
    await before.ended(execution);

    const copy = crashed(folder);
    const after = await open(copy, () => 'anew', NOON + 90 * day + 1);
    await after.machine(two);

    await expect(after.history(execution)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    expect(readdirSync(join(copy, 'step-functions', 'journal'))).toEqual([]);
    await after.start(machine, { a: 2 }, 'one');
    expect(await after.ended(execution)).toMatchObject({ output: { first: 'anew' } });
  });

  test('an open execution keeps the definition it began with', async () => {
    const before = await open(folder, () => 'submitted');
    const execution = await before.start(await before.machine(wait));
    await waitFor(async () => (await before.types(execution)).at(-1) === 'TaskSubmitted');
    const taskToken = tokenOf(before.events[0]);

    const after = await open(crashed(folder), never, NOON + 1);
    const machine = await after.machine({ StartAt: 'New', States: { New: { Type: 'Succeed' } } });
    await after.client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));

    expect(await after.ended(execution)).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    const described = await after.client.send(
      new DescribeStateMachineForExecutionCommand({ executionArn: execution }),
    );
    expect(JSON.parse(described.definition ?? '')).toEqual(wait);
    const fresh = await after.start(machine, 5);
    expect(await after.types(fresh)).toContain('SucceedStateEntered');
  });

  test('executions of a state machine that is gone wait for it to come back', async () => {
    const before = await open(folder, () => 'submitted');
    const execution = await before.start(await before.machine(wait));
    await waitFor(async () => (await before.types(execution)).at(-1) === 'TaskSubmitted');

    const copy = crashed(folder);
    const without = await open(copy, never, NOON + 1);
    await without.machine(wait, { StateMachineName: 'other' });
    await expect(without.history(execution)).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
    expect(without.cloud.lines).toContainEqual(
      expect.objectContaining({ event: 'state-machine-gone' }),
    );

    const after = await open(crashed(copy), never, NOON + 2);
    await after.machine(wait);
    expect((await after.types(execution)).at(-1)).toBe('TaskSubmitted');
  });

  test('an execution ends the same wherever it was cut off', async () => {
    const definition = {
      StartAt: 'First',
      States: {
        First: task({
          Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 5 }],
          ResultSelector: { 'n.$': '$.Payload' },
          Next: 'Rest',
        }),
        Rest: { Type: 'Wait', Seconds: 3600, Next: 'Ask' },
        Ask: callbackTask({ TimeoutSeconds: 60, ResultPath: '$.answer', Next: 'Last' }),
        Last: task({ ResultPath: null, End: true }),
      },
    };
    let calls = 0;
    /** Runs to the end: fails at the first call of all, answers each token, lets the time pass. */
    const drive = async (opened: Flow, execution: string) => {
      await waitFor(async () => {
        const last = (await opened.types(execution)).at(-1);
        if (last === 'TaskFailed') opened.clock.shift(5000);
        if (last === 'WaitStateEntered') opened.clock.shift(3_600_000);
        if (last === 'TaskSubmitted') {
          const taskToken = tokenOf(opened.events.at(-1) ?? lastEvent);
          await opened.client.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));
        }
        return last === 'ExecutionSucceeded';
      });
      return (await opened.ended(execution)).output;
    };
    let lastEvent: unknown;
    const answer: Answer = (event) => {
      calls += 1;
      if (calls === 1) return new FunctionFailure({ errorType: 'E' });
      if (JSON.stringify(event).includes('token')) lastEvent = event;
      return 1;
    };
    const before = await open(folder, answer);
    const execution = await before.start(await before.machine(definition), {});
    const output = await drive(before, execution);
    const journal = join('step-functions', 'journal', '00000001.log');
    const lines = readFileSync(join(folder, journal), 'utf8').split(/(?<=\n)/);

    expect(lines.length).toBeGreaterThanOrEqual(7);
    for (let kept = 1; kept < lines.length; kept++) {
      const cut = crashed(folder);
      writeFileSync(join(cut, journal), lines.slice(0, kept).join(''));
      const after = await open(cut, answer, before.clock.now());
      await after.machine(definition);

      expect(await drive(after, execution)).toEqual(output);
      const ids = (await after.history(execution)).map(({ id }) => id);
      expect(ids).toEqual(ids.map((_, index) => index + 1));
    }
    expect(output).toEqual({ n: 1, answer: 'yes' });
  });
});
