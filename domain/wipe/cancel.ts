/** Cancelling: certain before a command exists, a wish while one may act, too late once it does. */
import type { Actor } from '../audit/event.ts';
import { advance, note } from './advance.ts';
import { verdictEnd } from './verdict.ts';
import type { Wipe } from './wipe.ts';

export type CancelDecision =
  | { readonly kind: 'cancelled'; readonly wipe: Wipe }
  | { readonly kind: 'already-cancelled' }
  /** `wipe` is present where the wish is new and has to be stored. */
  | { readonly kind: 'not-known-yet'; readonly wipe?: Wipe }
  | { readonly kind: 'too-late' }
  /** It had ended before, without a command that could still act. */
  | { readonly kind: 'already-ended' };

/** Decides on a person's wish to cancel. Times in epoch milliseconds. */
export function cancel(
  wipe: Wipe,
  { now, by, verdictTime }: { now: number; by: Actor; verdictTime: number },
): CancelDecision {
  switch (wipe.state) {
    case 'requested':
    case 'awaiting-approval':
    case 'held':
    case 'waiting-for-handset': {
      const step = { to: 'cancelled', type: 'cancelled', by, at: now } as const;
      return { kind: 'cancelled', wipe: advance(wipe, step) };
    }
    case 'issued': {
      if (wipe.cancelRequestedAt !== undefined) return { kind: 'not-known-yet' };
      const verdictUntil = wipe.verdictUntil ?? verdictEnd(wipe.commands, { now, verdictTime });
      const set = { cancelRequestedAt: now, verdictUntil };
      const wished = note(wipe, { type: 'cancel-requested', by, at: now, set });
      return { kind: 'not-known-yet', wipe: wished };
    }
    case 'accepted':
    case 'erased':
    case 'unconfirmed':
    case 'failed':
      return { kind: 'too-late' };
    case 'cancelled':
      return { kind: 'already-cancelled' };
    case 'refused':
    case 'rejected':
    case 'expired':
      return { kind: 'already-ended' };
  }
}
