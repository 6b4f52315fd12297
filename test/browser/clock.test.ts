import { describe, expect, test } from '@jest/globals';
import { lackBy } from '#browser/clock.ts';

const NOON = Date.UTC(2026, 3, 1, 12);
const HOUR = 3_600_000;
const date = (at: number) => new Date(at).toUTCString();

/** What a machine's clock lacks that got an answer, made at noon, half a second after it had asked. */
const lack = (asked: number, headers: Record<string, string>) =>
  lackBy(new Headers(headers), { asked, answered: asked + 500 });

describe('a machine’s clock', () => {
  test.each([
    ['the same second', NOON],
    ['a second in which the answer may have been made', NOON + 900],
    ['a little before', NOON - 400],
  ])('is taken for right at %s', (_what, asked) => {
    expect(lack(asked, { date: date(NOON) })).toBe(0);
  });

  test.each([
    ['late', NOON - 5 * HOUR, 5 * HOUR],
    ['early', NOON + 5 * HOUR, -5 * HOUR],
  ])('that is five hours %s is put right to the second', (_what, asked, wanted) => {
    const found = lack(asked, { date: date(NOON) });

    expect(Math.abs(found - wanted)).toBeLessThan(1000);
  });

  test('is compared with what a cache kept by how long it did', () => {
    expect(lack(NOON, { date: date(NOON - 60_000), age: '60' })).toBe(0);
  });

  test.each([[{}], [{ date: 'some day' }], [{ date: date(NOON), age: 'old' }]])(
    'is left alone by %j',
    (headers: Record<string, string>) => {
      expect(lack(NOON - HOUR, headers)).toBe(0);
    },
  );
});
