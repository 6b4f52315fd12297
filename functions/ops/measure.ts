/** The figures that alarms and metrics are made of. */
import { HOUR } from '#domain/wipe/settings.ts';
import type { WipeLists } from '../store/wipe-lists.ts';
import { STUCK_AFTER } from './find-wipes.ts';
import { countIn, EVER } from './health.ts';

export interface MeasuringTools {
  readonly lists: Pick<WipeLists, 'countDue' | 'countHeld'>;
  readonly now: () => number;
}

export interface Figures {
  /** Wipes that are not settled. */
  readonly open: number;
  /** Open wipes that have been due for five minutes and longer. */
  readonly stuck: number;
  /** Wipes that have been kept back for an hour and longer. */
  readonly heldLong: number;
  /** Whether there are more of them than were counted. */
  readonly more: boolean;
}

export async function figuresOf({ lists, now: clock }: MeasuringTools): Promise<Figures> {
  const now = clock();
  const [open, stuck, held] = await Promise.all([
    countIn((shard) => lists.countDue(shard, EVER)),
    countIn((shard) => lists.countDue(shard, now - STUCK_AFTER)),
    countIn((shard) => lists.countHeld(shard, now - HOUR)),
  ]);
  const more = [open, stuck, held].some(({ complete }) => !complete);
  return { open: open.wipes, stuck: stuck.wipes, heldLong: held.wipes, more };
}
