/** Time left until something is over, in the steps in which a person reads it. */

export interface Left {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Undefined once it is over. Both in epoch milliseconds. */
export function timeLeft(until: number, now: number): Left | undefined {
  const left = Math.ceil((until - now) / SECOND);
  if (left <= 0) return undefined;
  const minutes = Math.floor(left / 60);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: left % 60 };
}

/** Milliseconds left at which a screen reader says so: one that said every second would say nothing else. */
const WORTH_SAYING = [30 * MINUTE, 10 * MINUTE, 5 * MINUTE, MINUTE, 0];

/** The last of the moments worth saying that has passed; undefined before the first. Milliseconds. */
export function saidAt(until: number, now: number): number | undefined {
  return WORTH_SAYING.findLast((moment) => until - now <= moment);
}

/** How long what is shown holds: seconds are shown in the last two minutes only. Milliseconds. */
export function nextLook(until: number, now: number): number {
  return until - now > 3 * MINUTE ? 30 * SECOND : SECOND;
}
