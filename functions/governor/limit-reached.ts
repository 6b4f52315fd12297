/** How somebody is told that a limit is reached: which one, and when asking again makes sense. */
import { type Limit, secondsLeft } from '#domain/governor/limits.ts';
import { FREE_ATTEMPTS } from '#domain/wipe/request.ts';
import { ProblemError } from '../http/problem.ts';

/** Until the limit's next window begins. `at` in epoch milliseconds. */
export const limitReached = (limit: Limit, at: number): ProblemError =>
  refused({ scope: limit.rule, most: limit.most, window: limit.kind }, secondsLeft(limit, at));

/**
 * The pace of a handset, which has no window of its own: what counts are always the last 24 hours. `from` is when the
 * next attempt may be asked for, both in epoch milliseconds.
 */
export const paceReached = (from: number, at: number): ProblemError =>
  refused(
    { scope: 'handset', most: FREE_ATTEMPTS, window: 'last-24-hours' },
    Math.ceil((from - at) / 1000),
  );

interface Reached {
  readonly scope: Limit['rule'] | 'handset';
  readonly most: number;
  readonly window: Limit['kind'] | 'last-24-hours';
}

const refused = (reached: Reached, seconds: number) =>
  new ProblemError('limit-reached', { ...reached }, { 'retry-after': String(seconds) });
