/** Logs, queues and processes: nothing says that something broke which a crash does not explain. */
import type { Violation } from '../../violation.ts';
import type { Evidence, LogLine } from '../evidence.ts';

/** Lines of the cloud's log that no kill explains: after it, nobody is there to write one. */
const CLOUD: readonly string[] = [
  'access-denied',
  'attached-policy-gone',
  'dead-letter-failed',
  'delivery-failed',
  'destination-failed',
  'error-action-failed',
  'event-discarded',
  'event-stuck',
  'event-without-function',
  'execution-ended',
  'indexes-repaired',
  'integration-failed',
  'internal-failure',
  'journal-failed',
  'log-failed',
  'rule-action-failed',
  'server-error',
  'state-machine-gone',
  'sweep-failed',
  'target-failed',
  'thread-failed',
];
/** Lines of the functions' logs that ask for somebody to look. */
const FUNCTIONS: readonly string[] = ['request-crashed', 'repair-failed'];

/** Under load a function may be throttled; and time that is pushed on runs out for tasks. Both are tried again. */
const isExplained = ({ event, reason, error }: LogLine) =>
  (event === 'integration-failed' && reason === 'TooManyRequestsException') ||
  (event === 'execution-ended' && error === 'States.Timeout');

/** What an invocation that ran out of time leaves on the logs: one of each at most. */
const isOfTimeout = ({ event, reason }: LogLine) =>
  event === 'integration-failed' && reason === 'function-error';
const EARLY_TIMEOUT = '"name":"TimeoutError"';

export function checkLogs({
  log,
  functionLog,
  timeouts,
}: Pick<Evidence, 'log' | 'functionLog' | 'timeouts'>): Violation[] {
  const ofCloud = log.filter((line) => CLOUD.includes(line.event) && !isExplained(line));
  const ofFunctions = functionLog.filter(
    ({ code, line }) => FUNCTIONS.includes(code) && !line.includes(EARLY_TIMEOUT),
  );
  return [
    ...beyond(timeouts, ofCloud, isOfTimeout).map((line) => ({
      code: `${line.event}-logged`,
      evidence: line,
    })),
    ...ofFunctions.map(({ code, line }) => ({ code: `${code}-logged`, evidence: line })),
  ];
}

/** All but so many of a kind. */
function beyond<Item>(count: number, items: readonly Item[], isOfKind: (item: Item) => boolean) {
  let left = count;
  return items.filter((item) => !isOfKind(item) || left-- <= 0);
}

export function checkDeadLetters({ deadLetters }: Pick<Evidence, 'deadLetters'>): Violation[] {
  return deadLetters.map((evidence) => ({ code: 'dead-letter', evidence }));
}

/** Handsets end up enrolled and at rest, and none of their processes died without being killed. */
export function checkHandsets({
  restless,
  crashes,
  events,
}: Pick<Evidence, 'restless' | 'crashes' | 'events'>): Violation[] {
  const trouble = events
    .filter(({ event, code }) => event === 'trouble' && code === 'unexpected')
    .map((evidence) => ({ code: 'handset-in-trouble', evidence }));
  const never = restless.map((handset) => ({ code: 'handset-not-at-rest', evidence: { handset } }));
  return [
    ...trouble,
    ...never,
    ...(crashes > 0 ? [{ code: 'handset-process-crashed', evidence: { crashes } }] : []),
  ];
}
