/** What tasks fail with, and which ErrorEquals of a Catch meets it. */
import {
  type Case,
  failed,
  inState,
  invoke,
  machine,
  type Outcome,
  SOURCES,
  succeeded,
} from './case.ts';
import {
  entered,
  executionFailed,
  executionSucceeded,
  exited,
  first,
  invoked,
  scheduled,
  started,
  taskFailed,
  taskSucceeded,
} from './events.ts';

const lambda = `${SOURCES.recorded}/error_handling/test_task_service_lambda.snapshot.json`;
const limit =
  "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.";

/** How one invocation fails: what happens, and what AWS calls it. */
interface Failure {
  readonly name: string;
  readonly source: string;
  readonly outcome: Outcome;
  readonly error: string;
  readonly cause: string;
  readonly forbidden?: true;
}

const service = (code: string, status: number) =>
  `oh (Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: <id>; Proxy: null)`;
const refused = (code: string, status: number): Outcome => ({
  refused: { code, message: 'oh', status },
});

const own: Failure = {
  name: 'a function that throws gives the name of its own error',
  source: lambda,
  outcome: { throws: { errorType: 'OwnError', errorMessage: 'm' } },
  error: 'OwnError',
  cause: '{"errorType":"OwnError","errorMessage":"m"}',
};
const oversized: Failure = {
  name: 'a result over 256 KiB is States.DataLimitExceeded',
  source: `${SOURCES.recorded}/error_handling/test_states_errors.snapshot.json`,
  outcome: { returns: 'x'.repeat(262_144) },
  error: 'States.DataLimitExceeded',
  cause: limit,
};

const failures: readonly Failure[] = [
  own,
  {
    name: 'a function that ends without an error name is Lambda.Unknown',
    source: SOURCES.errors,
    outcome: { throws: { errorMessage: 'Task timed out after 3.00 seconds' } },
    error: 'Lambda.Unknown',
    cause:
      'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"Task timed out after 3.00 seconds"}',
  },
  ...(
    [
      ['Lambda.TooManyRequestsException', 'TooManyRequestsException', 429],
      ['Lambda.ResourceNotFoundException', 'ResourceNotFoundException', 404],
      ['Lambda.ServiceException', 'ServiceException', 500],
      ['Lambda.AWSLambdaException', 'Surprise', 400],
    ] as const
  ).map(
    ([error, code, status]): Failure => ({
      name: `${code} of Lambda is ${error}`,
      source: error === 'Lambda.ResourceNotFoundException' ? lambda : SOURCES.errors,
      outcome: refused(code, status),
      error,
      cause: service(code, status),
    }),
  ),
  {
    name: 'no answer from Lambda is Lambda.SdkClientException',
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html',
    outcome: { unreachable: true },
    error: 'Lambda.SdkClientException',
    cause: 'the invocation failed: RangeError',
  },
  {
    name: 'a role that may not invoke the function gives Lambda.AWSLambdaException, not States.Permissions',
    source: SOURCES.errors,
    outcome: { hangs: true },
    forbidden: true,
    error: 'Lambda.AWSLambdaException',
    cause:
      'User: arn:aws:iam::000000000000:role/workflow is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:ap-northeast-1:000000000000:function:work (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: <id>; Proxy: null)',
  },
  oversized,
];

/** A task that fails, and nothing meets its error. */
const uncaught = ({ name, source, outcome, error, cause, forbidden }: Failure): Case => ({
  name,
  source,
  definition: machine({ A: invoke({ End: true }) }),
  functions: [outcome],
  ...(forbidden && { forbidden }),
  history: [
    started(),
    first('Task', 'A'),
    ...scheduled({}),
    taskFailed(error, cause),
    executionFailed(error, cause),
  ],
  end: failed(error, cause),
});

/** The same task with a Catch for these names, which meets the error or does not. */
function met(failure: Failure, ErrorEquals: readonly string[], caught: boolean): Case {
  const { error, cause } = failure;
  const output = { Error: error, Cause: cause };
  const whole = uncaught(failure);
  const definition = machine({
    A: invoke({ Catch: [{ ErrorEquals, Next: 'B' }], End: true }),
    B: { Type: 'Succeed' },
  });
  const name = `${error} ${caught ? 'is' : 'is not'} caught as ${ErrorEquals.join(', ')}`;
  if (!caught) return { ...whole, name, source: SOURCES.errors, definition };
  return {
    ...whole,
    name,
    source: SOURCES.errors,
    definition,
    history: [
      ...whole.history.slice(0, -1),
      exited('Task', 'A', output),
      entered('Succeed', 'B', output),
      exited('Succeed', 'B', output),
      executionSucceeded(output),
    ],
    end: succeeded(output),
  };
}

