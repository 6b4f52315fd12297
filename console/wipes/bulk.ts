/** Holding or cancelling several wipes on one reason: one call each, one after the other. There is no call for many. */
import type { Outcome } from '#browser/api/call.ts';
import type { Failure, ProblemFailure } from '#browser/api/failure.ts';
import type { Service } from '../api/service.ts';

export const BULK_ACTS = ['hold', 'cancel'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

/** What came of it for one wipe; no problem where it was done. */
export interface Done {
  readonly wipeId: string;
  readonly problem?: ProblemFailure['problem'];
}

/**
 * Answers what came of each. A failure that is not about one wipe (no connection, a fresh sign-in wanted) ends it and is the
 * outcome: it can be sent again, for what is done already stays as it is.
 */
export async function actOnAll(
  service: Pick<Service, 'act' | 'cancel'>,
  { act, wipeIds, reason }: { act: BulkAct; wipeIds: readonly string[]; reason: string },
): Promise<Outcome<readonly Done[]>> {
  const done: Done[] = [];
  for (const wipeId of wipeIds) {
    const outcome =
      act === 'hold'
        ? await service.act(wipeId, 'hold', reason)
        : await service.cancel(wipeId, reason);
    if (outcome.ok !== false) done.push({ wipeId });
    else if (isAboutOne(outcome.failure)) done.push({ wipeId, problem: outcome.failure.problem });
    else return outcome;
  }
  return { ok: true, value: done, etag: undefined, retryAfter: undefined };
}

/** Statuses that say something of the service rather than of the wipe. */
const isAboutOne = (failure: Failure): failure is ProblemFailure =>
  failure.kind === 'problem' && failure.problem.status < 500;
