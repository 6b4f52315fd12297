/** Choice states: which way they take, and what they fail with. Each operator is tried in `language.test.ts`. */
import { type Case, failed, inState, machine, SOURCES, succeeded } from './case.ts';
import { entered, executionFailed, executionSucceeded, exited, first, started } from './events.ts';

const page = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html';

/** A case of one Choice state `A` that leads to the Succeed state `to`. */
function takes(name: string, to: string, fields: object, input: unknown, output = input): Case {
  const done = { Type: 'Succeed' };
  return {
    name,
    source: page,
    definition: machine({ A: { Type: 'Choice', ...fields }, Low: done, Middle: done, High: done }),
    input,
    history: [
      started(input),
      first('Choice', 'A', input),
      exited('Choice', 'A', output),
      entered('Succeed', to, output),
      exited('Succeed', to, output),
      executionSucceeded(output),
    ],
    end: succeeded(output),
  };
}

function fails(name: string, source: string, fields: object, input: unknown, reason: string): Case {
  const cause = inState('A', 2, reason);
  return {
    name,
    source,
    definition: machine({ A: { Type: 'Choice', ...fields }, Low: { Type: 'Succeed' } }),
    input,
    history: [
      started(input),
      first('Choice', 'A', input),
      executionFailed('States.Runtime', cause),
    ],
    end: failed('States.Runtime', cause),
  };
}

const rules = {
  Choices: [
    { Variable: '$.n', NumericLessThan: 5, Next: 'Low' },
    { Variable: '$.n', NumericLessThan: 50, Next: 'Middle' },
  ],
  Default: 'High',
};

export const choiceCases: readonly Case[] = [
  takes('takes the first rule that holds', 'Low', rules, { n: 4 }),
  takes('passes over a rule that does not hold', 'Middle', rules, { n: 7 }),
  takes('takes its Default where no rule holds', 'High', rules, { n: 50 }),
  takes(
    'compares with a path, and combines rules',
    'Middle',
    {
      Choices: [
        { Variable: '$.a', StringEqualsPath: '$.b', Next: 'Low' },
        {
          And: [
            { Not: { Variable: '$.gone', IsPresent: true } },
            {
              Or: [
                { Variable: '$.a', StringMatches: 'x*' },
                { Variable: '$.b', IsNull: true },
              ],
            },
          ],
          Next: 'Middle',
        },
      ],
      Default: 'High',
    },
    { a: 'xyz', b: 'y' },
  ),
  takes(
    'judges what InputPath selects, and leaves with what OutputPath selects of that',
    'Low',
    {
      InputPath: '$.in',
      OutputPath: '$.out',
      Choices: [
        { Variable: '$.n', NumericEquals: 1, Next: 'Low' },
        { Variable: '$.n', NumericEquals: 2, Next: 'Middle' },
      ],
      Default: 'High',
    },
    { in: { n: 1, out: 'o' } },
    'o',
  ),
  fails(
    'without a rule that holds and without Default fails as a States.Runtime',
    `${SOURCES.errors} calls it States.NoChoiceMatched; https://github.com/floci-io/floci/issues/2868 saw States.Runtime in us-east-1`,
    { Choices: [{ Variable: '$.n', NumericEquals: 5, Next: 'Low' }] },
    { n: 7 },
    'Failed to transition out of the state. The state does not point to a next state.',
  ),
  fails(
    'about a variable that is missing fails',
    page,
    { Choices: [{ Variable: '$.x', IsNull: true, Next: 'Low' }], Default: 'Low' },
    {},
    "Invalid path '$.x': The choice state's condition path references an invalid value.",
  ),
];
