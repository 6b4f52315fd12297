import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lapse } from '#domain/wipe/lapse.ts';
import { DAY, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { anIssuedCommand, aWipe, NOW, VERDICT_TIME } from '../builders.ts';

const DEADLINE = NOW + 30 * DAY;
const at = (wipe: Wipe, now: number, verdictTime = VERDICT_TIME) =>
  lapse(wipe, { now, verdictTime });

describe('time alone', () => {
  test.each(['requested', 'held', 'waiting-for-handset'] as const)(
    'expires a wipe without a command at its deadline, not before (%s)',
    (state) => {
      const wipe = aWipe({ state });

      expect(at(wipe, DEADLINE - 1)).toBe(wipe);
      expect(at(wipe, DEADLINE)).toMatchObject({ state: 'expired', reason: 'deadline' });
    },
  );

  test('expires a request that nobody approved', () => {
    const wipe = aWipe({ state: 'awaiting-approval', approvalUntil: NOW + 30 * MINUTE });

    expect(at(wipe, NOW + 30 * MINUTE - 1)).toBe(wipe);
    expect(at(wipe, NOW + 30 * MINUTE)).toMatchObject({
      state: 'expired',
      reason: 'approval-lapsed',
    });
    expect(at(wipe, DEADLINE)).toMatchObject({ state: 'expired', reason: 'deadline' });
  });

  test('takes no command back: the deadline only begins the wait for the verdict', () => {
    const wipe = aWipe({ state: 'issued' });

    expect(at(wipe, DEADLINE - 1)).toBe(wipe);
    expect(at(wipe, DEADLINE)).toMatchObject({
      state: 'issued',
      verdictUntil: DEADLINE + VERDICT_TIME,
    });
  });

  test('waits at least until the last command has expired', () => {
    const last = anIssuedCommand({ issuedAt: DEADLINE - SECOND });
    const wipe = aWipe({ state: 'issued', commands: [last] });

    expect(at(wipe, DEADLINE, SECOND)).toMatchObject({ verdictUntil: last.expiresAt });
  });

  test.each(['issued', 'accepted'] as const)(
    'leaves a wipe unconfirmed once the wait is over (%s)',
    (state) => {
      const wipe = aWipe({ state, verdictUntil: NOW + VERDICT_TIME });

      expect(at(wipe, NOW + VERDICT_TIME - 1)).toBe(wipe);
      expect(at(wipe, NOW + VERDICT_TIME)).toMatchObject({ state: 'unconfirmed' });
    },
  );

  test.each([
    'erased',
    'unconfirmed',
    'failed',
    'refused',
    'rejected',
    'cancelled',
    'expired',
  ] as const)('does nothing to a wipe that has ended (%s)', (state) => {
    const wipe = aWipe({ state });

    expect(at(wipe, NOW + 400 * DAY)).toBe(wipe);
  });

  test('does at one moment what it does once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STATE_NAMES),
        fc.integer({ min: 0, max: 400 * DAY }),
        fc.option(fc.integer({ min: 0, max: 400 * DAY }), { nil: undefined }),
        (state, later, until) => {
          const verdict = until === undefined ? {} : { verdictUntil: NOW + until };
          const once = at(aWipe({ state, ...verdict }), NOW + later);

          expect(at(once, NOW + later)).toBe(once);
        },
      ),
    );
  });
});
