import { describe, expect, test } from '@jest/globals';
import { durationText, parseDuration } from '#cloud/duration.ts';

describe('a duration', () => {
  test.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['30d', 2_592_000_000],
    ['1d12h', 129_600_000],
    ['0s', 0],
  ])('%s is %d milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '5', 'd', '-1h', '+1h', '1.5h', '1w', '1h ', '1H', '1234567890s'])(
    'is not %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test.each([
    [0, '0s'],
    [999, '0s'],
    [90_000, '1m 30s'],
    [2_592_000_000, '30d'],
    [129_661_000, '1d 12h'],
  ])('of %d milliseconds is told as %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});
