/** Succeed and Fail states (https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html, state-succeed.html). */
import { type Case, failed, inState, machine, SOURCES, succeeded } from './case.ts';
import { executionFailed, executionSucceeded, exited, first, started } from './events.ts';

const page = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html';

function succeeds(name: string, fields: object, input: unknown, output: unknown): Case {
  return {
    name,
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html',
    definition: machine({ A: { Type: 'Succeed', ...fields } }),
    input,
    history: [
      started(input),
      first('Succeed', 'A', input),
      exited('Succeed', 'A', output),
      executionSucceeded(output),
    ],
    end: succeeded(output),
  };
}

function fails(name: string, fields: object, input: unknown, error?: string, cause?: string): Case {
  return {
    name,
    source: page,
    definition: machine({ A: { Type: 'Fail', ...fields } }),
    input,
    history: [started(input), first('Fail', 'A', input), executionFailed(error, cause)],
    end: failed(error, cause),
  };
}

export const succeedCases: readonly Case[] = [
  succeeds('Succeed ends with its input', {}, { a: 1 }, { a: 1 }),
  succeeds(
    'Succeed ends with what InputPath and then OutputPath select',
    { InputPath: '$.a', OutputPath: '$.b' },
    { a: { b: 1 } },
    1,
  ),
  {
    ...succeeds('Succeed fails where InputPath finds nothing', { InputPath: '$.a' }, {}, {}),
    source: SOURCES.errors,
    history: [
      started(),
      first('Succeed', 'A'),
      executionFailed(
        'States.Runtime',
        inState('A', 2, "Invalid path '$.a' : No results for path: $['a']"),
      ),
    ],
    end: failed(
      'States.Runtime',
      inState('A', 2, "Invalid path '$.a' : No results for path: $['a']"),
    ),
  },
];

export const failCases: readonly Case[] = [
  fails('Fail ends with its error and cause', { Error: 'Own', Cause: 'c' }, {}, 'Own', 'c'),
  fails('Fail without error and cause has none', {}, {}),
  fails(
    'Fail reads error and cause from its input',
    { ErrorPath: '$.e', CausePath: "States.Format('not {}', $.c)" },
    { e: 'Own', c: 3 },
    'Own',
    'not 3',
  ),
  fails(
    'Fail about an error that is missing is a States.Runtime',
    { ErrorPath: '$.e' },
    {},
    'States.Runtime',
    inState(
      'A',
      2,
      "The JSONPath '$.e' specified for the field 'ErrorPath' could not be found in the input '{}'",
    ),
  ),
  fails(
    'Fail about a cause that is no text is a States.Runtime',
    { CausePath: '$.c' },
    { c: 3 },
    'States.Runtime',
    inState('A', 2, 'The CausePath parameter does not reference a string'),
  ),
];
