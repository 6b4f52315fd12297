/** Takes a wipe that no command ever went out for off the governor's counts, once it has ended. */
import { keyOfPlace } from '#domain/governor/limits.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { isCountedInVain } from '#domain/wipe/due.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Counts } from '../store/counts.ts';
import type { Wipes } from '../store/wipes.ts';

export interface LeaveSources {
  readonly counts: Pick<Counts, 'leave'>;
  readonly wipes: Pick<Wipes, 'change'>;
  readonly now: () => number;
}

/**
 * It leaves the total too: nobody shall use that up by asking and cancelling. Run again, it goes on where it was; what
 * reached a handset stays where it counts.
 */
export async function leaveCounts({ counts, wipes, now }: LeaveSources, wipe: Wipe): Promise<void> {
  const { wipeId, countedIn = [] } = wipe;
  if (!isCountedInVain(wipe)) return;
  for (const place of countedIn) await counts.leave(keyOfPlace(place), wipeId);
  await wipes.change(wipe, (present) =>
    isCountedInVain(present) ? annotate(present, now(), { countedIn: undefined }) : present,
  );
}
