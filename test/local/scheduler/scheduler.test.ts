import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError, accessDenied } from '#local/aws/error.ts';
import { createClock } from '#local/clock.ts';
import type { Functions, Invocation } from '#local/functions.ts';
import { createScheduler } from '#local/scheduler/part.ts';
import type { Queues } from '#local/sqs/queues.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

const FUNCTION = 'arn:aws:lambda:ap-northeast-1:000000000000:function:Reconcile';
const DEAD = 'arn:aws:sqs:ap-northeast-1:000000000000:Dead';
const MINUTE = 60_000;

let folder = temporaryFolder();
let cloud: SmallCloud;
let invocations: Invocation[] = [];
let failures: Error[] = [];
let dead: Parameters<Queues['send']>[0][] = [];
let called = () => {};

const functions: Functions = {
  invoke: () => Promise.reject(new Error('not called')),
  invokeLater: async (invocation) => {
    const failure = failures.shift();
    if (failure === undefined) invocations.push(invocation);
    setImmediate(() => called());
    if (failure !== undefined) throw failure;
  },
};
const queues: Queues = {
  send: async (message) => {
    dead.push(message);
  },
};

async function startCloud(now?: number) {
  const clock = now === undefined ? createClock() : createClock(now - Date.now());
  cloud = await smallCloud(
    folder.path,
    (context, _url, { canAssume }) => [createScheduler(context, { functions, queues, canAssume })],
    clock,
  );
}
beforeEach(async () => {
  folder = temporaryFolder();
  invocations = [];
  failures = [];
  dead = [];
  await startCloud();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

/** Waits until a function was called, and the log had its turn. */
async function nextCall(act: () => unknown) {
  const calling = new Promise<void>((resolve) => {
    called = resolve;
  });
  await act();
  await calling;
  await new Promise((resolve) => setTimeout(resolve, 50));
}

async function createSchedule(properties: object = {}, target: object = {}) {
  const role = await cloud.role('scheduler', [], 'scheduler.amazonaws.com');
  const { attributes } = await cloud.create('AWS::Scheduler::Schedule', 'Schedule', {
    ScheduleExpression: 'rate(1 minute)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: FUNCTION, RoleArn: role, ...target },
    ...properties,
  });
  return { role, arn: String(attributes['Arn']) };
}
const createRule = async (properties: object = {}) => {
  const { attributes } = await cloud.create('AWS::Events::Rule', 'Rule', {
    ScheduleExpression: 'rate(1 minute)',
    Targets: [{ Id: 'one', Arn: FUNCTION }],
    ...properties,
  });
  return String(attributes['Arn']);
};

describe('a schedule', () => {
  test('calls its function at once and at each period, with the role of its target', async () => {
    const { role, arn } = await createSchedule(
      {},
      { Input: '{"n":"<aws.scheduler.attempt-number>","arn":"<aws.scheduler.schedule-arn>"}' },
    );

    await nextCall(() => cloud.start());
    await nextCall(() => cloud.clock.shift(MINUTE));

    expect(invocations).toHaveLength(2);
    expect(invocations[0]).toEqual({
      functionArn: FUNCTION,
      caller: { kind: 'role', arn: role, name: 'scheduler' },
      payload: JSON.stringify({ n: '1', arn }),
    });
  });

  test('has an event of its own without an input', async () => {
    const { arn } = await createSchedule();

    await nextCall(() => cloud.start());

    expect(JSON.parse(invocations[0]?.payload ?? '')).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      resources: [arn],
    });
  });

  test('fires once for a shift over many periods', async () => {
    await createSchedule();
    await nextCall(() => cloud.start());

    await nextCall(() => cloud.clock.shift(1000 * MINUTE));

    expect(invocations).toHaveLength(2);
  });

  test('does not fire again after a restart within its period', async () => {
    await createSchedule();
    await nextCall(() => cloud.start());
    const { clock } = cloud;
    await cloud.stop();
    await startCloud(clock.now());
    await createSchedule();

    await cloud.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const between = invocations.length;
    await nextCall(() => cloud.clock.shift(MINUTE));

    expect([between, invocations.length]).toEqual([1, 2]);
  });

  test('does nothing while disabled', async () => {
    await createSchedule({ State: 'DISABLED' });
    await cloud.start();

    cloud.clock.shift(MINUTE);
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(invocations).toEqual([]);
  });

  test('needs a role that trusts the scheduler', async () => {
    const role = await cloud.role('other', []);

    await expect(createSchedule({}, { RoleArn: role })).rejects.toThrow('assume the role');
  });

  test.each([
    [{ ScheduleExpression: 'cron(0 3 * * ? *)' }, {}, 'cron'],
    [{ StartDate: '2026-01-01T00:00:00Z' }, {}, 'StartDate'],
    [{ GroupName: 'own' }, {}, 'GroupName'],
    [{}, { Arn: DEAD }, 'Lambda function'],
    [{}, { SqsParameters: {} }, 'SqsParameters'],
  ])('refuses %j %j by name', async (properties, target, name) => {
    await expect(createSchedule(properties, target)).rejects.toThrow(name);
  });
});

