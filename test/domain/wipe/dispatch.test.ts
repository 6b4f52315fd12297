import { describe, expect, test } from '@jest/globals';
import {
  type Circumstances,
  countNotice,
  obstacle,
  refuseAsEnrolledAnew,
  release,
  stop,
  withdraw,
} from '#domain/wipe/dispatch.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { aWipe, NOW, SERVICE, UNHINDERED, withoutRoomFor } from '../builders.ts';

const LATER = NOW + MINUTE;
const around: Circumstances = { ...UNHINDERED, now: LATER };
const halt = (wipe: Wipe, why: Parameters<typeof stop>[1]) =>
  stop(wipe, why, { now: LATER, by: SERVICE });

describe('what stands in the way', () => {
  const wipe = aWipe({ state: 'waiting-for-handset' });
  const everything = {
    now: wipe.deadlineAt,
    sameOwner: false,
    withdrawnAt: NOW,
    paused: true,
    suspended: true,
  };

  test.each<[string, Partial<Circumstances>, boolean, string | undefined]>([
    ['everything', everything, true, 'owner'],
    ['everything but the owner', { ...everything, sameOwner: true }, true, 'deadline'],
    [
      'withdrawal, pause, suspension and hold',
      { ...everything, sameOwner: true, now: LATER },
      true,
      'withdrawn',
    ],
    ['pause, suspension and hold', { paused: true, suspended: true }, true, 'pause'],
    ['suspension and hold', { suspended: true }, true, 'suspension'],
    ['a withdrawal of what was asked for before', { withdrawnAt: NOW - 1 }, false, undefined],
    ['a hold', {}, true, 'hold'],
    ['a pause', { paused: true }, false, 'pause'],
    ['nothing', {}, false, undefined],
    ['a deadline that is near', { now: wipe.deadlineAt - 1 }, false, undefined],
  ])('of %s is judged first: %4$s', (_, more, hold, first) => {
    expect(obstacle({ ...wipe, hold }, { ...around, ...more })).toBe(first);
  });
});

describe('stopping', () => {
  test.each([
    ['owner', { state: 'refused', reason: 'ownership-changed' }],
    ['deadline', { state: 'expired', reason: 'deadline' }],
    ['withdrawn', { state: 'cancelled' }],
    ['pause', { state: 'held', heldFor: 'pause' }],
    ['suspension', { state: 'held', heldFor: 'suspension' }],
    ['hold', { state: 'held', heldFor: 'operator' }],
  ] as const)('for %s makes it %j', (why, expected) => {
    expect(halt(aWipe({ state: 'waiting-for-handset' }), why)).toMatchObject(expected);
  });

  test('keeps back once for one reason', () => {
    const held = aWipe({ state: 'held', heldFor: 'operator' });

    expect(halt(held, 'hold')).toBe(held);
  });

  test('tells when a wipe that a pause held is held by an operator from now on', () => {
    const before = aWipe({ state: 'held', heldFor: 'pause' });

    const held = halt(before, 'hold');

    expect(held).toMatchObject({ state: 'held', heldFor: 'operator', version: before.version + 1 });
    expect(held.events.at(-1)).toMatchObject({ type: 'held', from: 'held', to: 'held' });
  });

  test.each(['owner', 'deadline', 'withdrawn', 'pause', 'suspension', 'hold'] as const)(
    'takes no command back for %s without a claim',
    (why) => {
      expect(() => halt(aWipe({ state: 'issued' }), why)).toThrow(
        expect.objectContaining({ code: 'illegal-transition' }),
      );
    },
  );
});

describe('a withdrawal', () => {
  const withdrawal = { withdrawnAt: NOW, now: LATER, by: SERVICE };

  test.each(['requested', 'awaiting-approval', 'held', 'waiting-for-handset'] as const)(
    'cancels a wipe that no command can act for (%s), and says why',
    (state) => {
      const after = withdraw(aWipe({ state }), withdrawal);

      expect(after.state).toBe('cancelled');
      expect(after.events.at(-1)).toMatchObject({ type: 'cancelled', detail: { withdrawn: true } });
    },
  );

  test.each(
    STATE_NAMES.filter((state) => state === 'issued' || state === 'accepted' || hasEnded(state)),
  )('leaves alone one that a command may act for, or that has ended (%s)', (state) => {
    const wipe = aWipe({ state });

    expect(withdraw(wipe, withdrawal)).toBe(wipe);
  });

  test('leaves alone one that was asked for later', () => {
    const wipe = aWipe({ requestedAt: NOW + 1 });

    expect(withdraw(wipe, withdrawal)).toBe(wipe);
  });
});

describe('a wipe of an enrolment that is over', () => {
  const over = { now: LATER, by: SERVICE };

  test('is refused where no command went out', () => {
    expect(refuseAsEnrolledAnew(aWipe({ state: 'waiting-for-handset' }), over)).toMatchObject({
      state: 'refused',
      reason: 'enrolled-anew',
    });
  });

  test('is not refused where one may act', () => {
    expect(() => refuseAsEnrolledAnew(aWipe({ state: 'issued' }), over)).toThrow(
      expect.objectContaining({ code: 'illegal-transition' }),
    );
  });
});

describe('releasing', () => {
  test.each(['requested', 'awaiting-approval', 'held'] as const)(
    'lets a wipe out that was %s, with a notice due at once',
    (state) => {
      const agreed = { approval: { reasons: [], approvedBy: 'person-2' } };
      const released = release(aWipe({ state, ...agreed }), LATER);

      expect(released).toMatchObject({ state: 'waiting-for-handset', nextNoticeAt: LATER });
      expect(released).not.toHaveProperty('heldFor');
      expect(released).not.toHaveProperty('approvalUntil');
    },
  );

  test.each(['requested', 'awaiting-approval', 'held'] as const)(
    'is impossible where a second person must agree and has not: %s',
    (state) => {
      const approval = { reasons: ['line-limit' as const] };

      expect(() => release(aWipe({ state, approval }), LATER)).toThrow(
        expect.objectContaining({ code: 'approval-missing' }),
      );
    },
  );

  test('fails closed where nothing says why it waits for an approval', () => {
    const wipe = aWipe({ state: 'awaiting-approval', approval: undefined });

    expect(() => release(wipe, LATER)).toThrow(
      expect.objectContaining({ code: 'approval-missing' }),
    );
  });
});

describe('notices', () => {
  test('come with growing pauses, in the end weekly', () => {
    let wipe = aWipe({ state: 'waiting-for-handset' });
    const pauses: number[] = [];
    for (let n = 1; n <= 7; n += 1) {
      wipe = countNotice(wipe, LATER);
      pauses.push((wipe.nextNoticeAt ?? 0) - LATER);
    }

    expect(pauses).toEqual([10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 7 * DAY]);
    expect(wipe.notices).toBe(7);
  });

  test('are events up to the fifth, so that a long wait does not fill the audit', () => {
    let wipe = aWipe({ state: 'waiting-for-handset' });
    const before = wipe.events.length;
    for (let n = 1; n <= 50; n += 1) wipe = countNotice(wipe, LATER);

    expect(wipe.events).toHaveLength(before + 5);
  });

  test('are counted where the audit has no room for them', () => {
    const full = withoutRoomFor(aWipe({ state: 'waiting-for-handset' }), 'notified');

    const counted = countNotice(full, LATER);

    expect(counted).toMatchObject({ notices: 1, version: full.version + 1 });
    expect(counted.events).toEqual(full.events);
  });
});
