/** Ends: every wipe is settled, and its record is sealed and verifies. */
import { checkRecord } from '#demo/check-record.ts';
import { isSettled } from '#domain/wipe/due.ts';
import type { Violation } from '../../violation.ts';
import type { Evidence } from '../evidence.ts';

/** Nothing is left to do for any wipe. */
export function checkSettled({ wipes }: Pick<Evidence, 'wipes'>): Violation[] {
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
