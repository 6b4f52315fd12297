/** Counts what an operator cancels: more at once is what a withdrawal by two people is for. */
import { type OperatorLimits, operatorLimit } from '#domain/governor/limits.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';
import type { Counts } from '../store/counts.ts';
import { countOrRefuse } from './count-or-refuse.ts';

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
export function countCancel(
  { counts, operatorLimits }: CancelCountSources,
  { wipe: { wipeId: id }, person, at }: Cancelling,
): Promise<{ undo(): Promise<void> }> {
  const limit = operatorLimit(person, operatorLimits);
  return countOrRefuse(counts, limit, { id, at }, () =>
    log({ code: 'operator-limit-reached', person, most: limit.most }),
  );
}
