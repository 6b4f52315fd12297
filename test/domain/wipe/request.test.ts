import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifyChain } from '#domain/audit/chain.ts';
import { mayAskFrom, nextAttempt, openWipe } from '#domain/wipe/request.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { parseWipeId, Wipe } from '#domain/wipe/wipe.ts';
import {
  anIssuedCommand,
  aRequest,
  aWipe,
  ENROLMENT_ID,
  NOW,
  PERSON,
  type WipeOverrides,
} from '../builders.ts';

describe('another attempt', () => {
  test('is the first where there was none', () => {
    expect(nextAttempt(undefined)).toEqual({ open: true, attempt: 1 });
  });

  test.each(['failed', 'refused', 'rejected', 'cancelled', 'expired'] as const)(
    'is open after one that was %s',
    (state) => {
      expect(nextAttempt(aWipe({ state, attempt: 3 }))).toEqual({ open: true, attempt: 4 });
    },
  );

  test.each([
    ['requested', 'wipe-open'],
    ['awaiting-approval', 'wipe-open'],
    ['held', 'wipe-open'],
    ['waiting-for-handset', 'wipe-open'],
    ['issued', 'wipe-open'],
    ['accepted', 'wipe-open'],
    ['erased', 'enrolment-ended'],
    ['unconfirmed', 'result-unknown'],
  ] as const)('is closed after one that is %s: %s', (state, code) => {
    expect(nextAttempt(aWipe({ state }))).toEqual({
      open: false,
      code,
      wipeId: `${ENROLMENT_ID}.1`,
    });
  });
});

describe('a wipe as it is put', () => {
  const wipe = openWipe(aRequest({ attempt: 2 }));

  test('is a whole wipe, requested, and due', () => {
    expect(Wipe.parse(wipe)).toEqual(wipe);
    expect(wipe).toMatchObject({
      wipeId: `${ENROLMENT_ID}.2`,
      state: 'requested',
      version: 1,
      openShard: expect.any(String),
      nextActionAt: expect.any(Number),
    });
  });

  test('has its request as first event', () => {
    expect(wipe.events).toMatchObject([
      { n: 1, type: 'requested', by: PERSON, to: 'requested', at: NOW, detail: { channel: 'web' } },
    ]);
    expect(verifyChain(wipe.wipeId, wipe.events)).toMatchObject({ intact: true });
  });
});

describe('asking again and again', () => {
  const ended = (endedAt: number, overrides: WipeOverrides = {}): Wipe => ({
    ...aWipe({ state: 'cancelled', ...overrides }),
    endedAt,
  });
  const inVain = (count: number) => Array.from({ length: count }, () => ended(NOW));

  test.each([
    [0, 0],
    [5, 0],
    [6, 1],
    [7, 2],
    [9, 8],
    [10, 10],
    [150, 10],
  ])('after %i in vain waits for %i minutes from the last end', (count, minutes) => {
    expect(mayAskFrom(inVain(count), NOW)).toBe(NOW + minutes * MINUTE);
  });

  test('counts neither those of yesterday nor those that a command went out for', () => {
    const yesterday = Array.from({ length: 9 }, () => ended(NOW - DAY));
    const reached = Array.from({ length: 9 }, () => ended(NOW, { commands: [anIssuedCommand()] }));

    expect(mayAskFrom([...yesterday, ...reached, ...inVain(5)], NOW)).toBe(NOW);
  });

  test('never keeps anybody from it for more than ten minutes, whatever was asked for and cancelled', () => {
    const round = fc.record({ pause: fc.nat(15 * MINUTE), open: fc.nat(5 * MINUTE) });
    fc.assert(
      fc.property(fc.array(round, { maxLength: 60 }), (rounds) => {
        let now = NOW;
        const attempts: Wipe[] = [];
        for (const { pause, open } of rounds) {
          now += pause;
          if (mayAskFrom(attempts, now) <= now) {
            now += open;
            attempts.unshift(ended(now));
          }
          const from = mayAskFrom(attempts, now);
          expect(from - now).toBeLessThanOrEqual(10 * MINUTE);
          expect(mayAskFrom(attempts, from)).toBe(from);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a wipe’s id', () => {
  test('leads back to its key', () => {
    for (const attempt of [12, 10_000, 9_999_999])
      expect(parseWipeId(`${ENROLMENT_ID}.${attempt}`)).toEqual({
        enrolmentId: ENROLMENT_ID,
        attempt,
      });
  });

  test.each([
    ENROLMENT_ID,
    `${ENROLMENT_ID}.`,
    `${ENROLMENT_ID}.0`,
    `${ENROLMENT_ID}.01`,
    `${ENROLMENT_ID}.-1`,
    `${ENROLMENT_ID}.1 `,
    `${ENROLMENT_ID}.1\n`,
    `${ENROLMENT_ID}.12345678`,
    `${ENROLMENT_ID.slice(1)}.1`,
    `../${ENROLMENT_ID}.1`,
    '',
  ])('is not %j', (text) => {
    expect(parseWipeId(text)).toBeUndefined();
  });
});
