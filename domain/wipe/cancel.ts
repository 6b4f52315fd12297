/** Cancelling: certain before a command exists, a wish while one may act, too late once it does. */
import type { Actor, Detail } from '../audit/event.ts';
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

interface Wish {
  readonly now: number;
  readonly by: Actor;
  readonly detail?: Detail;
  readonly verdictTime: number;
}

/** Decides on a person's wish to cancel; `detail` goes into the audit. Times in epoch milliseconds. */
export function cancel(wipe: Wipe, { now, by, detail, verdictTime }: Wish): CancelDecision {
  const told = detail && { detail };
  switch (wipe.state) {
    case 'requested':
    case 'awaiting-approval':
    case 'held':
    case 'waiting-for-handset': {
      const step = { to: 'cancelled', type: 'cancelled', by, at: now, ...told } as const;
      return { kind: 'cancelled', wipe: advance(wipe, step) };
    }
    case 'issued': {
      if (wipe.cancelRequestedAt !== undefined) return { kind: 'not-known-yet' };
      const verdictUntil = wipe.verdictUntil ?? verdictEnd(wipe.commands, { now, verdictTime });
      const set = { cancelRequestedAt: now, verdictUntil };
      const wished = note(wipe, { type: 'cancel-requested', by, at: now, ...told, set });
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
