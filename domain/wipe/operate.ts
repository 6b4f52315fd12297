/**
 * What operations may do to a wipe: hold it, lift the hold, start another run, wake its handset. Each is in the audit,
 * which has room for so many of these acts and no more: then `act` throws and nothing is done. A hold can be lifted always.
 */
import type { Actor, EventType } from '../audit/event.ts';
import { act } from './act.ts';
import type { Step } from './advance.ts';
import { isSettled } from './due.ts';
import { MINUTE, pauseAfterNotice } from './settings.ts';
import { hasEnded } from './states.ts';
import type { Wipe } from './wipe.ts';

export type OperationDecision =
  | { readonly kind: 'done'; readonly wipe: Wipe }
  /** It is so already, and stays so. */
  | { readonly kind: 'already' }
  | { readonly kind: 'no'; readonly code: Refusal }
  /** The same was done less than a minute ago. `again` in epoch milliseconds. */
  | { readonly kind: 'too-soon'; readonly again: number };

type Refusal =
  /** The handset has begun to erase. */
  | 'too-late'
  | 'wipe-ended'
  /** Ended, sealed and told: no run has anything left to do. */
  | 'wipe-settled'
  /** No operator's hold is on it. */
  | 'not-on-hold'
  /** It does not wait for its handset to ask. */
  | 'not-waiting';

export interface Operation {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly by: Actor;
  readonly reason: string;
}

/** Least time between two acts of the same kind. */
const PACE = MINUTE;

/** Keeps a wipe back: at once where it waits for its handset, else as soon as it would go on or the handset asks again. */
export function holdBack(wipe: Wipe, operation: Operation): OperationDecision {
  const over = tooLate(wipe);
  if (over) return over;
  if (wipe.hold) return { kind: 'already' };
  const tooSoon = paced(lastAt(wipe, 'hold-set'), operation);
  if (tooSoon) return tooSoon;
  if (wipe.state !== 'waiting-for-handset')
    return done(wipe, operation, { type: 'hold-set', set: { hold: true } });
  const set = { hold: true, heldFor: 'operator' } as const;
  return done(wipe, operation, { type: 'hold-set', to: 'held', set });
}

/** Lifts the operator's hold and nothing else: what the wipe meets on its way out, it meets as ever. */
export function liftHold(wipe: Wipe, operation: Operation): OperationDecision {
  const over = tooLate(wipe);
  if (over) return over;
  if (!wipe.hold) return { kind: 'no', code: 'not-on-hold' };
  return (
    paced(lastAt(wipe, 'hold-lifted'), operation) ??
    done(wipe, operation, { type: 'hold-lifted', set: { hold: undefined } })
  );
}

/** Another run of the workflow, which joins where the wipe is. */
export function redrive(wipe: Wipe, operation: Operation): OperationDecision {
  if (isSettled(wipe)) return { kind: 'no', code: 'wipe-settled' };
  const last = lastAt(wipe, 'redriven');
  const run = wipe.run + 1;
  return (
    paced(last, operation) ??
    done(wipe, operation, { type: 'redriven', detail: { run }, set: { run } })
  );
}

/** Makes the next wake-up of the ladder due now. */
export function wakeUpNow(wipe: Wipe, operation: Operation): OperationDecision {
  const over = tooLate(wipe);
  if (over) return over;
  if (wipe.state !== 'waiting-for-handset') return { kind: 'no', code: 'not-waiting' };
  const wanted = wipe.events.findLast(
    ({ type, by }) => type === 'notified' && by.kind === 'person',
  )?.at;
  const { now } = operation;
  return (
    paced(Math.max(wanted ?? 0, lastNotice(wipe) ?? 0), operation) ??
    done(wipe, operation, {
      type: 'notified',
      detail: { wanted: wipe.notices + 1 },
      set: { nextNoticeAt: now },
    })
  );
}

const lastAt = ({ events }: Wipe, act: EventType) =>
  events.findLast(({ type }) => type === act)?.at;

/** Every notice sets the time of the next. */
function lastNotice({ notices, nextNoticeAt }: Wipe): number | undefined {
  if (notices === 0 || nextNoticeAt === undefined) return undefined;
  return nextNoticeAt - pauseAfterNotice(notices);
}

function tooLate({ state }: Wipe): OperationDecision | undefined {
  if (state === 'accepted') return { kind: 'no', code: 'too-late' };
  return hasEnded(state) ? { kind: 'no', code: 'wipe-ended' } : undefined;
}

function paced(last: number | undefined, { now }: Operation): OperationDecision | undefined {
  if (last === undefined || now >= last + PACE) return undefined;
  return { kind: 'too-soon', again: last + PACE };
}

function done(
  wipe: Wipe,
  { now, by, reason }: Operation,
  step: Pick<Step, 'type'> & Partial<Step>,
): OperationDecision {
  return { kind: 'done', wipe: act(wipe, { ...step, by, at: now }, reason) };
}
