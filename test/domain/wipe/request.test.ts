import { describe, expect, test } from '@jest/globals';
import { verifyChain } from '#domain/audit/chain.ts';
import { nextAttempt, openWipe } from '#domain/wipe/request.ts';
import { parseWipeId, Wipe } from '#domain/wipe/wipe.ts';
import { aRequest, aWipe, ENROLMENT_ID, NOW, PERSON } from '../builders.ts';

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

describe('a wipe’s id', () => {
  test('leads back to its key', () => {
    expect(parseWipeId(`${ENROLMENT_ID}.12`)).toEqual({ enrolmentId: ENROLMENT_ID, attempt: 12 });
  });

  test.each([
    ENROLMENT_ID,
    `${ENROLMENT_ID}.`,
    `${ENROLMENT_ID}.0`,
    `${ENROLMENT_ID}.01`,
    `${ENROLMENT_ID}.-1`,
    `${ENROLMENT_ID}.1 `,
    `${ENROLMENT_ID}.1\n`,
    `${ENROLMENT_ID}.12345`,
    `${ENROLMENT_ID.slice(1)}.1`,
    `../${ENROLMENT_ID}.1`,
    '',
  ])('is not %j', (text) => {
    expect(parseWipeId(text)).toBeUndefined();
  });
});
