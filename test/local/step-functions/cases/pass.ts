/** Pass states (https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html). */
import { type Case, failed, inState, machine, SOURCES, succeeded } from './case.ts';
import { entered, executionFailed, executionSucceeded, exited, first, started } from './events.ts';

const page = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html';

/** A case of one Pass state `A`, with the whole history that follows from its input and output. */
function one(name: string, source: string, fields: object, input: unknown, output: unknown): Case {
  return {
    name,
    source,
    definition: machine({ A: { Type: 'Pass', End: true, ...fields } }),
    input,
    history: [
      started(input),
      first('Pass', 'A', input),
      exited('Pass', 'A', output),
      executionSucceeded(output),
    ],
    end: succeeded(output),
  };
}

/** The same for one that cannot be processed. */
function refused(
  name: string,
  source: string,
  fields: object,
  input: unknown,
  [error, reason]: readonly [error: string, reason: string],
): Case {
  const cause = inState('A', 2, reason);
  return {
    name,
    source,
    definition: machine({ A: { Type: 'Pass', End: true, ...fields } }),
    input,
    history: [started(input), first('Pass', 'A', input), executionFailed(error, cause)],
    end: failed(error, cause),
  };
}

export const passCases: readonly Case[] = [
  one('hands its input on', page, {}, { a: 1 }, { a: 1 }),
  one('replaces its input by its Result', page, { Result: [1] }, { a: 1 }, [1]),
  one(
    'puts its Result where ResultPath says, and makes what is missing on the way',
    page,
    { Result: [1], ResultPath: "$.x['y z']" },
    { a: 1, x: { b: 2 } },
    { a: 1, x: { b: 2, 'y z': [1] } },
  ),
  one(
    'makes several levels of a nested ResultPath',
    SOURCES.filters,
    { Result: 1, ResultPath: '$.a.b.c' },
    {},
    { a: { b: { c: 1 } } },
  ),
  one(
    'replaces an element that exists',
    SOURCES.filters,
    { Result: 'new', ResultPath: '$.list[1].v' },
    { list: [0, { v: 'old', w: 1 }] },
    { list: [0, { v: 'new', w: 1 }] },
  ),
  one(
    'discards its Result with ResultPath null',
    SOURCES.filters,
    { Result: 1, ResultPath: null },
    { a: 1 },
    { a: 1 },
  ),
  one(
    'sees an empty object with InputPath null',
    SOURCES.filters,
    { InputPath: null, ResultPath: '$.empty' },
    { a: 1 },
    { a: 1, empty: {} },
  ),
  one(
    'sees what InputPath selects, and places the result in its whole input',
    SOURCES.filters,
    { InputPath: '$.in', ResultPath: '$.out' },
    { in: { a: 1 }, b: 2 },
    { in: { a: 1 }, b: 2, out: { a: 1 } },
  ),
  one(
    'leaves with what OutputPath selects',
    SOURCES.filters,
    { OutputPath: '$.a[1]' },
    { a: [1, 2] },
    2,
  ),
  one(
    'leaves with an empty object with OutputPath null',
    SOURCES.filters,
    { OutputPath: null },
    { a: 1 },
    {},
  ),
  one(
    'takes InputPath and OutputPath from the context object',
    'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html',
    { InputPath: '$$.Execution.Input.b', ResultPath: '$.b', OutputPath: '$$.State.Name' },
    { b: 1 },
    'A',
  ),
  one(
    'fills Parameters from its input, at every depth',
    'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html',
    {
      InputPath: '$.in',
      Parameters: { fixed: [true, { 'deep.$': '$.a[0]' }], 'all.$': '$', empty: {} },
    },
    { in: { a: [7], name: 'n' } },
    { fixed: [true, { deep: 7 }], all: { a: [7], name: 'n' }, empty: {} },
  ),
  one(
    'fills Parameters with intrinsic functions',
    'https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html',
    {
      Parameters: {
        'text.$': "States.Format('{}-{} \\{\\}', $.name, States.MathAdd($.a[0], -1))",
        'json.$': 'States.StringToJson(States.JsonToString($.a))',
        'list.$': "States.Array($.name, 'it\\'s', null)",
      },
    },
    { a: [7], name: 'n' },
    { text: 'n-6 {}', json: [7], list: ['n', "it's", null] },
  ),
  one(
    'gives a null of its input to an intrinsic function',
    'https://github.com/floci-io/floci/issues/2870 (seen in us-east-1)',
    { Parameters: { 'v.$': "States.Format('{}', $.none)" } },
    { none: null },
    { v: 'null' },
  ),
  one(
    'treats names like __proto__ as data',
    SOURCES.spec,
    { Result: 1, ResultPath: "$['__proto__']" },
    {},
    JSON.parse('{"__proto__":1}'),
  ),
  {
    name: 'leads to the next state',
    source: SOURCES.recorded,
    definition: machine({
      A: { Type: 'Pass', Result: 1, Next: 'B' },
      B: { Type: 'Pass', End: true },
    }),
    history: [
      started(),
      first('Pass', 'A'),
      exited('Pass', 'A', 1),
      entered('Pass', 'B', 1),
      exited('Pass', 'B', 1),
      executionSucceeded(1),
    ],
    end: succeeded(1),
  },
  refused(
    'fails where ResultPath does not fit the input',
    SOURCES.errors,
    { Result: 1, ResultPath: '$.list[2]' },
    { list: [0] },
    ['States.ResultPathMatchFailure', 'Unable to apply ReferencePath $.list[2] to input'],
  ),
  refused(
    'fails where Parameters has a path that finds nothing',
    SOURCES.errors,
    { Parameters: { 'x.$': '$.gone.deeper' } },
    { a: 1 },
    [
      'States.Runtime',
      `The JSONPath '$.gone.deeper' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
    ],
  ),
  refused(
    'fails where an intrinsic function has a path that finds nothing, and names the whole function',
    'https://github.com/floci-io/floci/issues/2870 (causes seen in us-east-1)',
    { Parameters: { 'v.$': "States.Format('{}', States.Format('{}', $.gone))" } },
    { other: 1 },
    [
      'States.Runtime',
      `The function 'States.Format('{}', States.Format('{}', $.gone))' had the following error: The JsonPath argument for the field '$.gone' could not be found in the input '{"other":1}'`,
    ],
  ),
  refused(
    'fails where an intrinsic function cannot take its argument',
    SOURCES.errors,
    { Parameters: { 'x.$': 'States.StringToJson($.a)' } },
    { a: '{' },
    ['States.IntrinsicFailure', 'the text given to States.StringToJson is not JSON'],
  ),
  refused(
    'fails where InputPath finds nothing',
    SOURCES.errors,
    { InputPath: '$.a.b' },
    { a: [] },
    ['States.Runtime', "Invalid path '$.a.b' : No results for path: $['a']['b']"],
  ),
  refused(
    'fails where OutputPath finds nothing',
    SOURCES.errors,
    { OutputPath: '$.a[1]' },
    { a: [1] },
    ['States.Runtime', "Invalid path '$.a[1]' : No results for path: $['a'][1]"],
  ),
];
