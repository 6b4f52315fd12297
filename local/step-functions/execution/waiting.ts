/** How long a state waits: the seconds and timestamps of Wait states and of task timeouts. */
import type { WaitState } from '../definition/states.ts';
import type { TaskState } from '../definition/task.ts';
import type { Json } from '../language/json.ts';
import { find, type Path, type Scope } from '../language/path.ts';
import { runtimeError } from '../language/state-error.ts';
import { readTimestamp } from '../language/timestamp.ts';

const LONGEST = 99_999_999;

/** When a Wait state that is entered at `now` is over, epoch milliseconds. @throws StateError `States.Runtime` */
export function waitEnd(state: WaitState, scope: Scope, now: number): number {
  if (state.Seconds !== undefined) return now + state.Seconds * 1000;
  if (state.SecondsPath !== undefined)
    return now + secondsAt(state.SecondsPath, 'SecondsPath', 0, scope) * 1000;
  const path = state.TimestampPath;
  const text: Json =
    path === undefined ? (state.Timestamp ?? null) : valueAt(path, 'TimestampPath', scope);
  const time = typeof text === 'string' ? readTimestamp(text) : undefined;
  // Fractions of a second are cut off: https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html
  if (time !== undefined) return Math.floor(time / 1000) * 1000;
  throw runtimeError(
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path?.text} == ${typeof text === 'string' ? text : JSON.stringify(text)}`,
  );
}

export interface TaskLimits {
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}

/** Timeout and heartbeat of a task, as its TaskScheduled event has them. @throws StateError `States.Runtime` */
export function taskLimits(state: TaskState, scope: Scope): TaskLimits {
  const { TimeoutSecondsPath: timeoutPath, HeartbeatSecondsPath: heartbeatPath } = state;
  const timeout =
    timeoutPath === undefined
      ? state.TimeoutSeconds
      : secondsAt(timeoutPath, 'TimeoutSecondsPath', 1, scope);
  const heartbeat =
    heartbeatPath === undefined
      ? state.HeartbeatSeconds
      : secondsAt(heartbeatPath, 'HeartbeatSecondsPath', 1, scope);
  return {
    ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
    ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
  };
}

function secondsAt(path: Path, field: string, fewest: number, scope: Scope): number {
  const value = valueAt(path, field, scope);
  if (typeof value === 'number' && Number.isInteger(value) && value >= fewest && value <= LONGEST)
    return value;
  throw runtimeError(
    `The ${field} parameter does not reference an integer from ${fewest} to ${LONGEST}: ${path.text} == ${JSON.stringify(value)}`,
  );
}

function valueAt(path: Path, field: string, scope: Scope): Json {
  const value = find(path, scope);
  if (value !== undefined) return value;
  throw runtimeError(`The ${field} parameter does not reference an input value: ${path.text}`);
}
