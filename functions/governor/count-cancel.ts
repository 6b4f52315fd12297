/** Counts what an operator cancels: more at once is what a withdrawal by two people is for. */
import { type OperatorLimits, operatorLimit } from '#domain/governor/limits.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';
import type { Counts } from '../store/counts.ts';
import { countWipe } from './count-wipe.ts';
import { limitReached } from './limit-reached.ts';

export interface CancelCountSources {
  readonly counts: Pick<Counts, 'add' | 'takeBack'>;
  readonly operatorLimits: OperatorLimits;
}

interface Cancelling {
  readonly wipe: Wipe;
  readonly person: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Counts a wipe that is about to be cancelled, once however often that is tried; where it does not come to it, `undo`
 * takes it off again. @throws ProblemError `limit-reached`
 */
export async function countCancel(
  { counts, operatorLimits }: CancelCountSources,
  { wipe, person, at }: Cancelling,
): Promise<{ undo(): Promise<void> }> {
  const count = countWipe(counts, wipe.wipeId);
  const { full } = await count.count([operatorLimit(person, operatorLimits)], at);
  if (full !== undefined) {
    // Every try says so: the alarm lasts as long as they go on.
    log({ code: 'operator-limit-reached', person, most: full.most });
    throw limitReached(full, at);
  }
  return { undo: () => count.keepOnly() };
}
