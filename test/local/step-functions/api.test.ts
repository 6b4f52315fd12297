import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PolicyStatement } from '#local/iam/access.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { callbackTask, type Flow, FUNCTION, flow, NOON, taskMachine, tokenOf } from './harness.ts';

const hold = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const wait = { StartAt: 'Wait', States: { Wait: callbackTask({ End: true }) } };
const day = 24 * 60 * 60 * 1000;

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Flow;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await flow(folder.path);
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

describe('StartExecution', () => {
  test('with the same name and input is one execution while that is open', async () => {
    const machine = await cloud.machine(hold);

    const started = await Promise.all(
      Array.from({ length: 20 }, () => cloud.start(machine, { a: 1 }, 'one')),
    );

    expect(new Set(started).size).toBe(1);
    const listed = await cloud.client.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    expect(listed.executions).toHaveLength(1);
  });

  test('with another input is refused, and so is a closed name for 90 days', async () => {
    const machine = await cloud.machine(hold);
    const execution = await cloud.start(machine, { a: 1 }, 'one');
    const again = (input: unknown) => cloud.start(machine, input, 'one');

    await expect(again({ a: 2 })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${execution}'`,
    });
    cloud.clock.shift(60_000);
    await expect(again({ a: 1 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    cloud.clock.shift(90 * day);
    await expect(again({ a: 1 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    cloud.clock.shift(1);
    expect(await again({ a: 1 })).toBe(execution);
    expect((await cloud.history(execution))[0]?.timestamp).toEqual(
      new Date(NOON + 60_001 + 90 * day),
    );
  });

  test.each([
    ['InvalidName', { name: 'a b' }],
    ['InvalidName', { name: 'a/b' }],
    ['ValidationException', { name: 'x'.repeat(81) }],
    ['InvalidExecutionInput', { input: 'text' }],
    ['InvalidExecutionInput', { input: '' }],
    ['ValidationException', { input: JSON.stringify('x'.repeat(262_144)) }],
    ['ValidationException', { traceHeader: 'x' }],
    ['InvalidArn', { stateMachineArn: 'machine-1' }],
    [
      'ValidationException',
      { stateMachineArn: 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:machine-1:7' },
    ],
    [
      'StateMachineDoesNotExist',
      { stateMachineArn: 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:other' },
    ],
  ])('answers %s for %j', async (name, given) => {
    const stateMachineArn = await cloud.machine(hold);

    const started = cloud.client.send(new StartExecutionCommand({ stateMachineArn, ...given }));

    await expect(started).rejects.toMatchObject({ name });
  });

  test('without a name and an input makes a name and gives {}', async () => {
    const stateMachineArn = await cloud.machine(hold);

    const { executionArn, startDate } = await cloud.client.send(
      new StartExecutionCommand({ stateMachineArn }),
    );

    expect(startDate).toEqual(new Date(NOON));
    expect(await cloud.client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      executionArn,
      stateMachineArn,
      name: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'RUNNING',
      startDate: new Date(NOON),
      input: '{}',
      inputDetails: { included: true },
      redriveCount: 0,
    });
  });
});

describe('StopExecution', () => {
  test('aborts an open execution, and leaves a closed one as it ended', async () => {
    const execution = await cloud.start(await cloud.machine(wait));
    await cloud.invoked(1);
    const stop = (error: string) =>
      cloud.client.send(new StopExecutionCommand({ executionArn: execution, error, cause: 'c' }));

    cloud.clock.shift(5000);
    const first = await stop('E');
    cloud.clock.shift(5000);
    const second = await stop('F');

    expect(first.stopDate).toEqual(new Date(NOON + 5000));
    expect(second.stopDate).toEqual(first.stopDate);
    const described = await cloud.client.send(
      new DescribeExecutionCommand({ executionArn: execution }),
    );
    expect(described).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'c',
      stopDate: first.stopDate,
    });
    expect((await cloud.history(execution)).at(-1)).toMatchObject({
      type: 'ExecutionAborted',
      previousEventId: 0,
      executionAbortedEventDetails: { error: 'E', cause: 'c' },
    });
    const taskToken = tokenOf(cloud.events[0]);
    await expect(
      cloud.client.send(new SendTaskSuccessCommand({ taskToken, output: '1' })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('ListExecutions', () => {
  test('pages from the latest to the first, and filters by status', async () => {
    const stateMachineArn = await cloud.machine(hold);
    const started: string[] = [];
    for (let index = 0; index < 5; index++)
      started.unshift(await cloud.start(stateMachineArn, {}, `n${index}`));
    const list = async (given: object) => {
      const answer = await cloud.client.send(
        new ListExecutionsCommand({ stateMachineArn, maxResults: 2, ...given }),
      );
      return { arns: answer.executions?.map((each) => each.executionArn), next: answer.nextToken };
    };

    const first = await list({ statusFilter: 'RUNNING' });
    expect(first.arns).toEqual(started.slice(0, 2));
    await cloud.client.send(new StopExecutionCommand({ executionArn: started[1] }));
    const second = await list({ statusFilter: 'RUNNING', nextToken: first.next });
    expect(second.arns).toEqual(started.slice(2, 4));
    const third = await list({ statusFilter: 'RUNNING', nextToken: second.next });
    expect(third).toEqual({ arns: started.slice(4), next: undefined });
    expect(await list({ statusFilter: 'ABORTED' })).toEqual({
      arns: started.slice(1, 2),
      next: undefined,
    });
    expect((await list({ statusFilter: 'FAILED' })).arns).toEqual([]);
    expect((await list({ redriveFilter: 'REDRIVEN' })).arns).toEqual([]);
    expect((await list({ redriveFilter: 'NOT_REDRIVEN' })).arns).toEqual(started.slice(0, 2));
    await expect(list({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidToken' });
    const history = new GetExecutionHistoryCommand({
      executionArn: started[0],
      nextToken: first.next,
    });
    await expect(cloud.client.send(history)).rejects.toMatchObject({ name: 'InvalidToken' });
  });
});

describe('GetExecutionHistory', () => {
  test('pages, turns round, and leaves data out but never the parameters', async () => {
    const executionArn = await cloud.start(await cloud.machine(taskMachine()), { a: 1 });
    await cloud.ended(executionArn);
    const get = (given: object) =>
      cloud.client.send(new GetExecutionHistoryCommand({ executionArn, ...given }));

    const first = await get({ maxResults: 4, reverseOrder: true });
    const { nextToken } = first;
    const second = await get({ maxResults: 4, reverseOrder: true, nextToken });
    const bare = await get({ includeExecutionData: false });

    const ids = [...(first.events ?? []), ...(second.events ?? [])].map(({ id }) => id);
    expect(ids).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(second.nextToken).toBeUndefined();
    expect(bare.events?.[0]?.executionStartedEventDetails).toEqual({
      roleArn: 'arn:aws:iam::000000000000:role/workflow',
    });
    expect(bare.events?.[2]?.taskScheduledEventDetails?.parameters).toBe(
      JSON.stringify({ FunctionName: FUNCTION, Payload: { a: 1 } }),
    );
    expect(JSON.stringify(bare.events?.slice(3))).not.toContain('output');
  });
});

describe('state machines', () => {
  test('are listed and described', async () => {
    const stateMachineArn = await cloud.machine(hold);

    const listed = await cloud.client.send(new ListStateMachinesCommand());
    const described = await cloud.client.send(new DescribeStateMachineCommand({ stateMachineArn }));

    const creationDate = new Date(NOON);
    expect(listed.stateMachines).toEqual([
      { stateMachineArn, name: 'machine-1', type: 'STANDARD', creationDate },
    ]);
    expect(described).toMatchObject({
      stateMachineArn,
      name: 'machine-1',
      status: 'ACTIVE',
      type: 'STANDARD',
      roleArn: 'arn:aws:iam::000000000000:role/workflow',
      definition: JSON.stringify(hold),
      creationDate,
    });
  });
});

describe('access', () => {
  const machineArn = 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:machine-1';
  const executionArn = 'arn:aws:states:ap-northeast-1:000000000000:execution:machine-1:one';
  const as = async (statements: PolicyStatement[]) =>
    new SFNClient(cloud.cloud.client(await cloud.cloud.role('caller', statements)));

  const calls: [string, string, (client: SFNClient) => Promise<object>][] = [
    [
      'StartExecution',
      machineArn,
      (client) => client.send(new StartExecutionCommand({ stateMachineArn: machineArn })),
    ],
    [
      'StopExecution',
      executionArn,
      (client) => client.send(new StopExecutionCommand({ executionArn })),
    ],
    [
      'DescribeExecution',
      executionArn,
      (client) => client.send(new DescribeExecutionCommand({ executionArn })),
    ],
    [
      'DescribeStateMachineForExecution',
      executionArn,
      (client) => client.send(new DescribeStateMachineForExecutionCommand({ executionArn })),
    ],
    [
      'GetExecutionHistory',
      executionArn,
      (client) => client.send(new GetExecutionHistoryCommand({ executionArn })),
    ],
    [
      'ListExecutions',
      machineArn,
      (client) => client.send(new ListExecutionsCommand({ stateMachineArn: machineArn })),
    ],
    [
      'DescribeStateMachine',
      machineArn,
      (client) => client.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn })),
    ],
  ];

  test.each(calls)('to %s is decided on %s', async (action, resource, send) => {
    await cloud.start(await cloud.machine(hold), {}, 'one');
    const allowed = await as([{ Effect: 'Allow', Action: `states:${action}`, Resource: resource }]);

    await expect(send(allowed)).resolves.toBeDefined();
    const denied = await as([{ Effect: 'Allow', Action: 'states:*', Resource: `${resource}-2` }]);
    await expect(send(denied)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('to answer a token is decided on its state machine', async () => {
    await cloud.start(await cloud.machine(wait));
    await cloud.invoked(1);
    const command = new SendTaskSuccessCommand({
      taskToken: tokenOf(cloud.events[0]),
      output: '1',
    });
    const Action = 'states:SendTaskSuccess';

    const denied = await as([{ Effect: 'Allow', Action, Resource: executionArn }]);
    await expect(denied.send(command)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const allowed = await as([{ Effect: 'Allow', Action, Resource: machineArn }]);
    await allowed.send(command);
  });
});

test('an operation that is not hosted is refused by its name', async () => {
  const executionArn = await cloud.start(await cloud.machine(hold));

  await expect(
    cloud.client.send(new RedriveExecutionCommand({ executionArn })),
  ).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('RedriveExecution'),
  });
});

describe('a state machine', () => {
  test('has the tags of the template', async () => {
    const Tags = [{ Key: 'project', Value: 'remote wipe' }];
    const resourceArn = await cloud.machine(hold, { Tags });

    const { tags } = await cloud.client.send(new ListTagsForResourceCommand({ resourceArn }));
    const missing = cloud.client.send(
      new ListTagsForResourceCommand({ resourceArn: `${resourceArn}x` }),
    );

    expect(tags).toEqual([{ key: 'project', value: 'remote wipe' }]);
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  test('has no versions and no aliases', async () => {
    const stateMachineArn = await cloud.machine(hold);

    const versions = await cloud.client.send(
      new ListStateMachineVersionsCommand({ stateMachineArn }),
    );
    const aliases = await cloud.client.send(
      new ListStateMachineAliasesCommand({ stateMachineArn }),
    );
    const missing = cloud.client.send(
      new ListStateMachineAliasesCommand({ stateMachineArn: `${stateMachineArn}x` }),
    );

    expect(versions.stateMachineVersions).toEqual([]);
    expect(aliases.stateMachineAliases).toEqual([]);
    await expect(missing).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});
