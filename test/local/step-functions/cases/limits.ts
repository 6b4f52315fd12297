/** Limits in time: of a task, of its heartbeats, of the execution; and an end from outside. */
import {
  type Case,
  failed,
  invoke,
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
  executionTimedOut,
  exited,
  first,
  scheduled,
  started,
  taskSubmitted,
  taskTimedOut,
} from './events.ts';

const timeouts = `${SOURCES.recorded}/timeouts/test_timeouts.snapshot.json`;
const heartbeats = `${SOURCES.recorded}/timeouts/test_heartbeats.snapshot.json`;
const hangs = { hangs: true } as const;
const YEAR = 365 * 24 * 60 * 60;

/** The task of these fields runs over its time and its execution ends with it. */
const overrun = (name: string, fields: object, input: unknown, seconds: number): Case => ({
  name,
  source: timeouts,
  definition: machine({ A: invoke({ ...fields, End: true }) }),
  input,
  functions: [hangs],
  steps: [
    until('TaskStarted'),
    pass(seconds - 0.001),
    still('TaskStarted'),
    pass(0.001),
    // What the function answers now is nothing.
    { finish: 1, with: 'late' },
  ],
  history: [
    started(input),
    first('Task', 'A', input),
    ...scheduled(input, { timeoutInSeconds: seconds }),
    taskTimedOut,
    executionFailed('States.Timeout'),
  ],
  end: failed('States.Timeout'),
});

/** Which names a Catch meets a limit by. A timeout has no cause, and so has its output. */
function met(what: string, task: object, steps: Step[], before: ExpectedEvent[]) {
  return ([name, caught]: readonly [name: string, caught: boolean]): Case => {
    const output = { Error: 'States.Timeout' };
    return {
      name: `${what} ${caught ? 'is' : 'is not'} caught as ${name}`,
      source: `${SOURCES.errors} (names), ${heartbeats} (events)`,
      definition: machine({
        A: { ...task, Catch: [{ ErrorEquals: [name], Next: 'B' }], End: true },
        B: { Type: 'Succeed' },
      }),
      functions: [
        'Resource' in task && /Token$/.test(String(task.Resource)) ? { returns: 1 } : hangs,
      ],
      steps,
      history: [
        started(),
        first('Task', 'A'),
        ...before,
        taskTimedOut,
        ...(caught
          ? [
              exited('Task', 'A', output),
              entered('Succeed', 'B', output),
              exited('Succeed', 'B', output),
              executionSucceeded(output),
            ]
          : [executionFailed('States.Timeout')]),
      ],
      end: caught ? succeeded(output) : failed('States.Timeout'),
    };
  };
}

const token = { token: '<token 1>' };
const timeoutIs = met(
  'a timeout',
  invoke({ TimeoutSeconds: 5 }),
  [until('TaskStarted'), pass(5)],
  scheduled({}, { timeoutInSeconds: 5 }),
);
const missedHeartbeatIs = met(
  'a missed heartbeat',
  waitForToken({ HeartbeatSeconds: 5, TimeoutSeconds: 600 }),
  [until('TaskSubmitted'), pass(5)],
  [...scheduled(token, { timeoutInSeconds: 600, heartbeatInSeconds: 5 }), taskSubmitted(1)],
);

