/** The times and numbers a deployment may set; the defaults are the service's. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** All durations in milliseconds. */
export interface WipeSettings {
  /** How long a wipe waits for its handset unless the request asks for 1 to 330 days. */
  readonly deliveryDeadline: number;
  /** From signing to `exp`. */
  readonly commandLife: number;
  /** How long to wait for the handset's word once a command may be acting. */
  readonly verdictTime: number;
  readonly approvalTime: number;
  /** Oldest two-factor sign-in that may ask for or cancel a wipe. */
  readonly stepUpAge: number;
}

export const DEFAULT_SETTINGS: WipeSettings = {
  deliveryDeadline: 30 * DAY,
  commandLife: 5 * MINUTE,
  verdictTime: 15 * MINUTE,
  approvalTime: 30 * MINUTE,
  stepUpAge: 300 * SECOND,
};

/** The days a request may ask for; a Standard execution lives a year in all. */
export const DEADLINE_DAYS = { least: 1, most: 330 } as const;

/** After the 20th command no more are made: verdict wait, then `unconfirmed`. */
export const MOST_COMMANDS = 20;

/** Events an item keeps, of which the last are reserved for what ends the wipe. */
export const MOST_EVENTS = 100;
export const EVENTS_RESERVED_FOR_ENDINGS = 10;

/** Least pause after the n-th command (1, 2, …): 10 s, doubling to 1 h. */
export function pauseAfterCommand(n: number): number {
  return Math.min(10 * SECOND * 2 ** (n - 1), HOUR);
}

/** Pause after the n-th notice (1, 2, …) before the next rung of the ladder; the last one repeats. */
export function pauseAfterNotice(n: number): number {
  const ladder = [10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY];
  return ladder[Math.min(n, ladder.length) - 1] ?? 7 * DAY;
}

/** How long after its own due time a step is taken for lost and repaired. */
export const REPAIR_GRACE = MINUTE;

export { DAY, HOUR, MINUTE, SECOND };
