/** How a line's list of enrolments changes when a handset enrols on it. */
import { isWipeable } from '#domain/line/enrolment.ts';
import type { Line, LineEnrolment } from '#domain/line/line.ts';

interface Enrolling {
  readonly enrolmentId: string;
  readonly handsetId: string;
  readonly now: number;
  /** Enrolments with an open wipe: they stay whatever their age. */
  readonly wiping: ReadonlySet<string>;
}

/**
 * The line with the enrolment as its newest. Earlier lives of the same hardware leave the list; other hardware
 * is marked as replaced and stays in it for 90 days, and for as long as a wipe of it is open. None is ever pushed off
 * by others: the ten codes a day of a line bound the list, to some 200 KB in 90 days of an attack.
 */
export function withEnrolment(line: Line, enrolling: Enrolling): Line {
  const { enrolmentId, handsetId, now, wiping } = enrolling;
  const { account } = line;
  const present = line.enrolments.at(-1);
  // The same enrolment once more: a repeated call must not renew its date.
  if (present?.enrolmentId === enrolmentId && present.account === account) return line;
  const staying = line.enrolments
    .filter((entry) => entry.handsetId !== handsetId)
    .map((entry) => ({ ...entry, until: entry.until ?? now }))
    .filter((entry) => isWipeable(entry, { now, hasOpenWipe: wiping.has(entry.enrolmentId) }));
  const newest = { enrolmentId, handsetId, since: now, ...(account && { account }) };
  return { ...line, enrolments: [...staying, newest] };
}

/** Enrolments of other hardware that leave the line unless a wipe of them is open. */
export function leaving(line: Line, enrolling: Omit<Enrolling, 'wiping'>): LineEnrolment[] {
  const { enrolments } = withEnrolment(line, { ...enrolling, wiping: new Set() });
  const staying = new Set(enrolments.map(({ enrolmentId }) => enrolmentId));
  return line.enrolments.filter(
    ({ handsetId, enrolmentId }) => handsetId !== enrolling.handsetId && !staying.has(enrolmentId),
  );
}
