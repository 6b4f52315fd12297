import { describe, expect, test } from '@jest/globals';
import { readDefinition } from '#local/step-functions/definition/definition.ts';
import { callbackTask, task, taskMachine } from './harness.ts';

const one = (state: object, more: object = {}) => ({ StartAt: 'A', States: { A: state }, ...more });
const pass = (fields: object) => one({ Type: 'Pass', End: true, ...fields });
const wait = (fields: object) => one({ Type: 'Wait', End: true, ...fields });
const choice = (rule: object) => ({
  StartAt: 'A',
  States: { A: { Type: 'Choice', Choices: [{ Next: 'B', ...rule }] }, B: { Type: 'Succeed' } },
});
const retry = (...Retry: object[]) => taskMachine({ Retry });

describe('a definition is refused', () => {
  test.each([
    [
      'Map',
      one({ Type: 'Map', ItemProcessor: {} }),
      'the state type "Map" is not supported at /States/A',
    ],
    [
      'Parallel',
      one({ Type: 'Parallel' }),
      'the state type "Parallel" is not supported at /States/A',
    ],
    ['JSONata', pass({ QueryLanguage: 'JSONata' }), 'at /States/A/QueryLanguage'],
    ['JSONata as a whole', { ...pass({}), QueryLanguage: 'JSONata' }, 'at /QueryLanguage'],
    ['variables', pass({ Assign: { a: 1 } }), '"Assign" at /States/A'],
    ['unknown fields', pass({ Resultpath: '$' }), '"Resultpath" at /States/A'],
    ['unknown fields at the top', { ...pass({}), Foo: 1 }, '"Foo" at /'],
    [
      'other integrations',
      taskMachine({ Resource: 'arn:aws:states:::sqs:sendMessage' }),
      'the resource "arn:aws:states:::sqs:sendMessage" is not supported',
    ],
    [
      'functions by their ARN',
      taskMachine({ Resource: 'arn:aws:lambda:ap-northeast-1:000000000000:function:f' }),
      'is not supported',
    ],
    [
      'other parameters of lambda:invoke',
      taskMachine({ Parameters: { FunctionName: 'f', InvocationType: 'Event' } }),
      'the parameter "InvocationType" is not supported at /States/Work/Parameters',
    ],
    [
      'no function',
      taskMachine({ Parameters: { Payload: {} } }),
      'the parameter "FunctionName" is missing',
    ],
    [
      'Credentials',
      taskMachine({ Credentials: { RoleArn: 'x' } }),
      '"Credentials" at /States/Work',
    ],
    [
      'other intrinsic functions',
      pass({ Parameters: { a: [{ 'b.$': "States.Hash($.x, 'SHA-1')" }] } }),
      'the intrinsic function States.Hash is not supported at /States/A/Parameters/a/0/b.$',
    ],
    [
      'paths that select several values',
      pass({ InputPath: '$.a[*].b' }),
      'the path "$.a[*].b" is not supported',
    ],
    ['descents', pass({ OutputPath: '$..a' }), 'the path "$..a" is not supported'],
    ['negative indexes', pass({ ResultPath: '$.a[-1]' }), 'the path "$.a[-1]" is not supported'],
    [
      'what is no path',
      pass({ Parameters: { 'a.$': 1 } }),
      'is not a string at /States/A/Parameters/a.$',
    ],
    [
      'a field given twice',
      pass({ Parameters: { a: 1, 'a.$': '$' } }),
      '"a" and "a.$" are both given',
    ],
    [
      'results in the context object',
      pass({ ResultPath: '$$.Execution.Input' }),
      '($$) cannot be used here',
    ],
    [
      'fields that the context object lacks',
      pass({ Parameters: { 'a.$': '$$.Map.Item.Value' } }),
      'the context object has no field "$$.Map.Item.Value"',
    ],
    [
      'a token where there is none',
      one(
        task({ Parameters: { FunctionName: 'f', Payload: { 't.$': '$$.Task.Token' } }, End: true }),
      ),
      '"$$.Task.Token" is available in the Parameters of a .waitForTaskToken task only',
    ],
    [
      'a token in a result',
      one(callbackTask({ ResultSelector: { 't.$': '$$.Task.Token' }, End: true })),
      '"$$.Task.Token" is available in the Parameters',
    ],
    ['a state without an end', one({ Type: 'Pass' }), 'exactly one of "Next" and "End" is needed'],
    ['a state with two', pass({ Next: 'A' }), 'exactly one of "Next" and "End" is needed'],
    ['a start that is missing', { ...pass({}), StartAt: 'B' }, 'no state "B" at /StartAt'],
    ['a next that is missing', one({ Type: 'Pass', Next: 'B' }), 'no state "B" at /States/A'],
    [
      'a state that nothing leads to',
      { StartAt: 'A', States: { A: { Type: 'Succeed' }, B: { Type: 'Succeed' } } },
      'the state is not reachable at /States/B',
    ],
    [
      'States.ALL beside another',
      retry({ ErrorEquals: ['States.ALL', 'E'] }),
      '"States.ALL" must appear alone',
    ],
    [
      'States.ALL before another',
      retry({ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }),
      '"States.ALL" must appear in the last entry',
    ],
    [
      'error names that AWS keeps to itself',
      retry({ ErrorEquals: ['States.Whatever'] }),
      '"States.Whatever" is no error name',
    ],
    ['no backoff', retry({ ErrorEquals: ['E'], BackoffRate: 0.5 }), '/Retry/0/BackoffRate'],
    ['retries at once', retry({ ErrorEquals: ['E'], IntervalSeconds: 0 }), '/IntervalSeconds'],
    [
      'a greatest delay below the first',
      retry({ ErrorEquals: ['E'], IntervalSeconds: 5, MaxDelaySeconds: 5 }),
      '"MaxDelaySeconds" must be greater than "IntervalSeconds"',
    ],
    [
      'a heartbeat as long as the timeout',
      taskMachine({ HeartbeatSeconds: 5, TimeoutSeconds: 5 }),
      '"HeartbeatSeconds" must be smaller than "TimeoutSeconds"',
    ],
    [
      'two timeouts',
      taskMachine({ TimeoutSeconds: 5, TimeoutSecondsPath: '$.t' }),
      '"TimeoutSeconds" and "TimeoutSecondsPath" exclude each other',
    ],
    ['a timeout of nothing', taskMachine({ TimeoutSeconds: 0 }), '/States/Work/TimeoutSeconds'],
    ['no time to wait for', wait({}), 'exactly one of "Seconds"'],
    ['two times to wait for', wait({ Seconds: 1, SecondsPath: '$.s' }), 'exactly one of "Seconds"'],
    ['a wait for no time', wait({ Timestamp: '2026-01-31 12:00' }), 'not a timestamp'],
    ['a wait for the context', wait({ SecondsPath: '$$.Execution.Input' }), 'cannot be used here'],
    [
      'operators that do not exist',
      choice({ Variable: '$.a', StringLike: 'x' }),
      'a rule needs exactly one operator that is supported; it has: StringLike at /States/A/Choices/0',
    ],
    [
      'two operators',
      choice({ Variable: '$.a', IsString: true, StringEquals: 'x' }),
      'a rule needs exactly one operator',
    ],
    ['a rule about nothing', choice({ StringEquals: 'x' }), '/States/A/Choices/0/Variable'],
    [
      'an operand of another type',
      choice({ Variable: '$.a', NumericEquals: '1' }),
      '/States/A/Choices/0/NumericEquals',
    ],
    [
      'a Next inside',
      choice({ Not: { Variable: '$.a', IsString: true, Next: 'B' } }),
      'it has: IsString, Next at /States/A/Choices/0/Not',
    ],
    ['an empty And', choice({ And: [] }), '/States/A/Choices/0/And'],
    ['an error twice', one({ Type: 'Fail', Error: 'E', ErrorPath: '$.e' }), 'exclude each other'],
    ['an End of a Choice', one({ Type: 'Choice', Choices: [], End: true }), '"End" at /States/A'],
    ['another version', { ...pass({}), Version: '2.0' }, 'at /Version'],
    [
      'names over 80 characters',
      { StartAt: 'A', States: { ['A'.repeat(81)]: {} } },
      'at /States/AAA',
    ],
  ])('for %s', (_name, definition, message) => {
    const read = () => readDefinition(JSON.stringify(definition));

    expect(read).toThrow(expect.objectContaining({ code: 'InvalidDefinition' }));
    expect(read).toThrow(message);
  });

  test('with every problem at once', () => {
    const read = () =>
      readDefinition(JSON.stringify({ ...pass({ Foo: 1 }), StartAt: 3, TimeoutSeconds: 'x' }));

    expect(read).toThrow(/at \/StartAt.*"Foo" at \/States\/A.*at \/TimeoutSeconds/);
  });

  test('when it is not JSON', () => {
    expect(() => readDefinition('{')).toThrow('the definition is not JSON');
  });
});
