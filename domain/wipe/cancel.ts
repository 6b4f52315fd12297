/** Cancelling: certain before a command exists, a wish while one may act, too late once it does. */
import type { Actor, Detail } from '../audit/event.ts';
import { act } from './act.ts';
import { advance, note, type Step } from './advance.ts';
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
  /** Why, where whoever cancels says so: it stands beside the audit, which keeps its hash. */
  readonly reason?: string;
  readonly verdictTime: number;
}

/** Decides on a person's wish to cancel; `detail` goes into the audit. Times in epoch milliseconds. */
export function cancel(wipe: Wipe, wish: Wish): CancelDecision {
  const { now, by, detail, verdictTime } = wish;
  const told = { by, at: now, ...(detail && { detail }) };
  switch (wipe.state) {
    case 'requested':
    case 'awaiting-approval':
    case 'held':
    case 'waiting-for-handset': {
      const step = { to: 'cancelled', type: 'cancelled', ...told } as const;
      return { kind: 'cancelled', wipe: take(wipe, step, wish) };
    }
    case 'issued': {
      if (wipe.cancelRequestedAt !== undefined) return { kind: 'not-known-yet' };
      const verdictUntil = wipe.verdictUntil ?? verdictEnd(wipe.commands, { now, verdictTime });
      const set = { cancelRequestedAt: now, verdictUntil };
      const step = { type: 'cancel-requested', ...told, set } as const;
      return { kind: 'not-known-yet', wipe: take(wipe, step, wish) };
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

function take(wipe: Wipe, step: Omit<Step, 'to'> & Partial<Step>, { reason }: Wish): Wipe {
  if (reason !== undefined) return act(wipe, step, reason);
  return step.to === undefined ? note(wipe, step) : advance(wipe, { ...step, to: step.to });
}
