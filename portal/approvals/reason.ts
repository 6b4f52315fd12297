/** The reason of a decision while it is written: how it is kept, and whose request is gone before it was sent. */
import * as z from 'zod/mini';
import type { Approvals } from '#browser/approvals/gather.ts';

/** As typed. */
export const Reason = z.object({ reason: z.string() });

/** What it is kept as. */
export const reasonName = (wipeId: string) => `approval.${wipeId}`;

/**
 * Requests that could be decided on before and are listed no more: somebody else decided, or their time ran out. None
 * where the list goes on, and may still have them.
 */
export function goneFrom(before: Approvals, after: Approvals): Approvals['approvals'] {
  if (after.hasMore) return [];
  const left = new Set(after.approvals.map(({ wipeId }) => wipeId));
  return before.approvals.filter(
    ({ wipeId, status, own }) => status === 'to-decide' && !own && !left.has(wipeId),
  );
}
