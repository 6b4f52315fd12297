/** Tasks that wait for their token: answers of every kind, and answers that race with something else. */
import {
  type Case,
  failed,
  machine,
  pass,
  SOURCES,
  type Step,
  still,
  succeeded,
  until,
  waitForToken,
} from './case.ts';
import {
  type ExpectedEvent,
  entered,
  executionAborted,
  executionFailed,
  executionSucceeded,
  exited,
  first,
  scheduled,
  started,
  taskFailed,
  taskSubmitted,
  taskSucceeded,
  taskTimedOut,
} from './events.ts';

const answers =
  'https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html';
const token = (number = 1) => ({ token: `<token ${number}>` });
const submits = { returns: 'submitted' };
const submitted = taskSubmitted('submitted');
const GONE = 'TaskTimedOut';

interface Answered {
  readonly name: string;
  readonly source?: string;
  readonly fields?: object;
  readonly functions?: Case['functions'];
  readonly steps: readonly Step[];
  /** From TaskStarted on. */
  readonly follows: readonly ExpectedEvent[];
  readonly end: Case['end'];
  readonly limits?: Parameters<typeof scheduled>[1];
}

/** A case of one task `A` that waits for its token. */
const waiting = ({
  name,
  source = SOURCES.callback,
  fields = {},
  functions = [submits],
  steps,
  follows,
  end,
  limits,
}: Answered): Case => ({
  name,
  source,
  definition: machine({ A: waitForToken({ ...fields, End: true }) }),
  functions,
  steps,
  history: [started(), first('Task', 'A'), ...scheduled(token(), limits), ...follows],
  end,
});

const done = (output: unknown): ExpectedEvent[] => [
  taskSucceeded(output),
  exited('Task', 'A', output),
  executionSucceeded(output),
];

const answered: readonly Case[] = [
  waiting({
    name: 'ends with the output that is sent back',
    steps: [until('TaskSubmitted'), { succeed: 1, output: { done: true } }],
    follows: [submitted, ...done({ done: true })],
    end: succeeded({ done: true }),
  }),
  waiting({
    name: 'filters that output as any result',
    source: SOURCES.filters,
    fields: { ResultSelector: { 'is.$': '$.done' }, ResultPath: '$.answer' },
    steps: [until('TaskSubmitted'), { succeed: 1, output: { done: true } }],
    follows: [
      submitted,
      taskSucceeded({ done: true }),
      exited('Task', 'A', { answer: { is: true } }),
      executionSucceeded({ answer: { is: true } }),
    ],
    end: succeeded({ answer: { is: true } }),
  }),
  waiting({
    name: 'fails with the error and cause that are sent back',
    steps: [until('TaskSubmitted'), { fail: 1, error: 'E', cause: 'c' }],
    follows: [submitted, taskFailed('E', 'c'), executionFailed('E', 'c')],
    end: failed('E', 'c'),
  }),
  waiting({
    name: 'fails without error and cause where none are sent back',
    source: `${SOURCES.recorded}/callback/test_callback.snapshot.json`,
    steps: [until('TaskSubmitted'), { fail: 1 }],
    follows: [submitted, taskFailed(), executionFailed()],
    end: failed(),
  }),
  waiting({
    name: 'fails when its function fails, and its token is of no use then',
    functions: [{ throws: { errorType: 'E' } }],
    steps: [
      until('ExecutionFailed'),
      { succeed: 1, output: 1, answer: GONE },
      { beat: 1, answer: GONE },
    ],
    follows: [taskFailed('E', '{"errorType":"E"}'), executionFailed('E', '{"errorType":"E"}')],
    end: failed('E', '{"errorType":"E"}'),
  }),
];

/** Seconds before the timeout, or at it. */
const atTimeout = { TimeoutSeconds: 25 };
const limits = { timeoutInSeconds: 25 };

