/** The approvals of a view, gathered from as many pages as it takes: a page may hold none and still have a next one. */
import type * as z from 'zod/mini';
import type { ApprovalList, ApprovalView } from '#functions/contract/bodies.ts';

export const SHOWS = ['to-decide', 'decided', 'mine'] as const;
export type Show = (typeof SHOWS)[number];

export interface Approvals {
  readonly approvals: readonly z.infer<typeof ApprovalView>[];
  /** Whether there may be more. */
  readonly hasMore: boolean;
}

/** Pages looked at for each score of approvals that is wanted, however empty they are. */
const PAGES_PER_SCORE = 10;
export const SCORE = 20;

interface Answered<Value> {
  readonly ok: true;
  readonly value: Value;
}

/** At least `wanted` approvals where there are as many, in the service's order. */
export async function gatherApprovals<Failed extends { readonly ok: false | 'same' }>(
  page: (after: string | undefined) => Promise<Answered<z.infer<typeof ApprovalList>> | Failed>,
  wanted: number,
): Promise<Failed | (Answered<Approvals> & { etag: undefined; retryAfter: undefined })> {
  const found: z.infer<typeof ApprovalView>[] = [];
  const most = Math.ceil(wanted / SCORE) * PAGES_PER_SCORE;
  let next: string | undefined;
  for (let asked = 0; asked < most; asked += 1) {
    const outcome = await page(next);
    if (outcome.ok !== true) return outcome;
    found.push(...outcome.value.approvals);
    next = outcome.value.next;
    if (next === undefined || found.length >= wanted) break;
  }
  const value = { approvals: found, hasMore: next !== undefined };
  return { ok: true, value, etag: undefined, retryAfter: undefined };
}
