import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '#local/aws/error.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { type Answer, type Flow, FunctionFailure, flow, taskMachine } from './harness.ts';

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
