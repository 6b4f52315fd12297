import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { type Answer, type Flow, flow, task, taskMachine } from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Flow | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await cloud?.stop();
  folder.remove();
});

async function open(answer: Answer): Promise<Flow> {
  cloud = await flow(folder.path, answer);
  return cloud;
}

const never: Answer = () => new Promise(() => {});

describe('time', () => {
  test('ends a task at its timeout, and what the function answers then is nothing', async () => {
    let answer: (value: unknown) => void = () => {};
    const late: Answer = () => new Promise((resolve) => (answer = resolve));
    const { machine, start, ended, types, clock, invoked } = await open(late);

    const execution = await start(await machine(taskMachine({ TimeoutSecondsPath: '$.limit' })), {
      limit: 30,
    });
    await invoked(1);
    clock.shift(29_999);
    expect((await types(execution)).at(-1)).toBe('TaskStarted');
    clock.shift(1);
    answer('late');

    expect(await ended(execution)).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
      cause: undefined,
    });
    expect((await types(execution)).slice(-3)).toEqual([
      'TaskStarted',
      'TaskTimedOut',
      'ExecutionFailed',
    ]);
  });

  test.each([
    ['States.Timeout', true],
    ['States.ALL', true],
    ['States.TaskFailed', false],
    ['States.HeartbeatTimeout', false],
  ])('of a task that is up meets %s: %s', async (name, caught) => {
    const { machine, start, ended, clock, invoked } = await open(never);
    const Catch = [{ ErrorEquals: [name], Next: 'Caught' }];

    const execution = await start(await machine(taskMachine({ TimeoutSeconds: 1, Catch })));
    await invoked(1);
    clock.shift(1000);

    expect((await ended(execution)).status).toBe(caught ? 'SUCCEEDED' : 'FAILED');
  });

  test.each([0, -1, 1.5, 'text', 100_000_000])('of %p seconds is no limit', async (limit) => {
    const { machine, start, ended } = await open(never);

    const execution = await start(await machine(taskMachine({ TimeoutSecondsPath: '$.limit' })), {
      limit,
    });

    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('ends an execution at its own limit', async () => {
    const { machine, start, ended, history, clock } = await open(never);
    const states = {
      Wait: { Type: 'Wait', Seconds: 100, Next: 'Work' },
      Work: task({ End: true }),
    };

    const execution = await start(
      await machine({ StartAt: 'Wait', TimeoutSeconds: 99, States: states }),
    );
    clock.shift(99_000);

    expect(await ended(execution)).toMatchObject({ status: 'TIMED_OUT', error: undefined });
    expect((await history(execution)).at(-1)).toMatchObject({
      type: 'ExecutionTimedOut',
      id: 3,
      previousEventId: 0,
    });
  });

  test('ends an execution after a year', async () => {
    const { machine, start, ended, clock, invoked } = await open(never);

    const execution = await start(await machine(taskMachine()));
    await invoked(1);
    clock.shift(365 * 24 * 60 * 60 * 1000);

    expect((await ended(execution)).status).toBe('TIMED_OUT');
  });

  test.each([
    ['Seconds', { Seconds: 86_400 }],
    ['SecondsPath', { SecondsPath: '$.s' }],
    ['Timestamp', { Timestamp: '2026-02-01T12:00:00.5Z' }],
    ['TimestampPath', { TimestampPath: '$.t' }],
  ])('is waited for with %s', async (_name, fields) => {
    const { machine, start, ended, types, clock } = await open(never);
    const arn = await machine({
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', ...fields, End: true } },
    });

    const execution = await start(arn, { s: 86_400, t: '2026-02-01T12:00:00Z' });
    clock.shift(86_399_999);
    expect(await types(execution)).toEqual(['ExecutionStarted', 'WaitStateEntered']);
    clock.shift(1);

    expect((await ended(execution)).status).toBe('SUCCEEDED');
    expect((await types(execution)).slice(2)).toEqual(['WaitStateExited', 'ExecutionSucceeded']);
  });
});
