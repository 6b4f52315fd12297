/** Holding or cancelling several wipes on one reason: one call each, one after the other. There is no call for many. */
import { type Failure, isProblem, type ProblemFailure } from '#browser/api/failure.ts';
import { type Actor, type WhyNot, whyNot } from '#functions/contract/wipe-acts.ts';
import type { Service } from '../api/service.ts';
import type { Row } from './row.ts';

export const BULK_ACTS = ['hold', 'cancel'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

/** The chosen ones by whether the act is taken as the list shows them now. */
export interface Sorted {
  readonly taken: readonly Row[];
  readonly not: readonly { readonly row: Row; readonly why: WhyNot }[];
}

export function sortedFor(act: BulkAct, by: Actor, rows: readonly Row[]): Sorted {
  const judged = rows.map((row) => ({ row, why: whyNot(act, by, row) }));
  return {
    taken: judged.flatMap(({ row, why }) => (why === undefined ? [row] : [])),
    not: judged.flatMap(({ row, why }) => (why === undefined ? [] : [{ row, why }])),
  };
}

/** What came of it for one wipe: done where neither is there. */
export interface Came {
  readonly wipeId: string;
  /** It is a wish as yet, of which the handset's word decides what comes. */
  readonly isWish?: true;
  readonly problem?: ProblemFailure['problem'];
}

export interface Run {
  readonly came: readonly Came[];
  /** What ended it before the last. */
  readonly failure?: Failure;
  /** Those that were not tried, or of which no answer tells: the one that ended it comes first. */
  readonly left: readonly string[];
}

/**
 * What came of each. A failure that is not about one wipe (no connection, a limit, a fresh sign-in wanted) ends it; what is
 * done already stays as it is.
 */
export async function actOnAll(
  service: Pick<Service, 'act' | 'cancel'>,
  { act, wipeIds, reason }: { act: BulkAct; wipeIds: readonly string[]; reason: string },
): Promise<Run> {
  const came: Came[] = [];
  for (const [index, wipeId] of wipeIds.entries()) {
    const outcome =
      act === 'hold'
        ? await service.act(wipeId, 'hold', reason)
        : await service.cancel(wipeId, reason);
    if (outcome.ok !== false) came.push({ wipeId });
    else if (isProblem(outcome.failure, 'not-known-yet')) came.push({ wipeId, isWish: true });
    else if (isAboutOne(outcome.failure)) came.push({ wipeId, problem: outcome.failure.problem });
    else return { came, failure: outcome.failure, left: wipeIds.slice(index) };
  }
  return { came, left: [] };
}

/** Other statuses say something of the service, or of who asks, rather than of the wipe. */
const isAboutOne = (failure: Failure): failure is ProblemFailure =>
  failure.kind === 'problem' && failure.problem.status < 500 && failure.problem.status !== 429;
