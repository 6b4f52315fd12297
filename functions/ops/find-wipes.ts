/** Walks through the indexes for a page of wipes. The work of a page is bounded: where it ends early, it says where to go on. */
import { OPEN_SHARDS } from '#domain/wipe/due.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { parseWipeId, type Wipe } from '#domain/wipe/wipe.ts';
import {
  type DueKey,
  rowOf,
  type TimeKey,
  type WipeLists,
  type WipeRow,
} from '../store/wipe-lists.ts';
import { monthOf, type WipeKey, type Wipes } from '../store/wipes.ts';
import type { Place } from './cursor.ts';
import { fits, type WipeSearch } from './wipe-search.ts';

export interface FindingTools {
  readonly wipes: Pick<Wipes, 'read'>;
  readonly lists: Pick<WipeLists, 'ofMonth' | 'ofLine' | 'overdue'>;
  readonly now: () => number;
}

export interface FoundWipes {
  readonly rows: readonly WipeRow[];
  /** Where to go on; there may be no more that fit. */
  readonly next?: Place;
}

/** Looks into an index a page, and rows a look. */
const MOST_LOOKS = 16;
const ROWS_A_LOOK = 200;
/** How far back is looked where nobody says from when: no wipe waits longer. */
const USUAL_SPAN = 366 * DAY;
/** Twice the time that repair takes to come by, and more: what is due for longer does not get on by itself. */
export const STUCK_AFTER = 5 * MINUTE;

/** The wipes that fit, newest first; stuck ones by how long they are due. `place` is of an earlier page. */
export async function findWipes(
  tools: FindingTools,
  search: WipeSearch,
  place: Place | undefined,
): Promise<FoundWipes> {
  if (search.wipe !== undefined) return one(tools, search, parseWipeId(search.wipe));
  if (search.stuck) return overdue(tools, search, place && 'due' in place ? place.due : {});
  const after = place && 'after' in place ? place.after : undefined;
  if (search.line !== undefined) return ofLine(tools, search, { line: search.line, after });
  return byMonth(tools, search, place && 'month' in place ? place : undefined);
}

async function one(
  { wipes }: FindingTools,
  search: WipeSearch,
  key: WipeKey | undefined,
): Promise<FoundWipes> {
  const found = key ? await readAll({ wipes }, [key]) : [];
  return { rows: rowsThatFit(found, search) };
}

async function byMonth(
  { lists, now }: FindingTools,
  search: WipeSearch,
  place: { month: string; after?: TimeKey | undefined } | undefined,
): Promise<FoundWipes> {
  const { from = now() - USUAL_SPAN, to = now() + DAY, limit } = search;
  const rows: WipeRow[] = [];
  let month = place?.month ?? monthOf(to);
  let after = place?.after;
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const page = await lists.ofMonth(month, { from, to, after, most: ROWS_A_LOOK });
    for (const row of page.items) {
      after = keyOf(row);
      if (fits(row, search)) rows.push(row);
      if (rows.length === limit) return { rows, next: { month, after } };
    }
    if (page.more) continue;
    if (month <= monthOf(from)) return { rows };
    month = monthBefore(month);
    after = undefined;
  }
  return { rows, next: { month, ...(after && { after }) } };
}

const keyOf = ({ enrolmentId, attempt, requestedAt }: WipeRow) => ({
  enrolmentId,
  attempt,
  requestedAt,
});

const monthBefore = (month: string) => monthOf(Date.parse(`${month}-01T00:00:00Z`) - DAY);

async function ofLine(
  { lists, wipes }: FindingTools,
  search: WipeSearch,
  { line, after }: { line: string; after: TimeKey | undefined },
): Promise<FoundWipes> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER, limit } = search;
  const { items, more } = await lists.ofLine(line, { from, to, after, most: limit });
  const rows = rowsThatFit(await readAll({ wipes }, items), search);
  const last = items.at(-1);
  return { rows, ...(more && last && { next: { after: last } }) };
}

/** Merges the shards by how long their wipes are due. */
async function overdue(
  { lists, wipes, now }: FindingTools,
  search: WipeSearch,
  places: Readonly<Record<string, DueKey>>,
): Promise<FoundWipes> {
  const { limit } = search;
  const before = now() - STUCK_AFTER;
  const pages = await Promise.all(
    OPEN_SHARDS.map(async (shard) => {
      const page = await lists.overdue(shard, { before, after: places[shard], most: limit });
      return { ...page, keys: page.items.map((key) => ({ shard, key })) };
    }),
  );
  const merged = pages
    .flatMap(({ keys }) => keys)
    .toSorted((a, b) => a.key.nextActionAt - b.key.nextActionAt);
  const taken = merged.slice(0, limit);
  const due = { ...places, ...Object.fromEntries(taken.map(({ shard, key }) => [shard, key])) };
  const isMore = merged.length > taken.length || pages.some(({ more }) => more);
  // The index lags: what is not due any more has got on meanwhile.
  const stuck = (
    await readAll(
      { wipes },
      taken.map(({ key }) => key),
    )
  ).filter(({ nextActionAt = before + 1 }) => nextActionAt <= before);
  return { rows: rowsThatFit(stuck, search), ...(isMore && { next: { due } }) };
}

async function readAll(
  { wipes }: Pick<FindingTools, 'wipes'>,
  keys: readonly WipeKey[],
): Promise<Wipe[]> {
  const read = await Promise.all(keys.map((key) => wipes.read(key)));
  return read.filter((wipe) => wipe !== undefined);
}

const rowsThatFit = (wipes: readonly Wipe[], search: WipeSearch) =>
  wipes.map(rowOf).filter((row) => fits(row, search));
