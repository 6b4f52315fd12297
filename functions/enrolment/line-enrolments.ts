/** How a line's list of enrolments changes when a handset enrols on it. */
import { REPLACED_ENROLMENT_LIFE } from '#domain/line/enrolment.ts';
import type { Line, LineEnrolment } from '#domain/line/line.ts';

/** Entries that a line keeps at most; the oldest replaced ones go first. */
const MOST = 20;

/**
 * The line with the enrolment as its newest. Earlier lives of the same hardware leave the list; other hardware
 * is marked as replaced and stays in it for 90 days.
 */
export function withEnrolment(
  line: Line,
  { enrolmentId, handsetId }: { enrolmentId: string; handsetId: string },
  now: number,
): Line {
  const present = line.enrolments.at(-1);
  // The same enrolment once more: a repeated call must not renew its date.
  if (present?.enrolmentId === enrolmentId) return line;
  const others = line.enrolments
    .filter((entry) => entry.handsetId !== handsetId)
    .map((entry): LineEnrolment => ({ ...entry, until: entry.until ?? now }))
    .filter(({ until }) => until !== undefined && now < until + REPLACED_ENROLMENT_LIFE);
  const enrolments = [...others.slice(1 - MOST), { enrolmentId, handsetId, since: now }];
  return { ...line, enrolments };
}
