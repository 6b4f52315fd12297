/** Wait states (https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html). */
import { type Case, failed, inState, machine, pass, SOURCES, still, succeeded } from './case.ts';
import { executionFailed, executionSucceeded, exited, first, started } from './events.ts';

const page = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html';
const recorded = `${SOURCES.recorded}/base/test_wait.snapshot.json`;

/** A case of one Wait state `A` that is over after so many seconds, and not a millisecond before. */
function lasts(name: string, seconds: number, fields: object, input: unknown = {}): Case {
  return {
    name,
    source: page,
    definition: machine({ A: { Type: 'Wait', End: true, ...fields } }),
    input,
    steps: seconds === 0 ? [] : [pass(seconds - 0.001), still('WaitStateEntered'), pass(0.001)],
    history: [
      started(input),
      first('Wait', 'A', input),
      exited('Wait', 'A', input),
      executionSucceeded(input),
    ],
    end: succeeded(input),
  };
}

function fails(name: string, source: string, fields: object, input: unknown, reason: string): Case {
  const cause = inState('A', 2, reason);
  return {
    name,
    source,
    definition: machine({ A: { Type: 'Wait', End: true, ...fields } }),
    input,
    history: [started(input), first('Wait', 'A', input), executionFailed('States.Runtime', cause)],
    end: failed('States.Runtime', cause),
  };
}

const noTimestamp =
  'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == ';

export const waitCases: readonly Case[] = [
  lasts('lasts its Seconds', 86_400, { Seconds: 86_400 }),
  lasts('lasts the seconds that a path finds', 30, { SecondsPath: '$.s' }, { s: 30 }),
  lasts('lasts to its Timestamp, fractions of a second cut off', 86_400, {
    Timestamp: '2026-02-01T12:00:00.9Z',
  }),
  lasts(
    'lasts to the timestamp that a path finds, in its own zone',
    60,
    { TimestampPath: '$.t' },
    { t: '2026-01-31T21:01:00+09:00' },
  ),
  lasts('of no seconds is over at once', 0, { SecondsPath: '$.s' }, { s: 0 }),
  lasts('to a time that has passed is over at once', 0, { Timestamp: '2026-01-31T11:59:59Z' }),
  {
    ...lasts('reads its path in what InputPath selects', 5, {}, {}),
    definition: machine({
      A: {
        Type: 'Wait',
        InputPath: '$.in',
        SecondsPath: '$.s',
        OutputPath: '$.x',
        End: true,
      },
    }),
    input: { in: { s: 5, x: 'x' } },
    history: [
      started({ in: { s: 5, x: 'x' } }),
      first('Wait', 'A', { in: { s: 5, x: 'x' } }),
      exited('Wait', 'A', 'x'),
      executionSucceeded('x'),
    ],
    end: succeeded('x'),
  },
  fails(
    'for a date that does not exist fails',
    recorded,
    { TimestampPath: '$.t' },
    { t: '2026-02-30T00:00:00Z' },
    `${noTimestamp}2026-02-30T00:00:00Z`,
  ),
  fails(
    'for a timestamp without a zone fails',
    recorded,
    { TimestampPath: '$.t' },
    { t: '2026-02-01T00:00:00.000' },
    `${noTimestamp}2026-02-01T00:00:00.000`,
  ),
  fails(
    'for seconds that are missing fails',
    'https://github.com/localstack/localstack (wait_function/seconds_path.py), https://github.com/getndazn/serverless-step-functions-offline',
    { SecondsPath: '$.s' },
    {},
    'The SecondsPath parameter does not reference an input value: $.s',
  ),
  fails(
    'for seconds below nothing fails',
    page,
    { SecondsPath: '$.s' },
    { s: -1 },
    'The SecondsPath parameter does not reference an integer from 0 to 99999999: $.s == -1',
  ),
];
