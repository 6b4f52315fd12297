/** What operations see of a journal: its latest entries, and whether all of it is as it was written. */
import * as z from 'zod/mini';
import { Fault } from '#domain/fault.ts';
import type { Entry, KnownPlace } from '#domain/governor/journal.ts';
import type { Proposal } from '#domain/governor/proposal.ts';
import type { DispatchView } from '../contract/dispatch-bodies.ts';
import { knownPlace } from '../contract/scalars.ts';
import type { ApiEvent } from '../http/api.ts';
import { queryOf } from '../http/input.ts';
import { time } from '../http/views.ts';
import type { History } from '../store/journal.ts';

/** Entries that are shown. */
const MOST = 50;

const Query = z.strictObject({ known: z.optional(knownPlace) });

/** The place in the journal that the caller knows from the log. @throws ProblemError `parameter-malformed` */
export function knownPlaceOf(event: ApiEvent): KnownPlace | undefined {
  const [n, hash] = queryOf(event, Query).known?.split('.') ?? [];
  return hash === undefined ? undefined : { n: Number(n), hash };
}

/** What a reading came to, or undefined where the newest entry is not as it was written. Other errors are thrown. */
export async function unlessBroken<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Fault && error.code === 'journal-broken') return undefined;
    throw error;
  }
}

export function journalView({
  entries,
  verdict,
}: History<Entry>): z.infer<typeof DispatchView>['journal'] {
  return {
    verification: verdict,
    entries: entries
      .slice(-MOST)
      .toReversed()
      .map(({ n, at, type, by, reason, of, count, hash }) => ({
        number: n,
        at: time(at),
        type,
        by,
        ...(reason !== undefined && { reason }),
        ...(of !== undefined && { of }),
        ...(count !== undefined && { count }),
        hash,
      })),
  };
}

/** The proposals that can be confirmed now. */
export function proposalViews(proposals: readonly Proposal[], now: number) {
  return proposals
    .filter(({ until }) => now < until)
    .map(({ n, until, ...told }) => ({ number: n, ...told, until: time(until) }));
}
