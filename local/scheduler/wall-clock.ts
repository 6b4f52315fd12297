/** Times of day in a time zone, by the ICU data that comes with Node. */
import { AwsError } from '../aws/error.ts';

/**
 * The epoch milliseconds of a wall clock (`2026-11-23T10:00:00`). Where summer time begins or ends, a
 * time that there is twice or not at all counts with one of the two offsets.
 * @throws AwsError `ValidationException` for an unknown time zone or no such date.
 */
export function wallClockToEpoch(wallClock: string, timeZone: string): number {
  const asUtc = Date.parse(`${wallClock}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19) !== wallClock)
    throw new AwsError('ValidationException', `there is no time ${wallClock}`);
  const format = formatOf(timeZone);
  const near = asUtc - offsetAt(asUtc, format);
  return asUtc - offsetAt(near, format);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
  } catch {
    throw new AwsError('ValidationException', `Invalid ScheduleExpressionTimezone ${timeZone}.`);
  }
}

/** How far the zone's wall clock is ahead of UTC. The Swedish form is ISO 8601 with a space. */
function offsetAt(epoch: number, format: Intl.DateTimeFormat): number {
  const wall = Date.parse(`${format.format(epoch).replace(' ', 'T')}Z`);
  return wall - Math.floor(epoch / 1000) * 1000;
}
