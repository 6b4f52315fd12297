/** The times and numbers a deployment may set; the defaults are the service's. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** After the 20th command no more are made: verdict wait, then `unconfirmed`. */
export const MOST_COMMANDS = 20;

/** Least pause after the n-th command (1, 2, …): 10 s, doubling to 1 h. */
export function pauseAfterCommand(n: number): number {
  return Math.min(10 * SECOND * 2 ** (n - 1), HOUR);
}

/** Pause after the n-th notice (1, 2, …) before the next rung of the ladder; in the end it is weekly. */
export function pauseAfterNotice(n: number): number {
  const ladder = [10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY];
  return ladder[n - 1] ?? 7 * DAY;
}

/** How long after its own due time a step is taken for lost and repaired. */
export const REPAIR_GRACE = MINUTE;

/** How long the n-th run of the workflow (1, 2, …) is given: what fails again and again is tried ever more rarely. */
export function graceOfRun(n: number): number {
  return REPAIR_GRACE * 2 ** Math.min(n - 1, 9);
}

export { DAY, HOUR, MINUTE, SECOND };
