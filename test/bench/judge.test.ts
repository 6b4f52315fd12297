import { describe, expect, test } from '@jest/globals';
import { judge, median, percentile } from '#bench/judge.ts';

const row = { name: 'a', value: 12, unit: 'ms' };

describe('a figure', () => {
  test('without a target is neither met nor missed', () => {
    expect(judge(row)).toEqual(row);
  });

  test.each([
    [{ most: 12 }, true],
    [{ most: 11 }, false],
    [{ least: 12 }, true],
    [{ least: 13 }, false],
  ])('is held to %j by its value', (target, met) => {
    expect(judge({ ...row, target }).met).toBe(met);
  });

  test('is held to its target by the ratio where it has a floor', () => {
    expect(judge({ ...row, floor: 10, target: { most: 1.2 } })).toMatchObject({
      ratio: 1.2,
      met: true,
    });
    expect(judge({ ...row, floor: 8, target: { most: 1.2 } })).toMatchObject({
      ratio: 1.5,
      met: false,
    });
  });

  test('keeps a ratio that was measured pair by pair', () => {
    expect(judge({ ...row, floor: 10, ratio: 1.1, target: { most: 1.15 } })).toMatchObject({
      ratio: 1.1,
      met: true,
    });
  });
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('a percentile is one of the values, by nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);

  expect(percentile(values, 0.99)).toBe(99);
  expect(percentile(values, 0.5)).toBe(50);
  expect(percentile([5], 0.99)).toBe(5);
});
