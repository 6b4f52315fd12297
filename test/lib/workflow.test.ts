import { describe, expect, test } from '@jest/globals';
import validate from 'asl-validator';
import * as z from 'zod';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { resourcesOf, synthesize } from './synthesized.ts';

const Retrier = z.looseObject({ ErrorEquals: z.array(z.string()), MaxAttempts: z.number() });
const Catcher = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() });
const State = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Next: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: z.string().optional(),
  Retry: z.array(Retrier).default([]),
  Catch: z.array(Catcher).default([]),
  Parameters: z.object({ FunctionName: z.string(), Payload: z.looseObject({}) }).optional(),
});

const templates = synthesize();
const [machine] = resourcesOf(templates, 'AWS::StepFunctions::StateMachine');
const text = z.string().parse(machine?.Properties['DefinitionString']);
const definition = z
  .looseObject({ StartAt: z.string(), States: z.record(z.string(), State) })
  .parse(JSON.parse(text));
const tasks = Object.entries(definition.States).filter(([, { Type }]) => Type === 'Task');
const waiting = tasks.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken'));

describe('workflow', () => {
  test('is valid Amazon States Language', () => {
    const result = validate(JSON.parse(text), { checkArn: false });

    expect(result).toMatchObject({ isValid: true, errors: [] });
  });

  test('goes through these tasks, in this order', () => {
    expect(tasks.map(([name, { Next }]) => [name, Next])).toEqual([
      ['Check eligibility', 'Where is the wipe?'],
      ['Ask for approval', 'Check eligibility'],
      ['Dispatch and wait for the handset', 'Wait for the verdict'],
      ['Wait for the verdict', 'Seal the record'],
      ['Seal the record', 'Tell the account holder'],
      ['Tell the account holder', undefined],
    ]);
    expect(definition.StartAt).toBe('Check eligibility');
  });

  test.each(tasks)('%s has a timeout, and retries with jitter', (_, task) => {
    expect(task.TimeoutSeconds ?? task.TimeoutSecondsPath).toBeDefined();
    expect(task.Retry.slice(1).every((retrier) => retrier['JitterStrategy'] === 'FULL')).toBe(true);
    expect(task.Retry.flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(
      expect.arrayContaining(['Lambda.TooManyRequestsException', 'States.TaskFailed']),
    );
  });

  test.each(tasks)('%s does not retry once the wipe has ended, or was approved', (_, task) => {
    expect(task.Retry[0]).toEqual({
      ErrorEquals: ['WipeMovedOn', 'NothingToApprove'],
      MaxAttempts: 0,
    });
  });

  test('a wait leads to sealing only by the end of the wipe, and else to the verdict', () => {
    expect(waiting.map(([name, { Catch }]) => [name, Catch.map(({ Next }) => Next)])).toEqual([
      ['Ask for approval', ['Seal the record', 'Check eligibility', 'Ask for approval']],
      ['Dispatch and wait for the handset', ['Seal the record', 'Wait for the verdict']],
      ['Wait for the verdict', ['Seal the record', 'Wait for the verdict']],
    ]);
    expect(waiting.map(([, { Catch }]) => Catch.map(({ ErrorEquals }) => ErrorEquals))).toEqual([
      [['WipeMovedOn'], ['NothingToApprove'], ['States.Timeout']],
      [['WipeMovedOn'], ['States.Timeout']],
      [['WipeMovedOn'], ['States.Timeout']],
    ]);
  });

  test('needs no name that the language and AWS tell differently: no heartbeat, no choice without a default', () => {
    const fields = Object.values(definition.States).flatMap(Object.keys);
    expect(fields.filter((field) => field.startsWith('Heartbeat'))).toEqual([]);
    const choices = Object.values(definition.States).filter(({ Type }) => Type === 'Choice');
    expect(choices.filter((choice) => choice['Default'] === undefined)).toEqual([]);
    expect(text).not.toContain('States.ALL');
  });

  test('the wait for a second person lasts as long as they have, the one for the handset to the deadline, the one for the verdict past every command', () => {
    const lasting = waiting.map(
      ([, { TimeoutSeconds, TimeoutSecondsPath }]) => TimeoutSecondsPath ?? TimeoutSeconds,
    );

    expect(lasting).toEqual([1800, '$.check.timeoutSeconds', 900 + 300]);
  });

  test.each(tasks)(
    '%s is given the key of the wipe, and a token only to wait with',
    (name, task) => {
      const waits = waiting.some(([waiter]) => waiter === name);

      expect(task.Parameters?.Payload).toEqual({
        'enrolmentId.$': '$.enrolmentId',
        'attempt.$': '$.attempt',
        ...(waits && { 'token.$': '$$.Task.Token' }),
      });
    },
  );

  test('each task calls its own function', () => {
    expect(tasks.map(([, { Parameters }]) => Parameters?.FunctionName)).toEqual([
      '<DispatchCheckEligibilityFunction.Arn>',
      '<DispatchAskForApprovalFunction.Arn>',
      '<DispatchFunction.Arn>',
      '<DispatchWaitForVerdictFunction.Arn>',
      '<SealingSealRecordFunction.Arn>',
      '<TellingTellAccountHolderFunction.Arn>',
    ]);
  });

  describe('a run that repairs joins where the wipe is', () => {
    const Stands = z.strictObject({
      Variable: z.literal('$.check.state'),
      StringEquals: z.string(),
    });
    const Approved = z.strictObject({
      Variable: z.literal('$.check.approved'),
      BooleanEquals: z.boolean(),
    });
    const Both = z.strictObject({ And: z.tuple([Stands, Approved]), Next: z.string() });
    const choice = z
      .object({
        Choices: z.array(z.union([Stands.extend({ Next: z.string() }), Both])),
        Default: z.string(),
      })
      .parse({ ...definition.States['Where is the wipe?'] });
    const next = (state: string, approved = false) =>
      choice.Choices.find((rule) =>
        'And' in rule
          ? rule.And[0].StringEquals === state && rule.And[1].BooleanEquals === approved
          : rule.StringEquals === state,
      )?.Next ?? choice.Default;

    test.each(['requested', 'held', 'waiting-for-handset', 'issued'])(
      '%s: at dispatch',
      (state) => {
        expect(next(state)).toBe('Dispatch and wait for the handset');
      },
    );

    test('accepted: at the verdict', () => {
      expect(next('accepted')).toBe('Wait for the verdict');
    });

    test.each(STATE_NAMES.filter(hasEnded))('%s: at sealing', (state) => {
      expect(next(state)).toBe('Seal the record');
    });

    test('awaiting-approval: at the call for a second person, and past it once they agreed', () => {
      expect(next('awaiting-approval')).toBe('Ask for approval');
      expect(next('awaiting-approval', true)).toBe('Dispatch and wait for the handset');
    });

    test('something else: nowhere, and fails', () => {
      expect(definition.States[next('something else')]).toMatchObject({
        Type: 'Fail',
        Error: 'UnknownWipeState',
      });
    });
  });

  test('logs errors, never what a run carries', () => {
    expect(machine?.Properties).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });
});
