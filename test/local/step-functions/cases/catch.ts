/** Catch (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-fallback-states). */
import { type Case, failed, inState, invoke, machine, SOURCES, succeeded } from './case.ts';
import {
  entered,
  executionFailed,
  executionSucceeded,
  exited,
  first,
  scheduled,
  started,
  taskFailed,
} from './events.ts';

const source = `${SOURCES.errors}#error-handling-fallback-states`;
const Cause = '{"errorType":"E"}';
const error = { Error: 'E', Cause };

/** A task `A` that fails with `E` and has these catchers; `to` is the Succeed state it then leads to. */
function leads(name: string, to: string, catchers: readonly object[], output: unknown): Case {
  const states = catchers.map((_, index) => [`Caught${index + 1}`, { Type: 'Succeed' }] as const);
  const Catch = catchers.map((each, index) => ({ Next: `Caught${index + 1}`, ...each }));
  return {
    name,
    source,
    definition: machine({ A: invoke({ Catch, End: true }), ...Object.fromEntries(states) }),
    input: { a: 1 },
    functions: [{ throws: { errorType: 'E' } }],
    history: [
      started({ a: 1 }),
      first('Task', 'A', { a: 1 }),
      ...scheduled({ a: 1 }),
      taskFailed('E', Cause),
      exited('Task', 'A', output),
      entered('Succeed', to, output),
      exited('Succeed', to, output),
      executionSucceeded(output),
    ],
    end: succeeded(output),
  };
}

const mismatch = inState('A', 2, 'Unable to apply ReferencePath $.a.b to input');

export const catchCases: readonly Case[] = [
  leads('leaves the task with the error as its output', 'Caught1', [{ ErrorEquals: ['E'] }], error),
  leads(
    'places the error in the input of the task',
    'Caught1',
    [{ ErrorEquals: ['E'], ResultPath: '$.why.error' }],
    { a: 1, why: { error } },
  ),
  leads(
    'discards the error with ResultPath null',
    'Caught1',
    [{ ErrorEquals: ['E'], ResultPath: null }],
    { a: 1 },
  ),
  leads(
    'takes the first entry that names the error',
    'Caught2',
    [{ ErrorEquals: ['F'] }, { ErrorEquals: ['G', 'E'] }, { ErrorEquals: ['States.ALL'] }],
    error,
  ),
  leads(
    'takes States.ALL last',
    'Caught2',
    [{ ErrorEquals: ['F'] }, { ErrorEquals: ['States.ALL'] }],
    error,
  ),
  {
    name: 'that cannot place the error ends the execution',
    source: SOURCES.errors,
    definition: machine({
      A: invoke({
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.a.b', Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    }),
    input: { a: 1 },
    functions: [{ throws: { errorType: 'E' } }],
    history: [
      started({ a: 1 }),
      first('Task', 'A', { a: 1 }),
      ...scheduled({ a: 1 }),
      taskFailed('E', Cause),
      executionFailed('States.ResultPathMatchFailure', mismatch),
    ],
    end: failed('States.ResultPathMatchFailure', mismatch),
  },
  {
    name: 'does not filter the error by ResultSelector and OutputPath',
    source,
    definition: machine({
      A: invoke({
        ResultSelector: { 'x.$': '$.gone' },
        OutputPath: '$.gone',
        Catch: [{ ErrorEquals: ['E'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    }),
    functions: [{ throws: { errorType: 'E' } }],
    history: [
      started(),
      first('Task', 'A'),
      ...scheduled({}),
      taskFailed('E', Cause),
      exited('Task', 'A', error),
      entered('Succeed', 'B', error),
      exited('Succeed', 'B', error),
      executionSucceeded(error),
    ],
    end: succeeded(error),
  },
];
