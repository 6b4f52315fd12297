import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

interface Case {
  readonly name: string;
  readonly states: Record<string, object>;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: unknown;
  readonly types?: readonly string[];
}

const start = 'ExecutionStarted';
const done = { Type: 'Succeed' };
const entered = (name: string, event: number) =>
  `An error occurred while executing the state '${name}' (entered at the event id #${event}).`;

const cases: Case[] = [
  {
    name: 'Pass hands its input on',
    states: { A: { Type: 'Pass', End: true } },
    input: { a: 1 },
    output: { a: 1 },
    types: [start, 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'],
  },
  {
    name: 'Pass puts its result where ResultPath says and makes what is missing on the way',
    states: { A: { Type: 'Pass', Result: [1], ResultPath: "$.x['y z']", End: true } },
    input: { a: 1, x: { b: 2 } },
    output: { a: 1, x: { b: 2, 'y z': [1] } },
  },
  {
    name: 'ResultPath null discards the result, and InputPath null gives an empty object',
    states: {
      A: { Type: 'Pass', Result: 1, ResultPath: null, Next: 'B' },
      B: { Type: 'Pass', InputPath: null, ResultPath: '$.empty', End: true },
    },
    input: { a: 1 },
    output: { a: 1, empty: {} },
  },
  {
    name: 'ResultPath replaces an element that exists',
    states: { A: { Type: 'Pass', Result: 'new', ResultPath: '$.list[1].v', End: true } },
    input: { list: [0, { v: 'old', w: 1 }] },
    output: { list: [0, { v: 'new', w: 1 }] },
  },
  {
    name: 'ResultPath that does not fit the input fails',
    states: { A: { Type: 'Pass', Result: 1, ResultPath: '$.list[2]', End: true } },
    input: { list: [0] },
    error: 'States.ResultPathMatchFailure',
    cause: `${entered('A', 2)} Unable to apply ReferencePath $.list[2] to input`,
    types: [start, 'PassStateEntered', 'ExecutionFailed'],
  },
  {
    name: 'Parameters are filled from the input and the context object',
    states: {
      A: {
        Type: 'Pass',
        InputPath: '$.in',
        Parameters: {
          fixed: [true, { 'deep.$': '$.a[0]' }],
          'all.$': '$',
          'text.$': "States.Format('{}-{} \\{\\}', $.name, States.MathAdd($.a[0], -1))",
          'json.$': 'States.StringToJson(States.JsonToString($.a))',
          'list.$': "States.Array($.name, 'it''s', null)".replace("''", "\\'"),
          'state.$': '$$.State.Name',
          'entered.$': '$$.State.EnteredTime',
          'machine.$': '$$.StateMachine.Name',
          'given.$': '$$.Execution.Input.in.name',
          'redrives.$': '$$.Execution.RedriveCount',
        },
        End: true,
      },
    },
    input: { in: { a: [7], name: 'n' } },
    output: expect.objectContaining({
      fixed: [true, { deep: 7 }],
      all: { a: [7], name: 'n' },
      text: 'n-6 {}',
      json: [7],
      list: ['n', "it's", null],
      state: 'A',
      entered: new Date(NOON).toISOString(),
      given: 'n',
      redrives: 0,
    }),
  },
  {
    name: 'a path of Parameters that finds nothing ends the execution',
    states: { A: { Type: 'Pass', Parameters: { 'x.$': '$.gone.deeper' }, End: true } },
    input: { a: 1 },
    error: 'States.Runtime',
    cause: `${entered('A', 2)} The JSONPath '$.gone.deeper' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
  },
  {
    name: 'an InputPath that finds nothing ends the execution',
    states: { A: { Type: 'Succeed', InputPath: '$.a.b' } },
    input: { a: [] },
    error: 'States.Runtime',
    cause: `${entered('A', 2)} Invalid path '$.a.b' : No results for path: $['a']['b']`,
  },
  {
    name: 'an OutputPath that finds nothing ends the execution',
    states: { A: { Type: 'Pass', OutputPath: '$.a[1]', End: true } },
    input: { a: [1] },
    error: 'States.Runtime',
    cause: `${entered('A', 2)} Invalid path '$.a[1]' : No results for path: $['a'][1]`,
  },
  {
    name: 'an intrinsic function that fails has its own error',
    states: {
      A: { Type: 'Pass', Parameters: { 'x.$': 'States.StringToJson($.a)' }, End: true },
    },
    input: { a: '{' },
    error: 'States.IntrinsicFailure',
    cause: expect.stringContaining('is not JSON'),
  },
  {
    name: 'own names like __proto__ are data',
    states: { A: { Type: 'Pass', Result: 1, ResultPath: "$['__proto__']", End: true } },
    input: {},
    output: JSON.parse('{"__proto__":1}'),
  },
  {
    name: 'Choice takes the first rule that holds',
    states: {
      A: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.n', NumericLessThan: 5, Next: 'Low' },
          { Variable: '$.n', NumericLessThan: 50, Next: 'Middle' },
        ],
        Default: 'High',
      },
      Low: { Type: 'Pass', Result: 'low', End: true },
      Middle: { Type: 'Pass', Result: 'middle', End: true },
      High: { Type: 'Pass', Result: 'high', End: true },
    },
    input: { n: 7 },
    output: 'middle',
    types: [
      start,
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ],
  },
  {
    name: 'Choice without a rule that holds and without Default fails',
    states: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 5, Next: 'B' }] },
      B: done,
    },
    input: { n: 7 },
    error: 'States.NoChoiceMatched',
    cause: `${entered('A', 2)} Failed to transition out of the state. The state does not point to a next state.`,
    types: [start, 'ChoiceStateEntered', 'ExecutionFailed'],
  },
  {
    name: 'Choice about a variable that is missing fails',
    states: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'B' }], Default: 'B' },
      B: done,
    },
    error: 'States.Runtime',
    cause: `${entered('A', 2)} Invalid path '$.x': The choice state's condition path references an invalid value.`,
  },
  {
    name: 'Fail ends with its error and cause',
    states: { A: { Type: 'Fail', Error: 'Own', Cause: 'because' } },
    error: 'Own',
    cause: 'because',
    types: [start, 'FailStateEntered', 'ExecutionFailed'],
  },
  {
    name: 'Fail reads error and cause from its input',
    states: {
      A: { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('not {}', $.c)" },
    },
    input: { e: 'Own', c: 3 },
    error: 'Own',
    cause: 'not 3',
  },
  {
    name: 'Fail about an error that is missing is a States.Runtime',
    states: { A: { Type: 'Fail', ErrorPath: '$.e' } },
    error: 'States.Runtime',
    cause: expect.stringContaining("The JSONPath '$.e' specified for the field 'ErrorPath'"),
  },
  {
    name: 'a wait of no seconds and one until a time that has passed are over at once',
    states: {
      A: { Type: 'Wait', SecondsPath: '$.s', Next: 'B' },
      B: { Type: 'Wait', Timestamp: '2026-01-31T21:00:00.999+09:00', Next: 'C' },
      C: done,
    },
    input: { s: 0 },
    output: { s: 0 },
    types: [
      start,
      'WaitStateEntered',
      'WaitStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ],
  },
  {
    name: 'a wait for no timestamp fails',
    states: { A: { Type: 'Wait', TimestampPath: '$.t', End: true } },
    input: { t: '2026-02-30T00:00:00Z' },
    error: 'States.Runtime',
    cause: `${entered('A', 2)} The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == "2026-02-30T00:00:00Z"`,
  },
  {
    name: 'a wait for no number of seconds fails',
    states: { A: { Type: 'Wait', SecondsPath: '$.s', End: true } },
    input: { s: -1 },
    error: 'States.Runtime',
    cause: expect.stringContaining('The SecondsPath parameter'),
  },
  {
    name: 'a task has its result selected, placed and filtered',
    states: {
      A: task({
        InputPath: '$.in',
        ResultSelector: { 'got.$': '$.Payload.got', 'status.$': '$.StatusCode' },
        ResultPath: '$.result',
        OutputPath: '$.result',
        End: true,
      }),
    },
    input: { in: { a: 1 } },
    output: { got: { a: 1 }, status: 200 },
    types: [
      start,
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ],
  },
  {
    name: 'a state output over 256 KiB fails',
    states: { A: { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, End: true } },
    input: 'x'.repeat(140_000),
    error: 'States.DataLimitExceeded',
    cause: expect.stringContaining('exceeding the maximum number of bytes service limit'),
  },
  {
    name: 'an endless loop ends at 25,000 events',
    states: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  },
];

describe('a state machine', () => {
  test.each(cases)('$name', async ({ states, input, output, error, cause, types }) => {
    const machine = await cloud.machine({ StartAt: Object.keys(states)[0], States: states });

    const execution = await cloud.start(machine, input);

    expect(await cloud.ended(execution)).toEqual({
      status: error === undefined ? 'SUCCEEDED' : 'FAILED',
      output,
      error,
      cause,
    });
    if (types !== undefined) expect(await cloud.types(execution)).toEqual(types);
  });

  test('runs its functions as its role', async () => {
    const machine = await cloud.machine({
      StartAt: 'A',
      States: { A: task({ Parameters: { FunctionName: 'work', Qualifier: '3' }, End: true }) },
    });

    await cloud.ended(await cloud.start(machine));

    expect(cloud.invocations.at(-1)).toEqual({
      functionArn: `${FUNCTION}:3`,
      payload: '{}',
      caller: {
        kind: 'role',
        arn: 'arn:aws:iam::000000000000:role/workflow',
        name: 'workflow',
      },
    });
  });
});
