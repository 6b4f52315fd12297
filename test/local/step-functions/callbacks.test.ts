import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import {
  type Answer,
  callbackTask,
  type Flow,
  FunctionFailure,
  flow,
  tokenOf,
  waitFor,
} from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Flow | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await cloud?.stop();
  folder.remove();
});

const wait = { StartAt: 'Wait', States: { Wait: callbackTask({ End: true }) } };
const invoke = { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' };

/** Starts one execution and waits until its function has the token. */
async function waiting(definition: object = wait, answer: Answer = () => 'submitted') {
  cloud = await flow(folder.path, answer);
  const { start, machine, invoked, events } = cloud;
  const execution = await start(await machine(definition));
  await invoked(1);
  return { ...cloud, execution, token: tokenOf(events[0]) };
}

const success = (taskToken: string, output = '{"done":true}') =>
  new SendTaskSuccessCommand({ taskToken, output });
const submitted = (flown: Pick<Flow, 'types'>, execution: string) =>
  waitFor(async () => (await flown.types(execution)).at(-1) === 'TaskSubmitted');

describe('a task that waits for its token', () => {
  test('ends with the output that is sent back', async () => {
    const { client, execution, token, ended, history, types } = await waiting();
    await submitted({ types }, execution);

    await client.send(success(token));

    expect(await ended(execution)).toMatchObject({ status: 'SUCCEEDED', output: { done: true } });
    const events = await history(execution);
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[4]?.taskSubmittedEventDetails).toMatchObject({
      ...invoke,
      output: expect.stringContaining('"Payload":"submitted"'),
    });
    expect(events[5]?.taskSucceededEventDetails).toEqual({
      ...invoke,
      output: '{"done":true}',
      outputDetails: { truncated: false },
    });
  });

  test('takes an answer that comes before its function returns', async () => {
    let finish: (value: unknown) => void = () => {};
    const slow: Answer = () => new Promise((resolve) => (finish = resolve));
    const { client, execution, token, ended, types } = await waiting(wait, slow);

    await client.send(success(token));
    finish(new FunctionFailure({ errorType: 'TooLate' }));

    expect(await ended(execution)).toMatchObject({ status: 'SUCCEEDED', output: { done: true } });
    expect((await types(execution)).slice(2)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('fails when its function fails', async () => {
    const { execution, ended, client, token } = await waiting(
      wait,
      () => new FunctionFailure({ errorType: 'E' }),
    );

    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'E' });
    await expect(client.send(success(token))).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('fails with the error and cause that are sent back', async () => {
    const { client, execution, token, ended, history } = await waiting();

    await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'E', cause: 'c' }));

    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'E', cause: 'c' });
    const failed = (await history(execution)).find(({ type }) => type === 'TaskFailed');
    expect(failed?.taskFailedEventDetails).toEqual({ ...invoke, error: 'E', cause: 'c' });
  });

  test('takes one of many answers; all later ones are TaskTimedOut', async () => {
    const { client, execution, token, ended } = await waiting();

    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => client.send(success(token, String(index)))),
    );

    const taken = answers.flatMap((each, index) => (each.status === 'fulfilled' ? [index] : []));
    expect(taken).toHaveLength(1);
    expect((await ended(execution)).output).toBe(taken[0]);
    const late = [
      client.send(success(token)),
      client.send(new SendTaskFailureCommand({ taskToken: token })),
      client.send(new SendTaskHeartbeatCommand({ taskToken: token })),
    ];
    const gone = "Task Timed Out: 'Provided task does not exist anymore'";
    for (const answer of late)
      await expect(answer).rejects.toMatchObject({ name: 'TaskTimedOut', message: gone });
  });

  test('gives each attempt a token of its own', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }];
    const definition = { StartAt: 'Wait', States: { Wait: callbackTask({ Retry, End: true }) } };
    const { client, clock, token, invoked, events } = await waiting(definition);

    await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'E' }));
    await expect(client.send(success(token))).rejects.toMatchObject({ name: 'TaskTimedOut' });
    clock.shift(1000);
    await invoked(2);

    const second = tokenOf(events[1]);
    expect(second).not.toBe(token);
    await expect(client.send(success(token))).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await client.send(success(second));
  });

  test('refuses tokens that nobody was given', async () => {
    const { client, token } = await waiting();

    for (const forged of ['x', `${token}A`, token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))])
      await expect(client.send(success(forged))).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('refuses an output that is not JSON, or too large', async () => {
    const { client, token } = await waiting();

    await expect(client.send(success(token, '{'))).rejects.toMatchObject({ name: 'InvalidOutput' });
    await expect(
      client.send(success(token, JSON.stringify('x'.repeat(262_144)))),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a heartbeat', () => {
  const limits = { HeartbeatSeconds: 10, TimeoutSeconds: 25 };
  const machineOf = (ErrorEquals: string[]) => ({
    StartAt: 'Wait',
    States: {
      Wait: callbackTask({ ...limits, Catch: [{ ErrorEquals, Next: 'Caught' }], End: true }),
      Caught: { Type: 'Pass', End: true },
    },
  });

  test('keeps the task until its timeout', async () => {
    const { client, clock, execution, token, ended, types, history } = await waiting(
      machineOf(['States.HeartbeatTimeout']),
    );
    await submitted({ types }, execution);

    for (let beats = 0; beats < 2; beats++) {
      clock.shift(9999);
      await client.send(new SendTaskHeartbeatCommand({ taskToken: token }));
    }
    clock.shift(5002);

    // The timeout, not the heartbeat: nothing catches it.
    expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const scheduled = (await history(execution)).find(({ type }) => type === 'TaskScheduled');
    expect(scheduled?.taskScheduledEventDetails).toMatchObject({
      timeoutInSeconds: 25,
      heartbeatInSeconds: 10,
    });
  });

  test.each([
    ['States.HeartbeatTimeout', true],
    ['States.Timeout', true],
    ['States.ALL', true],
    ['States.TaskFailed', false],
  ])('that is missed meets %s: %s', async (name, caught) => {
    const { clock, execution, ended, history, client, token } = await waiting(machineOf([name]));

    clock.shift(10_000);

    await expect(
      client.send(new SendTaskHeartbeatCommand({ taskToken: token })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
    expect((await ended(execution)).status).toBe(caught ? 'SUCCEEDED' : 'FAILED');
    const timedOut = (await history(execution)).find(({ type }) => type === 'TaskTimedOut');
    expect(timedOut?.taskTimedOutEventDetails).toEqual({
      ...invoke,
      error: 'States.HeartbeatTimeout',
    });
  });

  test('of a task whose seconds come from its input', async () => {
    const definition = {
      StartAt: 'In',
      States: {
        In: { Type: 'Pass', Result: { beat: 3 }, Next: 'Wait' },
        Wait: callbackTask({ HeartbeatSecondsPath: '$.beat', End: true }),
      },
    };
    const { clock, execution, ended } = await waiting(definition);

    clock.shift(3000);

    expect(await ended(execution)).toMatchObject({
      status: 'FAILED',
      error: 'States.HeartbeatTimeout',
    });
  });
});
