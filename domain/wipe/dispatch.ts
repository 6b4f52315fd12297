/** Letting a wipe out to its handset, keeping it back, and taking it off again when its time is over. */
import type { Actor } from '../audit/event.ts';
import { Fault } from '../fault.ts';
import { advance, annotate, note } from './advance.ts';
import { lacksApproval } from './approval.ts';
import { hasRoom } from './room.ts';
import { pauseAfterNotice } from './settings.ts';
import { hasEnded } from './states.ts';
import type { Wipe } from './wipe.ts';

const SERVICE = (id: string): Actor => ({ kind: 'service', id });

/** What decides besides the wipe itself; each is read at the moment of use. */
export interface Circumstances {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whether the line is still under contract with the account that asked. */
  readonly sameOwner: boolean;
  /** Until when wipes that were asked for are withdrawn, epoch milliseconds. */
  readonly withdrawnAt: number | undefined;
  readonly paused: boolean;
  /** Whether it is the wipe of a clerk who is suspended. */
  readonly suspended: boolean;
}

/** Why a wipe must not go on to its handset, in the order in which it is judged. */
export type Obstacle = 'owner' | 'deadline' | 'withdrawn' | Back;

/** Those that keep a wipe back for as long as they last, and what it is then held for. */
const HELD_FOR = { pause: 'pause', suspension: 'suspension', hold: 'operator' } as const;
type Back = keyof typeof HELD_FOR;

/** Whether an obstacle keeps a wipe back only, and does not end it. */
export const keepsBack = (why: Obstacle): why is Back => why in HELD_FOR;

/** The first obstacle there is, a cancel wish aside. */
export function obstacle(wipe: Wipe, around: Circumstances): Obstacle | undefined {
  if (!around.sameOwner) return 'owner';
  if (around.now >= wipe.deadlineAt) return 'deadline';
  if (around.withdrawnAt !== undefined && wipe.requestedAt <= around.withdrawnAt)
    return 'withdrawn';
  if (around.paused) return 'pause';
  if (around.suspended) return 'suspension';
  if (wipe.hold) return 'hold';
  return undefined;
}

/**
 * Ends a wipe, or keeps it back, for an obstacle. `evidence` is the signed claim, where one brought it about. Where it was
 * kept back so often that the audit takes no more of it, the very wipe is the answer: it stays where it is, and must be
 * given no command all the same.
 */
export function stop(
  wipe: Wipe,
  why: Obstacle,
  { now, by, evidence }: { now: number; by: Actor; evidence?: string },
): Wipe {
  const common = { by, at: now, ...(evidence && { evidence }) };
  switch (why) {
    case 'owner':
      return advance(wipe, {
        ...common,
        to: 'refused',
        type: 'refused',
        detail: { reason: 'ownership-changed' },
        set: { reason: 'ownership-changed' },
      });
    case 'deadline':
      return advance(wipe, {
        ...common,
        to: 'expired',
        type: 'expired',
        detail: { reason: 'deadline' },
        set: { reason: 'deadline' },
      });
    case 'withdrawn':
      return advance(wipe, {
        ...common,
        to: 'cancelled',
        type: 'cancelled',
        detail: { withdrawn: true },
      });
    case 'pause':
    case 'suspension':
    case 'hold': {
      const heldFor = HELD_FOR[why];
      const held = { ...common, type: 'held', detail: { heldFor }, set: { heldFor } } as const;
      if (wipe.state !== 'held')
        return hasRoom(wipe, held) ? advance(wipe, { ...held, to: 'held' }) : wipe;
      // During a pause nobody in the queue moves: that is no reason to leave it.
      const staysInQueue = why === 'pause' && wipe.heldFor === 'governor';
      return wipe.heldFor === heldFor || staysInQueue ? wipe : note(wipe, held);
    }
  }
}

/** Has a wipe wait in the queue until the total has room for it. */
export function enqueue(wipe: Wipe, { now, by }: { now: number; by: Actor }): Wipe {
  const heldFor = 'governor';
  const held = { type: 'held', by, at: now, detail: { heldFor }, set: { heldFor } } as const;
  if (wipe.state !== 'held') return advance(wipe, { ...held, to: 'held' });
  return wipe.heldFor === heldFor ? wipe : note(wipe, held);
}

/**
 * The wipe as a withdrawal leaves it where nobody claims it meanwhile: cancelled, or the wipe itself where it was asked
 * for later, where a command may act, or where it has ended.
 */
export function withdraw(
  wipe: Wipe,
  { withdrawnAt, now, by }: { withdrawnAt: number; now: number; by: Actor },
): Wipe {
  const mayAct = wipe.state === 'issued' || wipe.state === 'accepted';
  if (mayAct || hasEnded(wipe.state) || wipe.requestedAt > withdrawnAt) return wipe;
  return stop(wipe, 'withdrawn', { now, by });
}

/** Ends a wipe whose enrolment is over before any command of it went out. */
export function refuseAsEnrolledAnew(wipe: Wipe, { now, by }: { now: number; by: Actor }): Wipe {
  const reason = { reason: 'enrolled-anew' };
  const step = {
    to: 'refused',
    type: 'refused',
    by,
    at: now,
    detail: reason,
    set: reason,
  } as const;
  return advance(wipe, step);
}

/**
 * Lets a wipe out: from then on a claim of its handset is answered with a command. The first time it counts in the total,
 * at `places`.
 * @throws Fault `approval-missing` where a second person must agree and has not: no way leads around them.
 */
export function release(wipe: Wipe, now: number, places: readonly string[] = []): Wipe {
  if (lacksApproval(wipe))
    throw new Fault('approval-missing', 'a second person has not agreed to it');
  const countedIn = [...new Set([...(wipe.countedIn ?? []), ...places])];
  return advance(wipe, {
    to: 'waiting-for-handset',
    type: 'released',
    by: SERVICE('dispatch'),
    at: now,
    set: {
      nextNoticeAt: now,
      letOutAt: wipe.letOutAt ?? now,
      ...(countedIn.length > 0 && { countedIn }),
    },
  });
}

/** Counts a notice that goes out now, and sets the time of the next rung. */
export function countNotice(wipe: Wipe, now: number): Wipe {
  const notices = wipe.notices + 1;
  const set = { notices, nextNoticeAt: now + pauseAfterNotice(notices) };
  // The ladder's long tail repeats weekly for up to 330 days: only its first rungs are worth an event.
  if (notices > 5) return annotate(wipe, now, set);
  return note(wipe, {
    type: 'notified',
    by: SERVICE('dispatch'),
    at: now,
    detail: { notice: notices },
    set,
  });
}
