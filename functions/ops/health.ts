/** How the service does, from a sample that is bounded and says how large it is. */
import type * as z from 'zod/mini';
import { OPEN_SHARDS } from '#domain/wipe/due.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import { END_REASONS, endReasonOf } from '../contract/end-reasons.ts';
import type { HealthView } from '../contract/ops-bodies.ts';
import { time } from '../http/views.ts';
import type { WipeLists, WipeRow } from '../store/wipe-lists.ts';
import { type FindingTools, findWipes, STUCK_AFTER } from './find-wipes.ts';
import { rowView } from './views.ts';

type Health = z.infer<typeof HealthView>;

export interface HealthTools extends FindingTools {
  readonly lists: FindingTools['lists'] & Pick<WipeLists, 'countDue'>;
}

/** Wipes of the sample, and days that it reaches back. */
const SAMPLE = { wipes: 3_000, span: 31 * DAY };
/** Of these so many are read whole, for the times of their commands. */
const READ_WHOLE = 50;
const STUCK_SHOWN = 10;
/** Later than any wipe is due. */
export const EVER = Number.MAX_SAFE_INTEGER;

export async function healthOf(tools: HealthTools): Promise<Health> {
  const now = tools.now();
  const search = { from: now - SAMPLE.span, limit: SAMPLE.wipes };
  const [sample, open, overdue, stuck] = await Promise.all([
    findWipes(tools, search, undefined),
    countDue(tools, EVER),
    countDue(tools, now - STUCK_AFTER),
    findWipes(tools, { stuck: 'true', limit: STUCK_SHOWN }, undefined),
  ]);
  const { rows } = sample;
  const oldest = rows.at(-1);
  return {
    at: time(now),
    sample: {
      wipes: rows.length,
      ...(oldest && { since: time(oldest.requestedAt) }),
      complete: sample.next === undefined,
    },
    states: countBy(rows, ({ state }) => state),
    open,
    timeToClaim: spread(await timesToClaim(tools, rows)),
    timeToErase: spread(timesToErase(rows)),
    endings: endingsOf(rows),
    stuck: { ...overdue, longest: stuck.rows.map(rowView) },
  };
}

/** Open wipes that are due by then: all of them, where the count is `complete`. */
const countDue = ({ lists }: HealthTools, before: number) =>
  countIn((shard) => lists.countDue(shard, before));

/** What is counted in every shard of open wipes: all of it, where the count is `complete`. */
export async function countIn(count: (shard: string) => ReturnType<WipeLists['countDue']>) {
  const shards = await Promise.all(OPEN_SHARDS.map(count));
  return {
    wipes: shards.reduce((sum, { count }) => sum + count, 0),
    complete: shards.every(({ more }) => !more),
  };
}

/** By key, in the order in which the keys come up. */
function countBy<Key extends string>(
  rows: readonly WipeRow[],
  keyOf: (row: WipeRow) => Key | undefined,
): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const HAD_A_COMMAND: readonly WipeState[] = [
  'issued',
  'accepted',
  'erased',
  'unconfirmed',
  'failed',
];

async function timesToClaim({ wipes }: HealthTools, rows: readonly WipeRow[]): Promise<number[]> {
  const newest = rows.filter(({ state }) => HAD_A_COMMAND.includes(state)).slice(0, READ_WHOLE);
  const read = await Promise.all(newest.map((row) => wipes.read(row)));
  return read.flatMap((wipe) => {
    const first = wipe?.commands[0];
    return wipe && first ? [first.issuedAt - wipe.requestedAt] : [];
  });
}

const timesToErase = (rows: readonly WipeRow[]) =>
  rows.flatMap(({ state, requestedAt, endedAt }) =>
    state === 'erased' && endedAt !== undefined ? [endedAt - requestedAt] : [],
  );

/** Nearest rank, in seconds. @param times in milliseconds */
export function spread(times: readonly number[]): Health['timeToClaim'] {
  const sorted = times.toSorted((a, b) => a - b);
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1];
  const [p50, p99] = [rank(0.5), rank(0.99)];
  return {
    of: sorted.length,
    ...(p50 !== undefined && { p50Seconds: p50 / 1000 }),
    ...(p99 !== undefined && { p99Seconds: p99 / 1000 }),
  };
}

function endingsOf(rows: readonly WipeRow[]): Health['endings'] {
  const ended = rows.flatMap(({ state, reason }) => {
    const code = endReasonOf(state, reason);
    return code === undefined ? [] : [{ state, reason: code }];
  });
  const grouped = Map.groupBy(ended, ({ state, reason }) => `${state} ${reason}`);
  const endings = [...grouped.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, wipes: 1 + others.length, ...END_REASONS[first.reason] }] : [],
  );
  return endings.toSorted((a, b) => b.wipes - a.wipes);
}
