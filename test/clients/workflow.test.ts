import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { PATIENCE } from '#test/journeys/stage.ts';
import { type Waiting, waiting } from '#test/journeys/wipes.ts';
import { setClientStage } from './client-stage.ts';

jest.setTimeout(2 * PATIENCE);

const set = setClientStage();

const sfn = (...args: string[]) => set().aws.json('stepfunctions', ...args);
const errorOf = (...args: string[]) => set().aws.errorCode('stepfunctions', ...args);

let machine: string;
let wipe: Waiting;
beforeAll(async () => {
  const { stateMachines } = z
    .object({ stateMachines: z.array(z.object({ stateMachineArn: z.string() })).length(1) })
    .parse(await sfn('list-state-machines'));
  machine = stateMachines[0]?.stateMachineArn ?? '';
  wipe = await waiting(set().stage);
}, PATIENCE);

const executionOf = (name: string) => `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
const inputOf = ({ wipeId }: Waiting) => {
  const [enrolmentId, attempt] = wipeId.split('.');
  return JSON.stringify({ enrolmentId, attempt: Number(attempt) });
};
const start = (name: string, input: string) => [
  ...['start-execution', '--state-machine-arn', machine],
  ...['--name', name, '--input', input],
];

describe('the AWS CLI on state machines', () => {
  test('describes the workflow, its tags, and the one of an execution', async () => {
    const described = await sfn('describe-state-machine', '--state-machine-arn', machine);
    const execution = executionOf(`${wipe.wipeId}-1`);
    const ofExecution = await sfn(
      ...['describe-state-machine-for-execution', '--execution-arn', execution],
    );

    expect(described).toMatchObject({ status: 'ACTIVE', type: 'STANDARD' });
    expect(ofExecution).toMatchObject({ stateMachineArn: machine });
    expect(await sfn('list-tags-for-resource', '--resource-arn', machine)).toHaveProperty('tags');
  });

  test.each([
    ['InvalidArn', 'nonsense'],
    ['StateMachineDoesNotExist', 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:none'],
  ])('is told %s', async (code, arn) => {
    expect(await errorOf('describe-state-machine', '--state-machine-arn', arn)).toBe(code);
  });
});

describe('the AWS CLI on executions', () => {
  const Listed = z.object({
    executions: z.array(z.object({ name: z.string(), status: z.string() })),
    NextToken: z.string().optional(),
  });
  const list = async (...more: string[]) =>
    Listed.parse(await sfn('list-executions', '--state-machine-arn', machine, ...more));

  test('starts, finds again, stops and lists them, page by page and by status', async () => {
    const input = inputOf(wipe);
    for (const name of ['one', 'two', 'three']) await sfn(...start(name, input));
    await sfn(...start('one', input));

    expect(await errorOf(...start('one', '{}'))).toBe('ExecutionAlreadyExists');
    await sfn('stop-execution', '--execution-arn', executionOf('two'), '--error', 'Enough');
    expect(await sfn('describe-execution', '--execution-arn', executionOf('two'))).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
    });
    expect((await list('--status-filter', 'ABORTED')).executions.map(({ name }) => name)).toEqual([
      'two',
    ]);
    const all = await list('--page-size', '1');
    const first = await list('--max-items', '2');
    const rest = await list('--starting-token', first.NextToken ?? '');
    expect(all.executions.length).toBeGreaterThanOrEqual(4);
    expect([...first.executions, ...rest.executions]).toEqual(all.executions);
    await sfn('stop-execution', '--execution-arn', executionOf('three'));
  });

  test.each([
    ['InvalidName', ['start-execution', '--name', 'a b', '--input', '{}']],
    ['InvalidExecutionInput', ['start-execution', '--name', 'c', '--input', 'no JSON']],
  ])('is told %s', async (code, args) => {
    expect(await errorOf(...args, '--state-machine-arn', machine)).toBe(code);
  });

  test.each(['describe-execution', 'stop-execution', 'get-execution-history'])(
    'is told of one that is not there (%s)',
    async (command) => {
      const missing = await errorOf(command, '--execution-arn', executionOf('missing'));

      expect(missing).toBe('ExecutionDoesNotExist');
      expect(await errorOf(command, '--execution-arn', machine)).toBe('InvalidArn');
    },
  );

  test('reads a history forwards, backwards, page by page, and without its data', async () => {
    const History = z.object({
      events: z.array(z.looseObject({ id: z.int(), type: z.string() })),
      NextToken: z.string().optional(),
    });
    const ofWipe = ['--execution-arn', executionOf(`${wipe.wipeId}-1`)];
    const read = async (...more: string[]) =>
      History.parse(await sfn('get-execution-history', ...ofWipe, ...more));

    const whole = await read('--page-size', '2');
    const first = await read('--max-items', '3');
    const rest = await read('--starting-token', first.NextToken ?? '');
    const reversed = await read('--reverse-order');
    const bare = await read('--no-include-execution-data');

    expect(whole.events[0]).toMatchObject({ type: 'ExecutionStarted', id: 1 });
    expect(whole.events.length).toBeGreaterThan(5);
    expect([...first.events, ...rest.events]).toEqual(whole.events);
    expect(reversed.events).toEqual(whole.events.toReversed());
    expect(JSON.stringify(whole.events[0])).toContain(wipe.wipeId.split('.')[0]);
    expect(JSON.stringify(bare.events[0])).not.toContain(wipe.wipeId.split('.')[0]);
  });
});

describe('the AWS CLI on the token of a task', () => {
  test('answers it once', async () => {
    const { handset, wipeId } = await waiting(set().stage);
    const { callback } = await set().stage.administrator.wipe(wipeId);
    const token = ['--task-token', callback?.token ?? ''];

    await sfn('send-task-heartbeat', ...token);
    expect(await errorOf('send-task-success', ...token, '--task-output', 'no JSON')).toBe(
      'InvalidOutput',
    );
    await sfn('send-task-success', ...token, '--task-output', '{}');

    for (const command of ['send-task-heartbeat', 'send-task-failure'])
      expect(await errorOf(command, ...token)).toBe('TaskTimedOut');
    await handset.hangUp();
  });

  test('is told that it is none', async () => {
    for (const command of ['send-task-heartbeat', 'send-task-failure'])
      expect(await errorOf(command, '--task-token', 'nonsense')).toBe('InvalidToken');
  });
});

test('the AWS CLI is told of an operation that is not hosted', async () => {
  expect(await errorOf('list-activities')).toBe('UnknownOperationException');
});
