/** What the journal keeps of an execution: the events of its history, and notes that AWS keeps to itself. */
import * as z from 'zod';

/** `id` and `previousEventId` as AWS numbers them; `at` is epoch milliseconds on the cloud's clock. */
const numbered = { id: z.int(), previous: z.int(), at: z.number() };
const failure = { error: z.string().exactOptional(), cause: z.string().exactOptional() };
const resource = z.enum(['invoke', 'invoke.waitForTaskToken']);

export const STATE_TYPES = ['Choice', 'Fail', 'Pass', 'Succeed', 'Task', 'Wait'] as const;

export const entry = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ExecutionStarted'),
    ...numbered,
    input: z.string(),
    roleArn: z.string(),
  }),
  z.strictObject({
    type: z.literal(STATE_TYPES.map((type) => `${type}StateEntered` as const)),
    ...numbered,
    name: z.string(),
    input: z.string(),
  }),
  z.strictObject({
    type: z.literal([
      'ChoiceStateExited',
      'PassStateExited',
      'SucceedStateExited',
      'TaskStateExited',
      'WaitStateExited',
    ]),
    ...numbered,
    name: z.string(),
    output: z.string(),
  }),
  z.strictObject({
    type: z.literal('TaskScheduled'),
    ...numbered,
    resource,
    parameters: z.string(),
    timeoutInSeconds: z.int().exactOptional(),
    heartbeatInSeconds: z.int().exactOptional(),
  }),
  z.strictObject({ type: z.literal('TaskStarted'), ...numbered, resource }),
  z.strictObject({
    type: z.literal(['TaskSubmitted', 'TaskSucceeded']),
    ...numbered,
    resource,
    output: z.string(),
  }),
  z.strictObject({
    type: z.literal(['TaskFailed', 'TaskTimedOut']),
    ...numbered,
    resource,
    ...failure,
  }),
  z.strictObject({ type: z.literal('ExecutionSucceeded'), ...numbered, output: z.string() }),
  z.strictObject({
    type: z.literal(['ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut']),
    ...numbered,
    ...failure,
  }),
  // Notes: they have no number and no place in the history.
  z.strictObject({ type: z.literal('WaitUntil'), until: z.number() }),
  z.strictObject({ type: z.literal('RetryAt'), until: z.number(), retrier: z.int() }),
  z.strictObject({ type: z.literal('Heartbeat'), at: z.number() }),
]);

export type Entry = z.output<typeof entry>;
export type HistoryEvent = Extract<Entry, { id: number }>;

/** One wake of one execution: written whole or not at all. */
export const batch = z.strictObject({
  /** Which execution: unique for ever, where names come back after 90 days. */
  key: z.string(),
  /** Present in the first batch. */
  start: z
    .strictObject({ machine: z.string(), name: z.string(), revision: z.string() })
    .exactOptional(),
  entries: z.array(entry),
});

export type Batch = z.output<typeof batch>;

export const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type Status = (typeof STATUSES)[number];

const ENDINGS: Readonly<Partial<Record<Entry['type'], Status>>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

/** The status that an entry ends an execution with. */
export function endingOf(last: Entry): Status | undefined {
  return ENDINGS[last.type];
}
