/** How somebody is told that a limit is reached: which one, and when its next window begins. */
import { type Limit, secondsLeft } from '#domain/governor/limits.ts';
import { ProblemError } from '../http/problem.ts';

/** `at` in epoch milliseconds. */
export function limitReached(limit: Limit, at: number): ProblemError {
  const { rule: scope, most, kind: window } = limit;
  const seconds = secondsLeft(limit, at);
  return new ProblemError(
    'limit-reached',
    { scope, most, window },
    { 'retry-after': String(seconds) },
  );
}
