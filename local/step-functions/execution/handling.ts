/** Which Retry and which Catch entry an error meets, and how long to wait before the next attempt. */
import type { Catcher, Retrier } from '../definition/errors.ts';
import type { StateError } from '../language/state-error.ts';

/**
 * `States.ALL` matches every error but the terminal ones, `States.TaskFailed` every error but `States.Timeout`.
 * A missed heartbeat is a timeout that is known as `States.HeartbeatTimeout` too. `States.Runtime` is never matched, not even by its name.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
function matches(names: readonly string[], { error, alias }: StateError): boolean {
  if (error === 'States.Runtime') return false;
  return names.some((name) => {
    if (name === error || name === alias) return true;
    if (error === 'States.DataLimitExceeded') return false;
    const timeout = error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
    if (name === 'States.Timeout') return timeout;
    if (name === 'States.TaskFailed') return !timeout;
    return name === 'States.ALL';
  });
}

/** The place of the retrier that still has an attempt for the error; each counts its own attempts. */
export function findRetrier(
  retriers: readonly Retrier[],
  error: StateError,
  retries: readonly number[],
): number | undefined {
  const place = retriers.findIndex((retrier) => matches(retrier.ErrorEquals, error));
  const retrier = retriers[place];
  if (retrier === undefined || (retries[place] ?? 0) >= retrier.MaxAttempts) return undefined;
  return place;
}

/** Seconds before attempt `retry` (counted from 0). `random` answers 0 to 1. */
export function retryDelay(retrier: Retrier, retry: number, random: () => number): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds, JitterStrategy } = retrier;
  const grown = IntervalSeconds * BackoffRate ** retry;
  // Without MaxDelaySeconds the longest wait AWS knows still bounds the growth.
  const delay = Math.min(grown, MaxDelaySeconds ?? 99_999_999);
  return JitterStrategy === 'FULL' ? delay * random() : delay;
}

export function findCatcher(catchers: readonly Catcher[], error: StateError): Catcher | undefined {
  return catchers.find((catcher) => matches(catcher.ErrorEquals, error));
}
