import { describe, expect, test } from '@jest/globals';
import { deadlineDaysIn } from '#portal/deadline-days.ts';

describe('days to wait', () => {
  test.each([
    ['', undefined],
    ['  ', undefined],
    ['1', 1],
    [' 7 ', 7],
    ['330', 330],
    ['３０', 30],
    ['0', 'malformed'],
    ['331', 'malformed'],
    ['-1', 'malformed'],
    ['1.5', 'malformed'],
    ['week', 'malformed'],
  ])('"%s" are %s', (typed, expected) => {
    expect(deadlineDaysIn(typed)).toBe(expected);
  });
});
