/** The first time that a wipe is let out to its handset: it counts in the total, or waits in the queue for its turn. */
import { type TotalLimits, totalLimits } from '#domain/governor/limits.ts';
import { windowAt } from '#domain/governor/windows.ts';
import { countNotice, release } from '#domain/wipe/dispatch.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';
import type { Counts } from '../store/counts.ts';
import type { WipeCount } from './count-wipe.ts';

/** What letting out takes besides the wipe. */
export interface TotalSources {
  readonly counts: Pick<Counts, 'add' | 'takeBack'>;
  readonly totalLimits: TotalLimits;
}

export type FirstOut =
  /** Let out, with its first notice counted. */
  | { readonly wipe: Wipe }
  /** The total has no room for it in this window now. */
  | { readonly wipe?: never; readonly full: string };

export async function letOutFirst(
  count: WipeCount,
  wipe: Wipe,
  { now, limits }: { now: number; limits: TotalLimits },
): Promise<FirstOut> {
  const counted = await count.count(totalLimits(limits), now);
  if (counted.full === undefined)
    return { wipe: countNotice(release(wipe, now, counted.places), now) };
  const { kind: window, most } = counted.full;
  // For the alarm: every try that meets a full total says so, so that it lasts as long as the total is full.
  log({ code: 'total-limit-reached', window, most });
  return { full: windowAt(window, now).name };
}
