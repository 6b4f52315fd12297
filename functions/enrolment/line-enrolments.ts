/** How a line's list of enrolments changes when a handset enrols on it. */
import { isWipeable } from '#domain/line/enrolment.ts';
import type { Line, LineEnrolment } from '#domain/line/line.ts';

type Replaced = LineEnrolment & { until: number };

/** Entries that a line keeps at most. */
const MOST = 20;

interface Enrolling {
  readonly enrolmentId: string;
  readonly handsetId: string;
  readonly now: number;
  /** Enrolments with an open wipe: they stay whatever their age. */
  readonly wiping: ReadonlySet<string>;
}

/**
 * The line with the enrolment as its newest. Earlier lives of the same hardware leave the list; other hardware
 * is marked as replaced and stays in it for 90 days, and for as long as a wipe of it is open.
 */
export function withEnrolment(line: Line, enrolling: Enrolling): Line {
  const { enrolmentId, handsetId, now, wiping } = enrolling;
  const { account } = line;
  const present = line.enrolments.at(-1);
  // The same enrolment once more: a repeated call must not renew its date.
  if (present?.enrolmentId === enrolmentId && present.account === account) return line;
  const others = line.enrolments
    .filter((entry) => entry.handsetId !== handsetId)
    .map((entry) => ({ ...entry, until: entry.until ?? now }));
  const isWiping = (entry: LineEnrolment) => wiping.has(entry.enrolmentId);
  const rest = others.filter(
    (entry) => !isWiping(entry) && isWipeable(entry, { now, hasOpenWipe: false }),
  );
  const kept = new Set(longest(rest, MOST - 1));
  const newest = { enrolmentId, handsetId, since: now, ...(account && { account }) };
  const stay = others.filter((entry) => isWiping(entry) || kept.has(entry));
  return { ...line, enrolments: [...stay, newest] };
}

/**
 * Those that served the longest. Were it the latest, whoever moved the SIM could push the owner's
 * handset off the list with a row of others.
 */
function longest(entries: readonly Replaced[], most: number): Replaced[] {
  const served = ({ since, until }: Replaced) => until - since;
  return entries.toSorted((a, b) => served(b) - served(a)).slice(0, most);
}

/** Enrolments of other hardware that leave the line unless a wipe of them is open. */
export function leaving(line: Line, enrolling: Omit<Enrolling, 'wiping'>): LineEnrolment[] {
  const { enrolments } = withEnrolment(line, { ...enrolling, wiping: new Set() });
  const staying = new Set(enrolments.map(({ enrolmentId }) => enrolmentId));
  return line.enrolments.filter(
    ({ handsetId, enrolmentId }) => handsetId !== enrolling.handsetId && !staying.has(enrolmentId),
  );
}
