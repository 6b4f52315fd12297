/** Ends: every wipe is settled, its record is sealed and verifies, and its account holder was told. */
import { checkRecord } from '#demo/check-record.ts';
import { isSettled } from '#domain/wipe/due.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { wordsOfEnd } from '#functions/messages/texts.ts';
import type { Violation } from '../../violation.ts';
import type { Evidence, MessageSeen, Outage } from '../evidence.ts';

/** Nothing is left to do for any wipe. */
export function checkSettled({ wipes }: Evidence): Violation[] {
  return wipes
    .filter((wipe) => !isSettled(wipe) || wipe.openShard !== undefined)
    .map(({ wipeId, state, version, events, nextActionAt }) => ({
      code: 'wipe-not-settled',
      wipeId,
      evidence: { state, version, nextActionAt, last: events.at(-1) },
    }));
}

/** Each record verifies by itself and says what the item says. */
export async function checkRecords({ wipes, records }: Evidence): Promise<Violation[]> {
  const checked = wipes.map(async (wipe): Promise<Violation[]> => {
    const { wipeId, state, events } = wipe;
    const record = records.get(wipeId);
    if (record === undefined || typeof record === 'string')
      return [{ code: 'record-missing', wipeId, evidence: { state, answer: record } }];
    try {
      const content = await checkRecord(record);
      const head = events.at(-1)?.hash;
      if (content.wipeId === wipeId && content.result === state && content.head === head) return [];
      const { result } = content;
      return [{ code: 'record-of-another-end', wipeId, evidence: { state, result, head } }];
    } catch (error) {
      return [{ code: 'record-broken', wipeId, evidence: String(error) }];
    }
  });
  return (await Promise.all(checked)).flat();
}

/**
 * Each end is told at least once. Messages are marked as sent after they are sent, so one may come twice, but only
 * where the system died in between.
 */
export function checkTold({ wipes, messages, mailOf, outages }: Evidence): Violation[] {
  const found: Violation[] = [];
  for (const [lineId, mail] of mailOf) {
    const told = ends(wipes.filter((wipe) => wipe.lineId === lineId));
    for (const [subject, tellings] of told) {
      const came = messages.filter((each) => each.to === mail && each.subject === subject);
      const evidence = { lineId, subject, tellings, came: came.map(({ at }) => at) };
      if (came.length < tellings.length) found.push({ code: 'end-not-told', evidence });
      const most = tellings.length + repeatable(came, outages);
      if (came.length > most) found.push({ code: 'end-told-again', evidence });
    }
    found.push(...untoldOf(lineId, mail, { messages, told }));
  }
  return found;
}

/** A message of an end that no wipe of the line had. */
function untoldOf(
  lineId: string,
  mail: string,
  { messages, told }: { messages: readonly MessageSeen[]; told: ReadonlyMap<string, unknown> },
): Violation[] {
  const strange = messages.filter(
    ({ to, subject }) =>
      to === mail && subject !== undefined && SUBJECTS.has(subject) && !told.has(subject),
  );
  return strange.map((evidence) => ({
    code: 'end-told-that-was-none',
    evidence: { lineId, ...evidence },
  }));
}

const ENDED: readonly WipeState[] = [
  'erased',
  'unconfirmed',
  'failed',
  'refused',
  'rejected',
  'cancelled',
  'expired',
];
const SUBJECTS = new Set(ENDED.map((state) => wordsOfEnd(state, 'ja')?.subject));

interface Telling {
  readonly wipeId: string;
  readonly events: number;
}

/** By subject: every end that a wipe is marked to have been told of, and its present one in any case. */
function ends(wipes: readonly Wipe[]): Map<string, Telling[]> {
  const found = new Map<string, Telling[]>();
  for (const { wipeId, events, messages, language } of wipes) {
    const marked = messages.flatMap((key) => /^end:(\d+)$/.exec(key)?.[1] ?? []).map(Number);
    for (const count of new Set([...marked, events.length])) {
      const state = events[count - 1]?.to;
      const subject = state && wordsOfEnd(state, language)?.subject;
      if (subject === undefined) continue;
      found.set(subject, [...(found.get(subject) ?? []), { wipeId, events: count }]);
    }
  }
  return found;
}

/** How many of these messages may be repeats: each has an outage between itself and the one before. */
function repeatable(came: readonly MessageSeen[], outages: readonly Outage[]): number {
  const times = came.map(({ at }) => at).sort((a, b) => a - b);
  return times.filter((at, index) => {
    const before = times[index - 1];
    return before !== undefined && outages.some(({ from, to }) => before <= to && from <= at);
  }).length;
}
