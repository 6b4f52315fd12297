import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { reasonHash } from '#domain/wipe/act.ts';
import { advance, annotate } from '#domain/wipe/advance.ts';
import { decideClaim } from '#domain/wipe/decide-claim.ts';
import { release, stop } from '#domain/wipe/dispatch.ts';
import { heldSince } from '#domain/wipe/held-since.ts';
import {
  holdBack,
  liftHold,
  type Operation,
  type OperationDecision,
  redrive,
  wakeUpNow,
} from '#domain/wipe/operate.ts';
import { HOUR, MINUTE, pauseAfterNotice, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { aClaim, allTold, aWipe, NOW, PERSON, SERVICE, withoutRoomFor } from '../builders.ts';

const by = { kind: 'person', id: 'person-ops' } as const;
const LATER = NOW + 10 * MINUTE;
const operation: Operation = { now: LATER, by, reason: 'The owner has called' };

const ACTS = { holdBack, liftHold, redrive, wakeUpNow };
type Act = keyof typeof ACTS;

/** What an act comes to: where it is done, the state afterwards. */
function outcome(decision: OperationDecision): string {
  if (decision.kind === 'done') return decision.wipe.state;
  return decision.kind === 'no' ? decision.code : decision.kind;
}

const ended = { holdBack: 'wipe-ended', liftHold: 'wipe-ended', wakeUpNow: 'wipe-ended' } as const;

/** Wipes that end are not settled yet, so that there may be a run that has to go on. */
const TABLE: Readonly<Record<WipeState, Readonly<Record<Act, string>>>> = {
  requested: {
    holdBack: 'requested',
    liftHold: 'not-on-hold',
    redrive: 'requested',
    wakeUpNow: 'not-waiting',
  },
  'awaiting-approval': {
    holdBack: 'awaiting-approval',
    liftHold: 'not-on-hold',
    redrive: 'awaiting-approval',
    wakeUpNow: 'not-waiting',
  },
  held: {
    holdBack: 'held',
    liftHold: 'not-on-hold',
    redrive: 'held',
    wakeUpNow: 'not-waiting',
  },
  'waiting-for-handset': {
    holdBack: 'held',
    liftHold: 'not-on-hold',
    redrive: 'waiting-for-handset',
    wakeUpNow: 'waiting-for-handset',
  },
  issued: {
    holdBack: 'issued',
    liftHold: 'not-on-hold',
    redrive: 'issued',
    wakeUpNow: 'not-waiting',
  },
  accepted: {
    holdBack: 'too-late',
    liftHold: 'too-late',
    redrive: 'accepted',
    wakeUpNow: 'too-late',
  },
  erased: { ...ended, redrive: 'erased' },
  unconfirmed: { ...ended, redrive: 'unconfirmed' },
  failed: { ...ended, redrive: 'failed' },
  refused: { ...ended, redrive: 'refused' },
  rejected: { ...ended, redrive: 'rejected' },
  cancelled: { ...ended, redrive: 'cancelled' },
  expired: { ...ended, redrive: 'expired' },
};

describe.each(STATE_NAMES)('of a wipe that is %s', (state) => {
  test.each(Object.keys(ACTS) as Act[])('%s', (act) => {
    const wipe = aWipe({ state });

    const decision = ACTS[act](wipe, operation);

    expect(outcome(decision)).toBe(TABLE[state][act]);
  });
});

const doneBy = (decision: OperationDecision): Wipe => {
  if (decision.kind !== 'done') throw new Error(`not done: ${outcome(decision)}`);
  return decision.wipe;
};

describe('every act', () => {
  test.each<[Act, WipeState, string]>([
    ['holdBack', 'requested', 'hold-set'],
    ['redrive', 'held', 'redriven'],
    ['wakeUpNow', 'waiting-for-handset', 'notified'],
  ])('%s is an event with the person and the hash of the reason', (act, state, type) => {
    const wipe = doneBy(ACTS[act](aWipe({ state }), operation));

    const n = wipe.events.length;
    expect(wipe.events.at(-1)).toMatchObject({
      type,
      by,
      detail: { reasonHash: reasonHash(wipe, n, operation.reason) },
    });
    expect(wipe.reasons).toEqual([{ n, text: operation.reason }]);
    expect(JSON.stringify(wipe.events)).not.toContain(operation.reason);
  });

  test.each<Act>(['holdBack', 'redrive', 'wakeUpNow'])(
    '%s is not done where the audit takes no more of what operators do',
    (act) => {
      const full = withoutRoomFor(aWipe({ state: 'waiting-for-handset' }), 'redriven', by);

      expect(() => ACTS[act](full, operation)).toThrow(
        expect.objectContaining({ code: 'audit-full' }),
      );
    },
  );

  test('leaves room to lift a hold that is set', () => {
    const held = doneBy(holdBack(aWipe({ state: 'waiting-for-handset' }), operation));
    const full = withoutRoomFor(held, 'redriven', by);

    expect(doneBy(liftHold(full, operation)).hold).toBeUndefined();
    expect(() => redrive(full, { ...operation, now: LATER + HOUR })).toThrow(
      expect.objectContaining({ code: 'audit-full' }),
    );
  });

  test.each<[Act, Act]>([
    ['holdBack', 'liftHold'],
    ['liftHold', 'holdBack'],
  ])('%s does not follow within a minute of the last', (act, other) => {
    const start = aWipe({
      state: 'waiting-for-handset',
      ...(act === 'liftHold' && { hold: true }),
    });
    const back = doneBy(ACTS[other](doneBy(ACTS[act](start, operation)), operation));

    const soon = ACTS[act](back, { ...operation, now: LATER + MINUTE - 1 });
    const later = ACTS[act](back, { ...operation, now: LATER + MINUTE });

    expect(soon).toEqual({ kind: 'too-soon', again: LATER + MINUTE });
    expect(later.kind).toBe('done');
  });
});

describe('a hold', () => {
  test('keeps a waiting wipe back at once', () => {
    const wipe = doneBy(holdBack(aWipe({ state: 'waiting-for-handset' }), operation));

    expect(wipe).toMatchObject({ state: 'held', heldFor: 'operator', hold: true });
    expect(heldSince(wipe)).toBe(LATER);
  });

  test('acts on a command that is out only when the handset signs that it has none', () => {
    const wipe = doneBy(holdBack(aWipe({ state: 'issued' }), operation));
    const around = {
      ...{ now: LATER, sameOwner: true, paused: false, withdrawnAt: undefined, suspended: false },
      evidence: 'a.claim.jws',
    };

    const decision = decideClaim(wipe, aClaim(), around);

    expect(wipe.state).toBe('issued');
    expect(decision).toMatchObject({
      kind: 'settle',
      wipe: { state: 'held', heldFor: 'operator' },
    });
  });

  test('that is set already is not set again', () => {
    expect(holdBack(aWipe({ state: 'held', hold: true }), operation)).toEqual({ kind: 'already' });
  });
});

describe('a release', () => {
  const held = doneBy(holdBack(aWipe({ state: 'waiting-for-handset' }), operation));
  const released = doneBy(liftHold(held, { ...operation, now: LATER + SECOND }));

  test('makes the wipe due at once, and lets the ways out decide', () => {
    expect(released).toMatchObject({ state: 'held', nextActionAt: LATER + SECOND });
    expect(released.hold).toBeUndefined();
    expect(released.events.at(-1)).toMatchObject({ type: 'hold-lifted', by });
  });

  test('does not make it due again once it is kept back for something else', () => {
    const paused = stop(released, 'pause', { now: LATER + MINUTE, by: SERVICE });

    expect(paused).toMatchObject({ heldFor: 'pause', nextActionAt: LATER + 2 * MINUTE });
  });

  test.each<WipeState>(['requested', 'awaiting-approval', 'held', 'issued'])(
    'lifts a hold that was set on a wipe which is %s',
    (state) => {
      const wipe = doneBy(holdBack(aWipe({ state }), operation));

      const after = doneBy(liftHold(wipe, operation));

      expect(after.state).toBe(state);
      expect(after.hold).toBeUndefined();
    },
  );
});

describe('another run', () => {
  test('has the next number', () => {
    expect(doneBy(redrive(aWipe({ state: 'held', run: 3 }), operation))).toMatchObject({
      run: 4,
      events: expect.arrayContaining([
        expect.objectContaining({ type: 'redriven', detail: expect.objectContaining({ run: 4 }) }),
      ]),
    });
  });

  test('does not follow within a minute of the last', () => {
    const once = doneBy(redrive(aWipe({ state: 'held' }), operation));

    const soon = redrive(once, { ...operation, now: LATER + MINUTE - 1 });
    const later = redrive(once, { ...operation, now: LATER + MINUTE });

    expect(soon).toEqual({ kind: 'too-soon', again: LATER + MINUTE });
    expect(later.kind).toBe('done');
  });

  test('is not made for a wipe that is settled', () => {
    const wipe = aWipe({ state: 'erased' });
    const events = wipe.events.length;
    const record = { revision: 1, hash: digest('record'), sealedAt: NOW, events };
    const settled = annotate(wipe, NOW, { record, messages: allTold(wipe) });

    expect(redrive(settled, operation)).toEqual({ kind: 'no', code: 'wipe-settled' });
  });
});

describe('a wake-up', () => {
  const waiting = aWipe({ state: 'waiting-for-handset' });
  const noticed = (at: number, notices = 2) =>
    annotate(waiting, at, { notices, nextNoticeAt: at + pauseAfterNotice(notices) });

  test('is due now, wherever the ladder stands', () => {
    const wipe = doneBy(wakeUpNow(noticed(NOW), operation));

    expect(wipe).toMatchObject({ nextNoticeAt: LATER, nextActionAt: LATER, notices: 2 });
    expect(wipe.events.at(-1)?.detail).toMatchObject({ wanted: 3 });
  });

  test('does not follow within a minute of the last one sent', () => {
    const sent = noticed(LATER - MINUTE + 1);

    expect(wakeUpNow(sent, operation)).toEqual({ kind: 'too-soon', again: LATER + 1 });
  });

  test('does not follow within a minute of the last one wanted', () => {
    const wanted = doneBy(wakeUpNow(noticed(NOW), operation));

    expect(wakeUpNow(wanted, operation)).toEqual({ kind: 'too-soon', again: LATER + MINUTE });
  });

  test('of a wipe that no notice of went out for is not paced', () => {
    expect(wakeUpNow(waiting, { ...operation, now: NOW }).kind).toBe('done');
  });
});

describe('how long a wipe is held', () => {
  test('counts from the step into `held`, whatever keeps it since', () => {
    const paused = stop(aWipe({ state: 'waiting-for-handset' }), 'pause', {
      now: NOW,
      by: SERVICE,
    });
    const onHold = doneBy(holdBack(paused, { ...operation, now: NOW + HOUR }));
    const forHold = stop(onHold, 'hold', { now: NOW + 2 * HOUR, by: SERVICE });

    expect(heldSince(forHold)).toBe(NOW);
  });

  test('begins anew when it was let out meanwhile', () => {
    const out = release(aWipe({ state: 'held' }), NOW + HOUR);
    const again = stop(out, 'pause', { now: NOW + 2 * HOUR, by: SERVICE });

    expect(heldSince(again)).toBe(NOW + 2 * HOUR);
  });

  test('is nothing in any other state', () => {
    const cancelled = advance(aWipe({ state: 'held' }), {
      to: 'cancelled',
      type: 'cancelled',
      by: PERSON,
      at: NOW,
    });

    expect(heldSince(cancelled)).toBeUndefined();
  });
});
