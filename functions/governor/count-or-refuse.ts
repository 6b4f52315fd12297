/** Counts something at one limit, or refuses whoever asks for it: the one way to do so where no more than that hangs on it. */
import type { Limit } from '#domain/governor/limits.ts';
import type { Counts } from '../store/counts.ts';
import { countWipe } from './count-wipe.ts';
import { limitReached } from './limit-reached.ts';

/** What is counted: however often the same id is, it counts once. */
export interface Countable {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * `undo` takes off again what this call counted. `note` says in the log that the limit was met: every try does, so that
 * an alarm lasts as long as somebody goes on. @throws ProblemError `limit-reached`
 */
export async function countOrRefuse(
  counts: Pick<Counts, 'add' | 'takeBack'>,
  limit: Limit,
  { id, at }: Countable,
  note: () => void,
): Promise<{ undo(): Promise<void> }> {
  const count = countWipe(counts, id);
  const { full } = await count.count([limit], at);
  if (full !== undefined) {
    note();
    throw limitReached(full, at);
  }
  return { undo: () => count.keepOnly() };
}
