/** The calendar day in Japan at an instant, whatever the time zone of the host. */

/** Milliseconds that Japan is ahead of UTC, the year round. */
export const JAPAN_AHEAD = 9 * 60 * 60 * 1000;

/** `2023-04-19`, of epoch milliseconds. */
export function japanDay(at: number): string {
  return new Date(at + JAPAN_AHEAD).toISOString().slice(0, 10);
}