/** A function may report any name, those of the language too. */
const reporting = (error: string): Failure => ({
  ...own,
  outcome: { throws: { errorType: error } },
  error,
  cause: JSON.stringify({ errorType: error }),
});

const meetings: readonly [Failure, readonly string[], boolean][] = [
  [own, ['OwnError'], true],
  [own, ['Other', 'OwnError'], true],
  [own, ['States.TaskFailed'], true],
  [own, ['States.ALL'], true],
  [own, ['Other', 'ownerror', 'Own'], false],
  [own, ['States.Timeout', 'States.HeartbeatTimeout', 'States.Permissions'], false],
  [reporting('States.Permissions'), ['States.Permissions'], true],
  [reporting('States.Permissions'), ['States.TaskFailed'], true],
  [reporting('States.Runtime'), ['States.Runtime'], false],
  [reporting('States.Runtime'), ['States.ALL'], false],
  [reporting('States.Timeout'), ['States.TaskFailed'], false],
  [oversized, ['States.DataLimitExceeded'], true],
  // The page says so. A recording of 2024 (test_states_errors.snapshot.json) has it caught: here the stricter holds.
  [oversized, ['States.ALL'], false],
  [oversized, ['States.TaskFailed'], false],
];

const tooLarge = inState(
  'A',
  2,
  "The state/task 'A' returned a result with a size exceeding the maximum number of bytes service limit.",
);
const half = 'x'.repeat(140_000);

/** Errors that a task meets after its function has succeeded. */
const afterwards: readonly Case[] = [
  {
    name: 'a ResultSelector with a path that finds nothing ends the execution, whatever is caught',
    source: SOURCES.errors,
    definition: machine({
      A: invoke({
        ResultSelector: { 'x.$': '$.gone' },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    }),
    functions: [{ returns: 1 }],
    history: [
      started(),
      first('Task', 'A'),
      ...scheduled({}),
      taskSucceeded(invoked(1)),
      executionFailed('States.Runtime', inState('A', 2, missing(invoked(1)))),
    ],
    end: failed('States.Runtime', inState('A', 2, missing(invoked(1)))),
  },
  {
    name: 'a result that does not fit where ResultPath puts it is caught as States.ResultPathMatchFailure',
    source: SOURCES.errors,
    definition: machine({
      A: invoke({
        ResultPath: '$.a.b',
        Catch: [{ ErrorEquals: ['States.ResultPathMatchFailure'], ResultPath: '$.e', Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed', OutputPath: '$.e.Error' },
    }),
    input: { a: 'text' },
    functions: [{ returns: 1 }],
    history: (() => {
      const Cause = inState('A', 2, 'Unable to apply ReferencePath $.a.b to input');
      const output = { a: 'text', e: { Error: 'States.ResultPathMatchFailure', Cause } };
      return [
        started({ a: 'text' }),
        first('Task', 'A', { a: 'text' }),
        ...scheduled({ a: 'text' }),
        taskSucceeded(invoked(1)),
        exited('Task', 'A', output),
        entered('Succeed', 'B', output),
        exited('Succeed', 'B', 'States.ResultPathMatchFailure'),
        executionSucceeded('States.ResultPathMatchFailure'),
      ];
    })(),
    end: succeeded('States.ResultPathMatchFailure'),
  },
  {
    name: 'an intrinsic function that fails in parameters is caught as States.IntrinsicFailure',
    source: SOURCES.errors,
    definition: machine({
      A: invoke({
        Parameters: { FunctionName: 'work', Payload: { 'x.$': 'States.StringToJson($.a)' } },
        Catch: [{ ErrorEquals: ['States.IntrinsicFailure'], ResultPath: null, Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    }),
    input: { a: '{' },
    history: [
      started({ a: '{' }),
      first('Task', 'A', { a: '{' }),
      exited('Task', 'A', { a: '{' }),
      entered('Succeed', 'B', { a: '{' }),
      exited('Succeed', 'B', { a: '{' }),
      executionSucceeded({ a: '{' }),
    ],
    end: succeeded({ a: '{' }),
  },
  {
    name: 'the output of a state over 256 KiB is States.DataLimitExceeded',
    source: SOURCES.errors,
    definition: machine({ A: { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, End: true } }),
    input: half,
    history: [
      started(half),
      first('Pass', 'A', half),
      executionFailed('States.DataLimitExceeded', tooLarge),
    ],
    end: failed('States.DataLimitExceeded', tooLarge),
  },
];

function missing(result: object): string {
  return `The JSONPath '$.gone' specified for the field 'x.$' could not be found in the input '${JSON.stringify(result)}'`;
}

export const errorCases: readonly Case[] = [
  ...failures.map(uncaught),
  ...meetings.map(([failure, names, caught]) => met(failure, names, caught)),
  ...afterwards,
];