const races: readonly Case[] = [
  waiting({
    name: 'takes an answer that comes before its function returns; what that then says is nothing',
    functions: [{ hangs: true }],
    steps: [
      { succeed: 1, output: 'early' },
      { finish: 1, with: 'submitted' },
    ],
    follows: done('early'),
    end: succeeded('early'),
  }),
  waiting({
    name: 'takes the first of two answers',
    source: answers,
    steps: [
      until('TaskSubmitted'),
      { succeed: 1, output: 'first' },
      { succeed: 1, output: 'second', answer: GONE },
      { fail: 1, error: 'E', answer: GONE },
      { beat: 1, answer: GONE },
    ],
    follows: [submitted, ...done('first')],
    end: succeeded('first'),
  }),
  waiting({
    name: 'takes an answer in the last millisecond before its timeout',
    source: answers,
    fields: atTimeout,
    limits,
    steps: [until('TaskSubmitted'), pass(24.999), { succeed: 1, output: 'in time' }],
    follows: [submitted, ...done('in time')],
    end: succeeded('in time'),
  }),
  waiting({
    name: 'takes no answer at the instant of its timeout',
    source: answers,
    fields: atTimeout,
    limits,
    steps: [until('TaskSubmitted'), pass(25), { succeed: 1, output: 'late', answer: GONE }],
    follows: [submitted, taskTimedOut, executionFailed('States.Timeout')],
    end: failed('States.Timeout'),
  }),
  waiting({
    name: 'takes no heartbeat at the instant at which it was due',
    source: answers,
    fields: { HeartbeatSeconds: 10 },
    limits: { heartbeatInSeconds: 10 },
    steps: [until('TaskSubmitted'), pass(10), { beat: 1, answer: GONE }],
    follows: [submitted, taskTimedOut, executionFailed('States.Timeout')],
    end: failed('States.Timeout'),
  }),
  waiting({
    name: 'takes no answer after its execution was stopped',
    source: answers,
    steps: [
      until('TaskSubmitted'),
      { stop: {} },
      { succeed: 1, output: 'late', answer: GONE },
      { beat: 1, answer: GONE },
    ],
    follows: [submitted, executionAborted()],
    end: { status: 'ABORTED' },
  }),
  waiting({
    name: 'has another token in its next attempt, and the old one is refused',
    fields: { Retry: [{ ErrorEquals: ['E'] }] },
    functions: [submits, submits],
    steps: [
      until('TaskSubmitted', 1),
      { fail: 1, error: 'E' },
      { succeed: 1, output: 'between', answer: GONE },
      pass(1),
      until('TaskSubmitted', 2),
      { succeed: 1, output: 'old', answer: GONE },
      { succeed: 2, output: 'new' },
    ],
    follows: [
      submitted,
      taskFailed('E'),
      ...scheduled(token(2)),
      taskSubmitted('submitted', 1),
      ...done('new'),
    ],
    end: succeeded('new'),
  }),
  {
    name: 'that is caught leads on, and its token is refused while the next state waits',
    source: SOURCES.callback,
    definition: machine({
      A: waitForToken({ Catch: [{ ErrorEquals: ['E'], ResultPath: null, Next: 'B' }], End: true }),
      B: waitForToken({ End: true }),
    }),
    functions: [submits, submits],
    steps: [
      until('TaskSubmitted', 1),
      { fail: 1, error: 'E' },
      until('TaskSubmitted', 2),
      { succeed: 1, output: 'old', answer: GONE },
      still('TaskSubmitted'),
      { succeed: 2, output: 'new' },
    ],
    history: [
      started(),
      first('Task', 'A'),
      ...scheduled(token()),
      submitted,
      taskFailed('E'),
      exited('Task', 'A', {}),
      entered('Task', 'B', {}),
      ...scheduled(token(2)),
      submitted,
      taskSucceeded('new'),
      exited('Task', 'B', 'new'),
      executionSucceeded('new'),
    ],
    end: succeeded('new'),
  },
  waiting({
    name: 'waits as long as nobody answers',
    steps: [until('TaskSubmitted'), pass(30 * 24 * 60 * 60), { beat: 1 }, still('TaskSubmitted')],
    follows: [submitted],
    end: { status: 'RUNNING' },
  }),
];

export const callbackCases: readonly Case[] = [...answered, ...races];
