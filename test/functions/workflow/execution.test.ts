import {
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { callbacksOf, executionsOf } from '#functions/workflow/execution.ts';
import { aWipe, ENROLMENT_ID } from '#test/domain/builders.ts';

const client = mockClient(SFNClient);
beforeEach(() => {
  client.reset();
  client.onAnyCommand().resolves({});
});
const failure = (name: string) => Object.assign(new Error(name), { name });

describe('an execution', () => {
  const start = () => executionsOf(new SFNClient({}), 'arn:machine').start(aWipe({ run: 3 }));

  test('is named by its wipe and run, and is given ids only', async () => {
    await start();

    const [call] = client.commandCalls(StartExecutionCommand);
    expect(call?.args[0].input).toEqual({
      stateMachineArn: 'arn:machine',
      name: `${ENROLMENT_ID}.1-3`,
      input: JSON.stringify({ enrolmentId: ENROLMENT_ID, attempt: 1 }),
    });
    // https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
    expect(call?.args[0].input.name?.length).toBeLessThanOrEqual(80);
  });

  test('that exists already is what was wanted', async () => {
    client.on(StartExecutionCommand).rejects(failure('ExecutionAlreadyExists'));

    await expect(start()).resolves.toBeUndefined();
  });

  test('that cannot start is an error', async () => {
    client.on(StartExecutionCommand).rejects(failure('ThrottlingException'));

    await expect(start()).rejects.toThrow('ThrottlingException');
  });
});

describe('a callback', () => {
  const waiting = aWipe({ state: 'issued', callback: { task: 'dispatch', token: 'old' } });
  const newer = aWipe({ state: 'issued', callback: { task: 'dispatch', token: 'new' } });
  let read: number;
  const callbacks = (now = newer) => {
    read = 0;
    return callbacksOf(new SFNClient({}), {
      async read() {
        read++;
        return now;
      },
    });
  };
  const tokens = () => client.calls().map(({ args: [{ input }] }) => Object(input).taskToken);

  test('goes on by success, with no output to believe', async () => {
    await callbacks().answer(waiting, 'go-on');

    const [call] = client.commandCalls(SendTaskSuccessCommand);
    expect(call?.args[0].input).toEqual({ taskToken: 'old', output: '{}' });
  });

  test('moves on by the failure that the workflow catches', async () => {
    await callbacks().answer(waiting, 'moved-on');

    const [call] = client.commandCalls(SendTaskFailureCommand);
    expect(call?.args[0].input).toEqual({ taskToken: 'old', error: 'WipeMovedOn' });
    expect(read).toBe(0);
  });

  test('that nobody waits on is not answered', async () => {
    await callbacks().answer(aWipe({ state: 'issued' }), 'go-on');

    expect(client.calls()).toHaveLength(0);
  });

  test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'whose token was replaced (%s) is answered by the newer one',
    async (name) => {
      client.on(SendTaskSuccessCommand, { taskToken: 'old' }).rejects(failure(name));

      await callbacks().answer(waiting, 'go-on');

      expect(tokens()).toEqual(['old', 'new']);
    },
  );

  test('does not make a later task go on', async () => {
    client.on(SendTaskSuccessCommand).rejects(failure('TaskTimedOut'));
    const later = aWipe({ state: 'issued', callback: { task: 'verdict', token: 'new' } });

    await callbacks(later).answer(waiting, 'go-on');
    expect(tokens()).toEqual(['old']);
  });

  test('lets a later task move on from a wipe that has ended', async () => {
    client.on(SendTaskFailureCommand, { taskToken: 'old' }).rejects(failure('TaskTimedOut'));
    const later = aWipe({ state: 'erased', callback: { task: 'verdict', token: 'new' } });

    await callbacks(later).answer(waiting, 'moved-on');

    expect(tokens()).toEqual(['old', 'new']);
  });

  test('whose newer token cannot be read is no error', async () => {
    client.on(SendTaskSuccessCommand).rejects(failure('TaskTimedOut'));
    const read = async () => Promise.reject(new Error('throttled'));

    await expect(
      callbacksOf(new SFNClient({}), { read }).answer(waiting, 'go-on'),
    ).resolves.toBeUndefined();
  });

  test('that timed out with no newer token is left to the reconciler', async () => {
    client.on(SendTaskSuccessCommand).rejects(failure('TaskTimedOut'));

    await callbacks(waiting).answer(waiting, 'go-on');

    expect(tokens()).toEqual(['old']);
  });

  test.each(['ThrottlingException', 'TimeoutError'])(
    'that cannot be answered now (%s) is no error',
    async (name) => {
      client.onAnyCommand().rejects(failure(name));

      await expect(callbacks().answer(waiting, 'moved-on')).resolves.toBeUndefined();
    },
  );

  test('whose newer token cannot be answered either is no error', async () => {
    client.onAnyCommand().rejects(failure('TaskTimedOut'));

    await expect(callbacks().answer(waiting, 'moved-on')).resolves.toBeUndefined();
    expect(tokens()).toEqual(['old', 'new']);
  });
});
