/** How the handsets of a line stand to each other and to their wipes. */
import type * as z from 'zod/mini';
import { hasEnded } from '#domain/wipe/states.ts';
import type { HandsetView, LineView } from '#functions/contract/bodies.ts';

export type ShownLine = z.infer<typeof LineView>;
export type ShownHandset = z.infer<typeof HandsetView>;

/** What can be done with a handset now. */
export type Standing =
  /** A wipe is under way: the page of that wipe has everything. */
  | { readonly kind: 'under-way'; readonly wipeId: string }
  /** Erased already. */
  | { readonly kind: 'erased'; readonly wipeId: string }
  /** A command went out and nothing proves what came of it: no other wipe until something does. */
  | { readonly kind: 'unconfirmed'; readonly wipeId: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'open' };

export function standingOf({ latestWipe, eligibility }: ShownHandset): Standing {
  if (latestWipe !== undefined) {
    const { wipeId, state } = latestWipe;
    if (!hasEnded(state)) return { kind: 'under-way', wipeId };
    if (state === 'erased' || state === 'unconfirmed') return { kind: state, wipeId };
  }
  return { kind: eligibility.outcome === 'REFUSE' ? 'refused' : 'open' };
}

/** Whether it is the one in use; another took the place of an earlier one. */
export const isPresent = ({ until }: ShownHandset): boolean => until === undefined;
