/** How a line's list of enrolments changes when a handset enrols on it. */
import { REPLACED_ENROLMENT_LIFE } from '#domain/line/enrolment.ts';
import type { Line, LineEnrolment } from '#domain/line/line.ts';

type Replaced = LineEnrolment & { until: number };

/** Entries that a line keeps at most. */
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
  const { account } = line;
  const present = line.enrolments.at(-1);
  // The same enrolment once more: a repeated call must not renew its date.
  if (present?.enrolmentId === enrolmentId && present.account === account) return line;
  const others = line.enrolments
    .filter((entry) => entry.handsetId !== handsetId)
    .map((entry) => ({ ...entry, until: entry.until ?? now }))
    .filter(({ until }) => now < until + REPLACED_ENROLMENT_LIFE);
  const newest = { enrolmentId, handsetId, since: now, ...(account && { account }) };
  return { ...line, enrolments: [...longest(others, MOST - 1), newest] };
}

/**
 * Those that served the longest, in their order. Were it the latest, whoever moved the SIM could push the owner's
 * handset off the list with a row of others.
 */
function longest(entries: readonly Replaced[], most: number): Replaced[] {
  const served = ({ since, until }: Replaced) => until - since;
  const kept = new Set(entries.toSorted((a, b) => served(b) - served(a)).slice(0, most));
  return entries.filter((entry) => kept.has(entry));
}
