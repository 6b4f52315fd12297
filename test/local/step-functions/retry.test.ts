import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { type Answer, type Flow, FunctionFailure, flow, taskMachine, waitFor } from './harness.ts';

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

const reports =
  (errorType: string): Answer =>
  () =>
    new FunctionFailure({ errorType, errorMessage: 'm' });

const attempt = ['TaskScheduled', 'TaskStarted', 'TaskFailed'];

describe('Retry', () => {
  test('waits longer each time, up to its greatest delay, and then fails', async () => {
    const { machine, start, ended, types, clock, invoked, invocations } = await open(reports('E'));
    const retry = { IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3, MaxDelaySeconds: 10 };
    const arn = await machine(taskMachine({ Retry: [{ ErrorEquals: ['E'], ...retry }] }));

    const execution = await start(arn);
    const delays = [2000, 6000, 10_000];
    for (const [index, delay] of delays.entries()) {
      await invoked(index + 1);
      await failures(types, execution, index + 1);
      clock.shift(delay - 1);
      await types(execution);
      expect(invocations).toHaveLength(index + 1);
      clock.shift(1);
    }

    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'E' });
    expect(await types(execution)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      ...attempt,
      ...attempt,
      ...attempt,
      ...attempt,
      'ExecutionFailed',
    ]);
  });

  test('fills the parameters anew and tells how often it retried', async () => {
    let calls = 0;
    const { machine, start, ended, clock, events, types } = await open((event) => {
      calls += 1;
      return calls < 3 ? new FunctionFailure({ errorType: 'E' }) : event;
    });
    const Parameters = { FunctionName: 'work', Payload: { 'count.$': '$$.State.RetryCount' } };
    const arn = await machine(
      taskMachine({ Parameters, Retry: [{ ErrorEquals: ['States.ALL'] }] }),
    );

    const execution = await start(arn);
    await failures(types, execution, 1);
    clock.shift(1000);
    await failures(types, execution, 2);
    clock.shift(2000);

    expect(await ended(execution)).toMatchObject({ status: 'SUCCEEDED' });
    expect(events).toEqual([{ count: 0 }, { count: 1 }, { count: 2 }]);
  });

  test('lets each retrier count its own attempts, in the order of the errors', async () => {
    const errors = ['A', 'B', 'A', 'B'];
    const { machine, start, ended, clock, types } = await open(
      () => new FunctionFailure({ errorType: errors.shift() }),
    );
    const arn = await machine(
      taskMachine({
        Retry: [
          { ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 2 },
          { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 5, MaxAttempts: 1 },
        ],
      }),
    );

    const execution = await start(arn);
    for (const [index, delay] of [1000, 5000, 2000].entries()) {
      await failures(types, execution, index + 1);
      clock.shift(delay);
    }

    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'B' });
    expect(errors).toEqual([]);
  });

  test('with full jitter waits no longer than the delay', async () => {
    let calls = 0;
    const { machine, start, ended, clock, types } = await open(() => {
      calls += 1;
      return calls === 1 ? new FunctionFailure({ errorType: 'E' }) : 'ok';
    });
    const retry = { ErrorEquals: ['E'], IntervalSeconds: 100, JitterStrategy: 'FULL' };

    const execution = await start(await machine(taskMachine({ Retry: [retry] })));
    await failures(types, execution, 1);
    clock.shift(100_000);

    expect(await ended(execution)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('with no attempts leaves the error to Catch', async () => {
    const { machine, start, ended } = await open(reports('E'));
    const arn = await machine(
      taskMachine({
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['E'], Next: 'Caught', ResultPath: '$.error' }],
      }),
    );

    expect(await ended(await start(arn, { a: 1 }))).toMatchObject({
      status: 'SUCCEEDED',
      output: { a: 1, error: { Error: 'E', Cause: '{"errorType":"E","errorMessage":"m"}' } },
    });
  });
});

/** Waits until so many attempts have failed. */
async function failures(types: Flow['types'], execution: string, count: number): Promise<void> {
  await waitFor(async () => {
    const failed = (await types(execution)).filter((type) => type === 'TaskFailed');
    return failed.length >= count;
  });
}
