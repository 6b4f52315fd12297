/** What the passing of time alone may do to a wipe. It never takes a command back. */
import type { Actor } from '../audit/event.ts';
import { advance, annotate } from './advance.ts';
import { isApproved } from './approval.ts';
import { stop } from './dispatch.ts';
import { verdictEnd } from './verdict.ts';
import type { Wipe } from './wipe.ts';

const CLOCK: Actor = { kind: 'service', id: 'clock' };

/**
 * The wipe as time leaves it: expired before any command, waiting for the handset's word after one,
 * `unconfirmed` once that wait is over. Answers the wipe itself where nothing is due.
 */
export function lapse(
  wipe: Wipe,
  { now, verdictTime }: { now: number; verdictTime: number },
): Wipe {
  switch (wipe.state) {
    case 'requested':
    case 'held':
    case 'waiting-for-handset':
      return now >= wipe.deadlineAt ? stop(wipe, 'deadline', { now, by: CLOCK }) : wipe;
    case 'awaiting-approval': {
      if (now >= wipe.deadlineAt) return stop(wipe, 'deadline', { now, by: CLOCK });
      if (isApproved(wipe) || now < wipe.approvalUntil) return wipe;
      const reason = { reason: 'approval-lapsed' } as const;
      return advance(wipe, {
        to: 'expired',
        type: 'expired',
        by: CLOCK,
        at: now,
        detail: reason,
        set: reason,
      });
    }
    case 'issued': {
      const until = wipe.verdictUntil;
      if (until !== undefined) return now >= until ? giveUp(wipe, now) : wipe;
      if (now < wipe.deadlineAt) return wipe;
      const verdictUntil = verdictEnd(wipe.commands, { now, verdictTime });
      return annotate(wipe, now, { verdictUntil });
    }
    case 'accepted':
      return now >= wipe.verdictUntil ? giveUp(wipe, now) : wipe;
    default:
      return wipe;
  }
}

function giveUp(wipe: Wipe, now: number): Wipe {
  return advance(wipe, { to: 'unconfirmed', type: 'unconfirmed', by: CLOCK, at: now });
}
