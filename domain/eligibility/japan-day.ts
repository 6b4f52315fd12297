/** The calendar day in Japan at an instant, whatever the time zone of the host. */

/** Japan is nine hours ahead of UTC and has no summer time. */
const AHEAD = 9 * 60 * 60 * 1000;

/** `2023-04-19`, of epoch milliseconds. */
export function japanDay(at: number): string {
  return new Date(at + AHEAD).toISOString().slice(0, 10);
}
