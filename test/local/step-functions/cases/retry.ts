/** Retry (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error). */
import { FUNCTION } from '../harness.ts';
import {
  type Case,
  failed,
  invoke,
  machine,
  type Outcome,
  pass,
  SOURCES,
  type Step,
  still,
  succeeded,
  until,
} from './case.ts';
import {
  type ExpectedEvent,
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

const source = `${SOURCES.errors}#error-handling-retrying-after-an-error`;
const throws = (error: string): Outcome => ({ throws: { errorType: error } });
const causeOf = (error: string) => JSON.stringify({ errorType: error });
const attempt = (error: string): ExpectedEvent[] => [
  ...scheduled({}),
  taskFailed(error, causeOf(error)),
];

/** The task waits so long after each failure, and not a millisecond less. */
const delays = (...seconds: number[]): Step[] =>
  seconds.flatMap((delay, index) => [
    until('TaskFailed', index + 1),
    pass(delay - 0.001),
    still('TaskFailed'),
    pass(0.001),
  ]);

interface Retried {
  readonly name: string;
  readonly retry: readonly object[];
  /** The error of each attempt. */
  readonly errors: readonly string[];
  /** Seconds between attempts. */
  readonly waits: readonly number[];
}

/** A task that fails in the end, with the error of its last attempt. */
function givesUp({ name, retry, errors, waits }: Retried): Case {
  const last = errors.at(-1) ?? '';
  return {
    name,
    source,
    definition: machine({ A: invoke({ Retry: retry, End: true }) }),
    functions: errors.map(throws),
    steps: delays(...waits),
    history: [
      started(),
      first('Task', 'A'),
      ...errors.flatMap(attempt),
      executionFailed(last, causeOf(last)),
    ],
    end: failed(last, causeOf(last)),
  };
}

export const retryCases: readonly Case[] = [
  givesUp({
    name: 'waits a second, doubles that, and gives up after three retries, unless told otherwise',
    retry: [{ ErrorEquals: ['E'] }],
    errors: ['E', 'E', 'E', 'E'],
    waits: [1, 2, 4],
  }),
  givesUp({
    name: 'waits IntervalSeconds, grows by BackoffRate, and not beyond MaxDelaySeconds',
    retry: [
      {
        ErrorEquals: ['E'],
        IntervalSeconds: 2,
        BackoffRate: 3,
        MaxAttempts: 4,
        MaxDelaySeconds: 10,
        JitterStrategy: 'NONE',
      },
    ],
    errors: ['E', 'E', 'E', 'E', 'E'],
    waits: [2, 6, 10, 10],
  }),
  givesUp({
    name: 'waits the same each time with a BackoffRate of 1',
    retry: [{ ErrorEquals: ['E'], IntervalSeconds: 5, BackoffRate: 1, MaxAttempts: 2 }],
    errors: ['E', 'E', 'E'],
    waits: [5, 5],
  }),
  givesUp({
    name: 'does nothing about an error that is not in ErrorEquals',
    retry: [{ ErrorEquals: ['F', 'e'] }],
    errors: ['E'],
    waits: [],
  }),
  givesUp({
    name: 'lets each retrier count its own attempts',
    retry: [
      { ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 2 },
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 5, MaxAttempts: 1 },
    ],
    errors: ['A', 'B', 'A', 'B'],
    waits: [1, 5, 2],
  }),
  givesUp({
    name: 'takes the first retrier that names the error, and no later one once that is used up',
    retry: [
      { ErrorEquals: ['E', 'F'], IntervalSeconds: 1, MaxAttempts: 1 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 100, MaxAttempts: 9 },
    ],
    errors: ['E', 'E'],
    waits: [1],
  }),
  givesUp({
    name: 'with no attempts keeps an error from the retriers after it',
    retry: [{ ErrorEquals: ['E'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }],
    errors: ['E'],
    waits: [],
  }),
  {
    name: 'fills the parameters anew and tells how often it retried',
    source: SOURCES.context,
    definition: machine({
      A: invoke({
        Parameters: { FunctionName: FUNCTION, Payload: { 'count.$': '$$.State.RetryCount' } },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        End: true,
      }),
    }),
    functions: [throws('E'), throws('F')],
    steps: [until('TaskFailed', 1), pass(1), until('TaskFailed', 2), pass(2)],
    history: [
      started(),
      first('Task', 'A'),
      ...scheduled({ count: 0 }),
      taskFailed('E', causeOf('E')),
      ...scheduled({ count: 1 }),
      taskFailed('F', causeOf('F')),
      ...scheduled({ count: 2 }),
      taskSucceeded(invoked({ count: 2 }, 3)),
      exited('Task', 'A', { got: { count: 2 } }),
      executionSucceeded({ got: { count: 2 } }),
    ],
    end: succeeded({ got: { count: 2 } }),
  },
  {
    name: 'with full jitter waits no longer than the delay',
    source,
    definition: machine({
      A: invoke({
        Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 100, JitterStrategy: 'FULL' }],
        End: true,
      }),
    }),
    functions: [throws('E')],
    steps: [until('TaskFailed'), pass(100)],
    history: [
      started(),
      first('Task', 'A'),
      ...attempt('E'),
      ...scheduled({}),
      taskSucceeded(invoked({}, 100)),
      exited('Task', 'A', { got: {} }),
      executionSucceeded({ got: {} }),
    ],
    end: succeeded({ got: {} }),
  },
  {
    name: 'comes before Catch, which meets the error of the last attempt',
    source: SOURCES.errors,
    definition: machine({
      A: invoke({
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['E'], ResultPath: '$.error', Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    }),
    functions: [throws('E'), throws('E')],
    steps: delays(1),
    history: [
      started(),
      first('Task', 'A'),
      ...attempt('E'),
      ...attempt('E'),
      exited('Task', 'A', { error: { Error: 'E', Cause: causeOf('E') } }),
      entered('Succeed', 'B', { error: { Error: 'E', Cause: causeOf('E') } }),
      exited('Succeed', 'B', { error: { Error: 'E', Cause: causeOf('E') } }),
      executionSucceeded({ error: { Error: 'E', Cause: causeOf('E') } }),
    ],
    end: succeeded({ error: { Error: 'E', Cause: causeOf('E') } }),
  },
  {
    name: 'counts anew each time the state is entered',
    source: SOURCES.errors,
    definition: machine({
      A: invoke({
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
        ResultPath: null,
        Catch: [{ ErrorEquals: ['F'], ResultPath: null, Next: 'A' }],
        End: true,
      }),
    }),
    functions: [throws('E'), throws('F'), throws('E'), { returns: 1 }],
    steps: [until('TaskFailed', 1), pass(1), until('TaskFailed', 3), pass(1)],
    history: [
      started(),
      first('Task', 'A'),
      ...attempt('E'),
      ...attempt('F'),
      exited('Task', 'A', {}),
      entered('Task', 'A', {}),
      ...attempt('E'),
      ...scheduled({}),
      taskSucceeded(invoked(1, 2)),
      exited('Task', 'A', {}),
      executionSucceeded({}),
    ],
    end: succeeded({}),
  },
];