describe('a target', () => {
  test('that fails in passing is tried again', async () => {
    await createSchedule(
      { ScheduleExpression: 'rate(1 day)' },
      { Input: '<aws.scheduler.attempt-number>' },
    );
    failures = [new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 })];

    await nextCall(() => cloud.start());
    await nextCall(() => cloud.clock.shift(1000));

    expect(invocations.map(({ payload }) => payload)).toEqual(['2']);
    expect(dead).toEqual([]);
  });

  test('that may not be called ends on the dead-letter queue at once', async () => {
    const { role, arn } = await createSchedule(
      {},
      { Input: '{}', DeadLetterConfig: { Arn: DEAD } },
    );
    failures = [accessDenied(role, 'lambda:InvokeFunction', FUNCTION)];

    await nextCall(() => cloud.start());

    expect(dead).toMatchObject([
      {
        queueArn: DEAD,
        body: '{}',
        attributes: {
          ERROR_CODE: 'AccessDeniedException',
          RETRY_ATTEMPTS: '0',
          SCHEDULE_ARN: arn,
        },
        caller: { kind: 'role', arn: role },
      },
    ]);
    expect(cloud.lines).toMatchObject([{ event: 'target-failed', error: 'AccessDeniedException' }]);
  });

  test('is not tried again beyond the age that its policy says', async () => {
    await createSchedule(
      { ScheduleExpression: 'rate(1 day)' },
      { RetryPolicy: { MaximumEventAgeInSeconds: 60 }, DeadLetterConfig: { Arn: DEAD } },
    );
    failures = [new Error('one'), new Error('two')];

    await nextCall(() => cloud.start());
    await nextCall(() => cloud.clock.shift(60_000));

    expect(dead).toMatchObject([
      { attributes: { EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' } },
    ]);
  });

  test('gets no more tries than its policy says', async () => {
    await createSchedule(
      { ScheduleExpression: 'rate(1 day)' },
      { RetryPolicy: { MaximumRetryAttempts: 1 }, DeadLetterConfig: { Arn: DEAD } },
    );
    failures = [new Error('one'), new Error('two'), new Error('three')];

    await nextCall(() => cloud.start());
    await nextCall(() => cloud.clock.shift(1000));

    expect(failures).toHaveLength(1);
    expect(dead).toMatchObject([
      {
        attributes: {
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
          EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{16}$/),
          RETRY_ATTEMPTS: '1',
        },
      },
    ]);
  });
});

describe('a rule', () => {
  test('calls its targets as EventBridge, after the first period', async () => {
    const arn = await createRule();
    await cloud.start();

    await nextCall(() => cloud.clock.shift(MINUTE));

    expect(invocations).toMatchObject([
      { caller: { kind: 'service', principal: 'events.amazonaws.com', sourceArn: arn } },
    ]);
    expect(JSON.parse(invocations[0]?.payload ?? '')).toMatchObject({
      source: 'aws.events',
      resources: [arn],
      detail: {},
    });
  });

  test('hands on the input of a target', async () => {
    await createRule({ Targets: [{ Id: 'one', Arn: FUNCTION, Input: '{"a":1}' }] });
    await cloud.start();

    await nextCall(() => cloud.clock.shift(MINUTE));

    expect(invocations).toMatchObject([{ payload: '{"a":1}' }]);
  });

  test.each([
    [{ EventPattern: { source: ['a'] } }, 'EventPattern'],
    [{ ScheduleExpression: 'rate(1 minutes)' }, 'rate(1 minutes)'],
    [{ Targets: [{ Id: 'one', Arn: FUNCTION, InputTransformer: {} }] }, 'InputTransformer'],
  ])('refuses %j by name', async (properties, name) => {
    await expect(createRule(properties)).rejects.toThrow(name);
  });
});
