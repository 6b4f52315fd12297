import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '#local/aws/error.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { type Answer, type Flow, FunctionFailure, flow, task, taskMachine } from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Flow | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await cloud?.stop();
  folder.remove();
});

async function open(answer: Answer, options?: Parameters<typeof flow>[2]): Promise<Flow> {
  cloud = await flow(folder.path, answer, options);
  return cloud;
}

const fails =
  (error: unknown): Answer =>
  () => {
    throw error;
  };
const reports =
  (errorType: string): Answer =>
  () =>
    new FunctionFailure({ errorType, errorMessage: 'm' });
const never: Answer = () => new Promise(() => {});

const attempt = ['TaskScheduled', 'TaskStarted', 'TaskFailed'];

describe('the error of a function', () => {
  test.each([
    [
      'its errorType',
      reports('OwnError'),
      'OwnError',
      '{"errorType":"OwnError","errorMessage":"m"}',
    ],
    [
      'Lambda.Unknown without one',
      () => new FunctionFailure({ errorMessage: 'm' }),
      'Lambda.Unknown',
      'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"m"}',
    ],
    [
      'Lambda.TooManyRequestsException',
      fails(new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 })),
      'Lambda.TooManyRequestsException',
      'Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Proxy: null)',
    ],
    [
      'Lambda.ResourceNotFoundException',
      fails(new AwsError('ResourceNotFoundException', 'Function not found', { status: 404 })),
      'Lambda.ResourceNotFoundException',
      expect.stringContaining('Function not found'),
    ],
    [
      'Lambda.ServiceException',
      fails(new AwsError('ServiceException', 'oh', { status: 500 })),
      'Lambda.ServiceException',
      expect.stringContaining('Status Code: 500'),
    ],
    [
      'Lambda.AWSLambdaException for what Lambda does not declare',
      fails(new AwsError('Surprise', 'oh')),
      'Lambda.AWSLambdaException',
      expect.stringContaining('Surprise'),
    ],
    [
      'Lambda.SdkClientException when nothing answered',
      fails(new RangeError('secret')),
      'Lambda.SdkClientException',
      'the invocation failed: RangeError',
    ],
    [
      'States.DataLimitExceeded for a result over 256 KiB',
      () => 'x'.repeat(262_144),
      'States.DataLimitExceeded',
      "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    ],
  ])('is %s', async (_name, answer, error, cause) => {
    const { machine, start, ended, types } = await open(answer);

    const execution = await start(await machine(taskMachine()));

    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error, cause });
    expect(await types(execution)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      ...attempt,
      'ExecutionFailed',
    ]);
  });

  test('is Lambda.AWSLambdaException where the role may not invoke it', async () => {
    const { machine, start, ended } = await open(() => null, { statements: [] });

    const execution = await start(await machine(taskMachine()));

    expect(await ended(execution)).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringMatching(
        /not authorized to perform: lambda:InvokeFunction .*Error Code: AccessDeniedException/,
      ),
    });
  });
});

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
  for (;;) {
    const failed = (await types(execution)).filter((type) => type === 'TaskFailed');
    if (failed.length >= count) return;
  }
}

describe('Catch', () => {
  test.each([
    ['the error by its name', 'E', ['E'], true],
    ['any error as States.TaskFailed', 'E', ['States.TaskFailed'], true],
    ['any error as States.ALL', 'E', ['States.ALL'], true],
    ['another error', 'E', ['F', 'e'], false],
    ['States.Runtime as States.ALL', 'States.Runtime', ['States.ALL'], false],
    ['States.Runtime by its name', 'States.Runtime', ['States.Runtime'], false],
    ['States.DataLimitExceeded as States.ALL', 'States.DataLimitExceeded', ['States.ALL'], false],
    [
      'States.DataLimitExceeded by its name',
      'States.DataLimitExceeded',
      ['States.DataLimitExceeded'],
      true,
    ],
    ['States.Timeout as States.TaskFailed', 'States.Timeout', ['States.TaskFailed'], false],
  ])('on %s', async (_name, errorType, ErrorEquals, caught) => {
    const { machine, start, ended } = await open(reports(errorType));
    const arn = await machine(taskMachine({ Catch: [{ ErrorEquals, Next: 'Caught' }] }));

    const end = await ended(await start(arn));

    expect(end.status).toBe(caught ? 'SUCCEEDED' : 'FAILED');
  });

  test('leaves the task with the error as its output', async () => {
    const { machine, start, ended, types } = await open(reports('E'));
    const arn = await machine(
      taskMachine({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }),
    );

    const execution = await start(arn, { a: 1 });

    expect((await ended(execution)).output).toEqual({ Error: 'E', Cause: expect.any(String) });
    expect(await types(execution)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      ...attempt,
      'TaskStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('does not see a path that finds nothing', async () => {
    const { machine, start, ended, types } = await open(() => 1);
    const arn = await machine(
      taskMachine({
        ResultSelector: { 'x.$': '$.gone' },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      }),
    );

    const execution = await start(arn);

    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect((await types(execution)).slice(-2)).toEqual(['TaskSucceeded', 'ExecutionFailed']);
  });

  test('sees a result that does not fit where it should go', async () => {
    const { machine, start, ended } = await open(() => 1);
    const arn = await machine(
      taskMachine({
        ResultPath: '$.a.b',
        Catch: [{ ErrorEquals: ['States.ResultPathMatchFailure'], Next: 'Caught' }],
      }),
    );

    expect(await ended(await start(arn, { a: 'text' }))).toMatchObject({ status: 'SUCCEEDED' });
  });
});

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
