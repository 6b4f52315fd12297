/** What a call is told that a limit keeps from going on. */
import { type Limit, secondsLeft } from '#domain/governor/limits.ts';
import { ProblemError } from '../http/problem.ts';

/** The problem of a window that was full at an instant, with the time until it ends. */
export function limitReached(limit: Limit, at: number): ProblemError {
  const { rule: scope, most, kind: window } = limit;
  const seconds = secondsLeft(limit, at);
  return new ProblemError(
    'limit-reached',
    { scope, most, window },
    { 'retry-after': String(seconds) },
  );
}
