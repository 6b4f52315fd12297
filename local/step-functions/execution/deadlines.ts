/** What an open execution waits for in time: its own limit, the limits of its task, the end of a wait. */
import type { Definition } from '../definition/definition.ts';
import type { Course } from './course.ts';
import type { Run } from './run.ts';

export interface Deadline {
  /** Epoch milliseconds on the cloud's clock. */
  readonly at: number;
  readonly act: (course: Course) => void;
}

/** A Standard execution lives a year at most (service-quotas.html). */
const YEAR = 365 * 24 * 60 * 60 * 1000;

/** The earliest; of two at the same time the one whose effect is wider. */
export function nextDeadline(run: Run, definition: Definition): Deadline {
  const limit = definition.TimeoutSeconds === undefined ? YEAR : definition.TimeoutSeconds * 1000;
  const deadlines: Deadline[] = [
    { at: run.startedAt + Math.min(limit, YEAR), act: (course) => course.expired() },
  ];
  const { task, until } = run.state ?? {};
  if (task?.timeoutInSeconds !== undefined)
    deadlines.push({
      at: task.scheduledAt + task.timeoutInSeconds * 1000,
      act: (course) => course.timedOut({ heartbeat: false }),
    });
  if (task?.heartbeatInSeconds !== undefined)
    deadlines.push({
      at: task.heartbeatAt + task.heartbeatInSeconds * 1000,
      act: (course) => course.timedOut({ heartbeat: true }),
    });
  if (until !== undefined) deadlines.push({ at: until, act: (course) => course.due() });
  return deadlines.reduce((first, other) => (other.at < first.at ? other : first));
}
