import { expect, test } from '@jest/globals';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { REASON_TEXTS, REFERRAL_TEXTS } from '#domain/eligibility/texts.ts';

test('a code is told in the words of its language', () => {
  expect(wordsOfCode('W_NO_RESERVATION', 'ja')).toBe(REASON_TEXTS.W_NO_RESERVATION.ja);
  expect(wordsOfCode('F_SHOP_COUNTER', 'en')).toBe(REFERRAL_TEXTS.F_SHOP_COUNTER.en);
  expect(wordsOfCode('OK', 'en')).toMatch(/can be wiped/);
});

test('a code that is not known here is shown as it is', () => {
  expect(wordsOfCode('X_LATER', 'ja')).toBe('X_LATER');
});
