/** Task states that succeed: their parameters, their result, and the context object. */
import { FUNCTION, NOON } from '../harness.ts';
import { type Case, failed, inState, invoke, machine, SOURCES, succeeded } from './case.ts';
import {
  entered,
  executionFailed,
  executionSucceeded,
  exited,
  first,
  invoked,
  scheduled,
  started,
  taskSucceeded,
} from './events.ts';

const connect = 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html';

interface Worked {
  readonly name: string;
  readonly source: string;
  readonly fields: object;
  readonly input: unknown;
  /** The function's event; it answers 'done'. */
  readonly payload: unknown;
  readonly output: unknown;
}

/** A case of one Task state `A` whose function answers 'done'. */
function works({ name, source, fields, input, payload, output }: Worked): Case {
  return {
    name,
    source,
    definition: machine({ A: invoke({ End: true, ...fields }) }),
    input,
    functions: [{ returns: 'done' }],
    history: [
      started(input),
      first('Task', 'A', input),
      ...scheduled(payload),
      taskSucceeded(invoked('done')),
      exited('Task', 'A', output),
      executionSucceeded(output),
    ],
    end: succeeded(output),
  };
}

const runtime = (name: string, fields: object, reason: string): Case => ({
  name,
  source: SOURCES.errors,
  definition: machine({
    // Nothing retries or catches what the interpreter cannot process.
    A: invoke({
      ...fields,
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [
        { ErrorEquals: ['States.Runtime', 'States.ParameterPathFailure'], Next: 'B' },
        { ErrorEquals: ['States.ALL'], Next: 'B' },
      ],
      End: true,
    }),
    B: { Type: 'Succeed' },
  }),
  history: [
    started(),
    first('Task', 'A'),
    executionFailed('States.Runtime', inState('A', 2, reason)),
  ],
  end: failed('States.Runtime', inState('A', 2, reason)),
});

export const taskCases: readonly Case[] = [
  {
    name: 'a task leaves with the whole answer of lambda:invoke, and the next state begins with it',
    source: connect,
    definition: machine({
      Work: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: FUNCTION, 'Payload.$': '$' },
        TimeoutSeconds: 60,
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    }),
    input: { a: 1 },
    history: [
      started({ a: 1 }),
      first('Task', 'Work', { a: 1 }),
      ...scheduled({ a: 1 }, { timeoutInSeconds: 60 }),
      taskSucceeded(invoked({ a: 1 })),
      exited('Task', 'Work', invoked({ a: 1 })),
      entered('Succeed', 'Done', invoked({ a: 1 })),
      exited('Succeed', 'Done', invoked({ a: 1 })),
      executionSucceeded(invoked({ a: 1 })),
    ],
    end: succeeded(invoked({ a: 1 })),
  },
  works({
    name: 'a task gives its function what InputPath selects, and takes its payload by ResultSelector',
    source: SOURCES.filters,
    fields: {
      InputPath: '$.in',
      ResultSelector: { 'got.$': '$.Payload', 'status.$': '$.StatusCode', fixed: [1] },
    },
    input: { in: { a: 1 }, b: 2 },
    payload: { a: 1 },
    output: { got: 'done', status: 200, fixed: [1] },
  }),
  works({
    name: 'a task gives an empty object with InputPath null',
    source: SOURCES.filters,
    fields: { InputPath: null },
    input: { a: 1 },
    payload: {},
    output: { got: 'done' },
  }),
  works({
    name: 'a task places its result in its whole input, not in what InputPath selected',
    source: SOURCES.filters,
    fields: { InputPath: '$.in', ResultPath: '$.new.result' },
    input: { in: { a: 1 }, b: 2 },
    payload: { a: 1 },
    output: { in: { a: 1 }, b: 2, new: { result: { got: 'done' } } },
  }),
  works({
    name: 'a task discards its result with ResultPath null',
    source: SOURCES.filters,
    fields: { ResultPath: null },
    input: { a: 1 },
    payload: { a: 1 },
    output: { a: 1 },
  }),
  works({
    name: 'a task replaces its input with ResultPath $',
    source: SOURCES.filters,
    fields: { ResultPath: '$' },
    input: { a: 1 },
    payload: { a: 1 },
    output: { got: 'done' },
  }),
  works({
    name: 'a task leaves with what OutputPath selects after ResultPath',
    source: SOURCES.filters,
    fields: { ResultPath: '$.r', OutputPath: '$.r.got' },
    input: { a: 1 },
    payload: { a: 1 },
    output: 'done',
  }),
  works({
    name: 'a task leaves with an empty object with OutputPath null',
    source: SOURCES.filters,
    fields: { OutputPath: null },
    input: { a: 1 },
    payload: { a: 1 },
    output: {},
  }),
  works({
    name: 'a task sees the context object in its parameters',
    source: SOURCES.context,
    fields: {
      Parameters: {
        FunctionName: FUNCTION,
        Payload: {
          'execution.$': '$$.Execution.Id',
          'input.$': '$$.Execution.Input.a',
          'role.$': '$$.Execution.RoleArn',
          'started.$': '$$.Execution.StartTime',
          'redrives.$': '$$.Execution.RedriveCount',
          'machine.$': '$$.StateMachine',
          'state.$': '$$.State',
        },
      },
      ResultSelector: { 'machine.$': '$$.StateMachine.Name', 'got.$': '$.Payload' },
    },
    input: { a: 1 },
    payload: {
      execution: 'arn:aws:states:ap-northeast-1:000000000000:execution:machine-1:case',
      input: 1,
      role: 'arn:aws:iam::000000000000:role/workflow',
      started: new Date(NOON).toISOString(),
      redrives: 0,
      machine: {
        Id: 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:machine-1',
        Name: 'machine-1',
      },
      state: { Name: 'A', EnteredTime: new Date(NOON).toISOString(), RetryCount: 0 },
    },
    output: { machine: 'machine-1', got: 'done' },
  }),
  runtime(
    'a task whose InputPath finds nothing fails, and nothing catches that',
    { InputPath: '$.gone' },
    "Invalid path '$.gone' : No results for path: $['gone']",
  ),
  runtime(
    'a task whose parameters have a path that finds nothing fails as a States.Runtime, not as a States.ParameterPathFailure',
    { Parameters: { FunctionName: FUNCTION, Payload: { 'x.$': '$.gone' } } },
    "The JSONPath '$.gone' specified for the field 'x.$' could not be found in the input '{}'",
  ),
  runtime(
    'a task whose timeout is missing in its input fails',
    { TimeoutSecondsPath: '$.gone' },
    'The TimeoutSecondsPath parameter does not reference an input value: $.gone',
  ),
  ...[0, -1, 1.5, 'text', 100_000_000].map(limitedTo),
];

/** A timeout that a path finds and that is no number of seconds. */
function limitedTo(limit: unknown): Case {
  const input = { t: limit };
  const cause = inState(
    'A',
    2,
    `The TimeoutSecondsPath parameter does not reference an integer from 1 to 99999999: $.t == ${JSON.stringify(limit)}`,
  );
  return {
    name: `a task cannot have a timeout of ${JSON.stringify(limit)}`,
    source: SOURCES.task,
    definition: machine({ A: invoke({ TimeoutSecondsPath: '$.t', End: true }) }),
    input,
    history: [started(input), first('Task', 'A', input), executionFailed('States.Runtime', cause)],
    end: failed('States.Runtime', cause),
  };
}
