import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { executionHistoryOf, withoutTokens } from '#functions/ops/execution-history.ts';

const aws = mockClient(SFNClient);
afterEach(() => {
  aws.reset();
});

const history = () =>
  executionHistoryOf(
    new SFNClient({}),
    'arn:aws:states:ap-northeast-1:000000000000:stateMachine:Wipe',
  );

describe('a run', () => {
  test('is asked for its definition once, which stays as it was at its start', async () => {
    aws.on(DescribeExecutionCommand).resolves({ status: 'RUNNING', startDate: new Date(0) });
    aws.on(GetExecutionHistoryCommand).resolves({ events: [] });
    aws.on(DescribeStateMachineForExecutionCommand).resolves({ definition: '{"StartAt":"A"}' });
    const { read } = history();

    const told = [await read('one'), await read('one'), await read('two')];

    for (const each of told) expect(each).toMatchObject({ definition: { StartAt: 'A' } });
    expect(aws.commandCalls(DescribeStateMachineForExecutionCommand)).toHaveLength(2);
    expect(aws.commandCalls(GetExecutionHistoryCommand)).toHaveLength(3);
  });

  test('of many is asked for again once it is long ago', async () => {
    aws.on(DescribeExecutionCommand).resolves({ status: 'RUNNING', startDate: new Date(0) });
    aws.on(GetExecutionHistoryCommand).resolves({ events: [] });
    aws.on(DescribeStateMachineForExecutionCommand).resolves({ definition: '{}' });
    const { read } = history();

    for (let run = 1; run <= 51; run++) await read(`run ${run}`);
    await read('run 51');
    await read('run 1');

    expect(aws.commandCalls(DescribeStateMachineForExecutionCommand)).toHaveLength(52);
  });

  test('that AWS is asked for too often is answered as busy, and to be asked for later', async () => {
    const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    aws.on(DescribeExecutionCommand).rejects(throttled);
    aws.on(GetExecutionHistoryCommand).resolves({ events: [] });
    aws.on(DescribeStateMachineForExecutionCommand).resolves({ definition: '{}' });
    aws.on(DescribeStateMachineCommand).rejects(throttled);
    const busy = { code: 'busy', headers: { 'retry-after': '30' } };

    await expect(history().read('one')).rejects.toMatchObject(busy);
    await expect(history().workflow()).rejects.toMatchObject(busy);
  });
});

describe('callback tokens', () => {
  test.each([
    [{ token: 'secret', attempt: 1 }, { attempt: 1 }],
    [{ TaskToken: 'secret' }, {}],
    [{ taskToken: 'secret' }, {}],
    [{ a: [{ b: { token: 'secret' } }] }, { a: [{ b: {} }] }],
    ['{"Payload":{"token":"secret","attempt":1}}', { Payload: { attempt: 1 } }],
    [{ parameters: '{"token":"secret"}' }, { parameters: {} }],
    [
      { output: JSON.stringify({ inner: JSON.stringify({ token: 'secret' }) }) },
      { output: { inner: {} } },
    ],
  ])('are taken out of %j', (value, expected) => {
    expect(withoutTokens(value)).toEqual(expected);
  });

  test.each([['plain words'], ['12'], ['null'], [12], [null], [undefined], [true], [[1, 'a']]])(
    'are not in %j, which stays as it is',
    (value) => {
      expect(withoutTokens(value)).toEqual(value);
    },
  );
});