export const limitCases: readonly Case[] = [
  overrun('a task ends at its TimeoutSeconds', { TimeoutSeconds: 30 }, {}, 30),
  overrun(
    'a task ends at the seconds that TimeoutSecondsPath finds',
    { TimeoutSecondsPath: '$.t' },
    { t: 7 },
    7,
  ),
  ...(
    [
      ['States.Timeout', true],
      ['States.ALL', true],
      ['States.HeartbeatTimeout', false],
      ['States.TaskFailed', false],
    ] as const
  ).map(timeoutIs),
  ...(
    [
      ['States.HeartbeatTimeout', true],
      ['States.Timeout', true],
      ['States.ALL', true],
      ['States.TaskFailed', false],
    ] as const
  ).map(missedHeartbeatIs),
  {
    name: 'a timeout is retried by its name',
    source: SOURCES.errors,
    definition: machine({
      A: invoke({
        TimeoutSeconds: 5,
        Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }],
        End: true,
      }),
    }),
    functions: [hangs, hangs],
    steps: [
      until('TaskStarted', 1),
      pass(5),
      still('TaskTimedOut'),
      pass(1),
      until('TaskStarted', 2),
      pass(5),
    ],
    history: [
      started(),
      first('Task', 'A'),
      ...scheduled({}, { timeoutInSeconds: 5 }),
      taskTimedOut,
      ...scheduled({}, { timeoutInSeconds: 5 }),
      taskTimedOut,
      executionFailed('States.Timeout'),
    ],
    end: failed('States.Timeout'),
  },
  {
    name: 'heartbeats keep a task to its timeout',
    source:
      'https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html',
    definition: machine({
      A: waitForToken({ HeartbeatSeconds: 10, TimeoutSeconds: 25, End: true }),
    }),
    functions: [{ returns: 1 }],
    steps: [
      until('TaskSubmitted'),
      pass(9.999),
      { beat: 1 },
      pass(9.999),
      { beat: 1 },
      pass(5.001),
      still('TaskSubmitted'),
      pass(0.001),
    ],
    history: [
      started(),
      first('Task', 'A'),
      ...scheduled(token, { timeoutInSeconds: 25, heartbeatInSeconds: 10 }),
      taskSubmitted(1),
      taskTimedOut,
      executionFailed('States.Timeout'),
    ],
    end: failed('States.Timeout'),
  },
  {
    name: 'a task misses the heartbeat that HeartbeatSecondsPath finds',
    source: heartbeats,
    definition: machine({
      A: waitForToken({ HeartbeatSecondsPath: '$.beat', End: true }),
    }),
    input: { beat: 3 },
    functions: [{ returns: 1 }],
    steps: [until('TaskSubmitted'), pass(2.999), still('TaskSubmitted'), pass(0.001)],
    history: [
      started({ beat: 3 }),
      first('Task', 'A', { beat: 3 }),
      ...scheduled(token, { heartbeatInSeconds: 3 }),
      taskSubmitted(1),
      taskTimedOut,
      executionFailed('States.Timeout'),
    ],
    end: failed('States.Timeout'),
  },
  {
    name: 'an execution ends at its own TimeoutSeconds, and nothing catches that',
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html',
    definition: machine(
      {
        A: invoke({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], Next: 'B' }),
        B: { Type: 'Wait', Seconds: 100, End: true },
      },
      { TimeoutSeconds: 99 },
    ),
    functions: [hangs],
    steps: [until('TaskStarted'), pass(98.999), still('TaskStarted'), pass(0.001)],
    history: [started(), first('Task', 'A'), ...scheduled({}), executionTimedOut],
    end: { status: 'TIMED_OUT' },
  },
  {
    name: 'an execution ends after a year',
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
    definition: machine({ A: waitForToken({ End: true }) }),
    functions: [{ returns: 1 }],
    steps: [until('TaskSubmitted'), pass(YEAR - 1), still('TaskSubmitted'), pass(1)],
    history: [
      started(),
      first('Task', 'A'),
      ...scheduled(token),
      taskSubmitted(1),
      executionTimedOut,
    ],
    end: { status: 'TIMED_OUT' },
  },
  {
    name: 'an execution that is stopped is aborted with the error and cause of who stops it',
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html',
    definition: machine({
      A: { Type: 'Wait', Seconds: 60, Next: 'B' },
      B: { Type: 'Succeed' },
    }),
    steps: [{ stop: { error: 'Stopped', cause: 'by hand' } }],
    history: [started(), first('Wait', 'A'), executionAborted('Stopped', 'by hand')],
    end: { status: 'ABORTED', error: 'Stopped', cause: 'by hand' },
  },
];
