import { describe, expect, test } from '@jest/globals';
import { holds } from '#domain/eligibility/conditions.ts';

describe('a condition', () => {
  test.each([
    ['2024-02-28', false],
    ['2024-02-29', true],
    ['2099-12-31', true],
  ])('holds from its first day on: %s is %s', (day, expected) => {
    expect(holds({ from: '2024-02-29' }, day)).toBe(expected);
  });
});
