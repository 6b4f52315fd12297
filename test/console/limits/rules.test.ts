import { describe, expect, test } from '@jest/globals';
import { fullnessOf, percentOf } from '#console/limits/rules.ts';

describe('a window of a limit', () => {
  test.each([
    [0, 100, 'free', 0],
    [79, 100, 'free', 79],
    [80, 100, 'near', 80],
    [99, 100, 'near', 99],
    [100, 100, 'full', 100],
    [130, 100, 'full', 100],
    [2, 3, 'free', 66.7],
    [0, 0, 'full', 100],
  ] as const)('with %i of %i is %s', (count, most, fullness, percent) => {
    expect(fullnessOf({ count, most })).toBe(fullness);
    expect(percentOf({ count, most })).toBeCloseTo(percent, 1);
  });

  test('says nothing of its fullness where nothing is counted', () => {
    expect(fullnessOf({ most: 3 })).toBeUndefined();
  });
});
