import { describe, expect, test } from '@jest/globals';
import { cancel } from '#domain/wipe/cancel.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { anIssuedCommand, aWipe, NOW, PERSON, VERDICT_TIME } from '../builders.ts';

const LATER = NOW + MINUTE;
const wish = (wipe: Wipe, verdictTime = VERDICT_TIME) =>
  cancel(wipe, { now: LATER, by: PERSON, verdictTime });

describe('a wish to cancel', () => {
  test.each(['requested', 'awaiting-approval', 'held', 'waiting-for-handset'] as const)(
    'is certain before a command exists (%s)',
    (state) => {
      const decision = wish(aWipe({ state }));

      expect(decision).toMatchObject({
        kind: 'cancelled',
        wipe: { state: 'cancelled', endedAt: LATER },
      });
    },
  );

  test('is kept while a command may act, and begins the wait for the verdict', () => {
    const before = aWipe({ state: 'issued' });

    const decision = wish(before);

    expect(decision).toMatchObject({
      kind: 'not-known-yet',
      wipe: {
        state: 'issued',
        version: before.version + 1,
        cancelRequestedAt: LATER,
        verdictUntil: LATER + VERDICT_TIME,
      },
    });
    expect('wipe' in decision && decision.wipe?.events.at(-1)).toMatchObject({
      type: 'cancel-requested',
      by: PERSON,
      from: 'issued',
      to: 'issued',
    });
  });

  test('waits at least until the last command has expired', () => {
    const { expiresAt } = anIssuedCommand();

    expect(wish(aWipe({ state: 'issued' }), SECOND)).toMatchObject({
      wipe: { verdictUntil: expiresAt },
    });
  });

  test('does not make a wait longer that has begun', () => {
    const wipe = aWipe({ state: 'issued', verdictUntil: LATER + SECOND });

    expect(wish(wipe)).toMatchObject({ wipe: { verdictUntil: LATER + SECOND } });
  });

  test('is kept once', () => {
    const wipe = aWipe({ state: 'issued', cancelRequestedAt: NOW, verdictUntil: LATER });

    expect(wish(wipe)).toEqual({ kind: 'not-known-yet' });
  });

  test.each(['accepted', 'erased', 'unconfirmed', 'failed'] as const)(
    'is too late in %s',
    (state) => {
      expect(wish(aWipe({ state }))).toEqual({ kind: 'too-late' });
    },
  );

  test.each([
    ['cancelled', 'already-cancelled'],
    ['refused', 'already-ended'],
    ['rejected', 'already-ended'],
    ['expired', 'already-ended'],
  ] as const)('changes nothing once the wipe is %s (%s)', (state, kind) => {
    expect(wish(aWipe({ state }))).toEqual({ kind });
  });
});
