import { describe, expect, test } from '@jest/globals';
import { nextLook, saidAt, timeLeft } from '#browser/countdown.ts';

const MINUTE = 60_000;
const END = 1_000 * MINUTE;

describe('the time left', () => {
  test.each([
    [61 * MINUTE, { hours: 1, minutes: 1, seconds: 0 }],
    [MINUTE + 1, { hours: 0, minutes: 1, seconds: 1 }],
    [1, { hours: 0, minutes: 0, seconds: 1 }],
  ])('%d ms before the end is read in whole seconds, rounded up', (before, left) => {
    expect(timeLeft(END, END - before)).toEqual(left);
  });

  test.each([[0], [1], [MINUTE]])('%d ms after the end is none', (after) => {
    expect(timeLeft(END, END + after)).toBeUndefined();
  });
});

describe('what is said of it', () => {
  test.each([
    [31 * MINUTE, undefined],
    [30 * MINUTE, 30 * MINUTE],
    [11 * MINUTE, 30 * MINUTE],
    [10 * MINUTE, 10 * MINUTE],
    [4 * MINUTE, 5 * MINUTE],
    [59_000, MINUTE],
    [0, 0],
    [-MINUTE, 0],
  ])('%d ms before the end is the last moment worth saying', (before, said) => {
    expect(saidAt(END, END - before)).toBe(said);
  });

  test('is the same at every second between two such moments', () => {
    const seconds = Array.from({ length: 299 }, (_, at) => 10 * MINUTE - at * 1_000);

    expect(new Set(seconds.map((before) => saidAt(END, END - before)))).toEqual(
      new Set([10 * MINUTE]),
    );
  });
});

test('it is looked at every second once seconds are shown', () => {
  expect(nextLook(END, END - 2 * MINUTE)).toBe(1_000);
  expect(nextLook(END, END - 60 * MINUTE)).toBe(30_000);
});
