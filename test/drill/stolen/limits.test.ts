import { describe, expect, test } from '@jest/globals';
import { limitsFor } from '#drill/stolen/limits.ts';

describe('the limits of a run with a stolen sign-in', () => {
  test('are the usual ones where it is large enough to meet them', () => {
    expect(limitsFor('stolen-shop', { requests: 10_000, honest: 200 })).toEqual({});
  });

  test('are lower in a small run: a window takes a part of the others, the shop a part of the thieves', () => {
    expect(limitsFor('stolen-shop', { requests: 40, honest: 8 })).toEqual({
      wipesPer5Minutes: '2',
      shopWipesPerDay: '10',
    });
  });

  test('leave the shop out where it is not what is tried', () => {
    expect(limitsFor('stolen-clerk', { requests: 40, honest: 8 })).toEqual({
      wipesPer5Minutes: '2',
    });
  });
});
