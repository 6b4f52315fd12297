import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { type Flow, FUNCTION, flow, NOON, task } from './harness.ts';

const folder = temporaryFolder();
let cloud: Flow;

beforeAll(async () => {
  cloud = await flow(folder.path, (event) => ({ got: event }));
});
afterAll(async () => {
  await cloud.stop();
  folder.remove();
});

test('a history has the events of AWS', async () => {
  const machine = await cloud.machine({
    StartAt: 'Work',
    States: { Work: task({ TimeoutSeconds: 60, Next: 'Done' }), Done: { Type: 'Succeed' } },
  });

  const execution = await cloud.start(machine, { a: 1 }, 'one');
  await cloud.ended(execution);

  const timestamp = new Date(NOON);
  const result = JSON.stringify({
    ExecutedVersion: '$LATEST',
    Payload: { got: { a: 1 } },
    SdkHttpMetadata: {
      AllHttpHeaders: {
        'X-Amz-Executed-Version': ['$LATEST'],
        'Content-Length': ['15'],
        'Content-Type': ['application/json'],
        'x-amzn-RequestId': ['11111111-2222-4333-8444-555555555555'],
      },
      HttpHeaders: {
        'X-Amz-Executed-Version': '$LATEST',
        'Content-Length': '15',
        'Content-Type': 'application/json',
        'x-amzn-RequestId': '11111111-2222-4333-8444-555555555555',
      },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: '11111111-2222-4333-8444-555555555555' },
    StatusCode: 200,
  });
  const whole = { truncated: false };
  const invoke = { resourceType: 'lambda', resource: 'invoke' };
  const input = '{"a":1}';
  expect(await cloud.history(execution)).toEqual([
    {
      timestamp,
      type: 'ExecutionStarted',
      id: 1,
      previousEventId: 0,
      executionStartedEventDetails: {
        input,
        inputDetails: whole,
        roleArn: 'arn:aws:iam::000000000000:role/workflow',
      },
    },
    {
      timestamp,
      type: 'TaskStateEntered',
      id: 2,
      previousEventId: 0,
      stateEnteredEventDetails: { name: 'Work', input, inputDetails: whole },
    },
    {
      timestamp,
      type: 'TaskScheduled',
      id: 3,
      previousEventId: 2,
      taskScheduledEventDetails: {
        ...invoke,
        region: 'ap-northeast-1',
        parameters: JSON.stringify({ FunctionName: FUNCTION, Payload: { a: 1 } }),
        timeoutInSeconds: 60,
      },
    },
    {
      timestamp,
      type: 'TaskStarted',
      id: 4,
      previousEventId: 3,
      taskStartedEventDetails: invoke,
    },
    {
      timestamp,
      type: 'TaskSucceeded',
      id: 5,
      previousEventId: 4,
      taskSucceededEventDetails: { ...invoke, output: result, outputDetails: whole },
    },
    {
      timestamp,
      type: 'TaskStateExited',
      id: 6,
      previousEventId: 5,
      stateExitedEventDetails: { name: 'Work', output: result, outputDetails: whole },
    },
    {
      timestamp,
      type: 'SucceedStateEntered',
      id: 7,
      previousEventId: 6,
      stateEnteredEventDetails: { name: 'Done', input: result, inputDetails: whole },
    },
    {
      timestamp,
      type: 'SucceedStateExited',
      id: 8,
      previousEventId: 7,
      stateExitedEventDetails: { name: 'Done', output: result, outputDetails: whole },
    },
    {
      timestamp,
      type: 'ExecutionSucceeded',
      id: 9,
      previousEventId: 8,
      executionSucceededEventDetails: { output: result, outputDetails: whole },
    },
  ]);
});
