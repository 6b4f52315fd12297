import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  accountLimit,
  clerkLimit,
  keyOfPlace,
  placeOf,
  secondsLeft,
  shardsOf,
  shopLimit,
  totalLimits,
} from '#domain/governor/limits.ts';
import { windowAt } from '#domain/governor/windows.ts';
import { LIMITS } from '#test/functions/tables.ts';
import { NOW } from '../builders.ts';

describe('limits', () => {
  test('of clerk and shop are by person and by shop', () => {
    expect([clerkLimit('p', LIMITS.clerkLimits), shopLimit('s', LIMITS.clerkLimits)]).toEqual([
      { rule: 'clerk', scope: 'clerk#p', kind: 'hour', most: 20 },
      { rule: 'shop', scope: 'shop#s', kind: 'day', most: 60 },
    ]);
  });

  test.each([
    ['business', { rule: 'business', kind: 'hour', most: 10 }],
    ['docomo', { rule: 'account', kind: 'day', most: 5 }],
    ['kids', { rule: 'account', kind: 'day', most: 5 }],
  ] as const)('of an account go by the plan of the line: %s', (plan, expected) => {
    expect(accountLimit('a', plan, LIMITS.accountLimits)).toEqual({
      scope: 'account#a',
      ...expected,
    });
  });

  test('of all count in one scope, the shortest window first', () => {
    expect(totalLimits(LIMITS.totalLimits).map(({ kind, most }) => [kind, most])).toEqual([
      ['5min', 50],
      ['hour', 300],
      ['day', 2000],
    ]);
    expect(new Set(totalLimits(LIMITS.totalLimits).map(({ scope }) => scope))).toEqual(
      new Set(['total']),
    );
  });

  test.each([
    ['clerk', 'hour', 3600],
    ['shop', 'day', 15 * 3600],
  ] as const)('are free again when the window of a %s is over', (_, kind, seconds) => {
    expect(secondsLeft({ kind }, NOW)).toBe(seconds);
    expect(secondsLeft({ kind }, NOW + 1)).toBe(seconds);
    expect(secondsLeft({ kind }, NOW + seconds * 1000 - 1)).toBe(1);
  });
});

describe('shards', () => {
  const limit = (most: number) => ({ rule: 'total', scope: 'total', kind: 'day', most }) as const;
  const window = windowAt('day', NOW);

  test('hold the limit together, below 500 each, under names of their own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (most) => {
        const shards = shardsOf(limit(most), window);

        expect(shards.reduce((sum, shard) => sum + shard.most, 0)).toBe(most);
        expect(shards.every((shard) => shard.most > 0 && shard.most < 500)).toBe(true);
        expect(new Set(shards.map(({ window: name }) => name)).size).toBe(shards.length);
      }),
    );
  });

  test('are one where one is enough, and five for 2,000', () => {
    expect(shardsOf(limit(400), window).map((shard) => shard.window)).toEqual(['day 2026-03-11.0']);
    expect(shardsOf(limit(2000), window)).toHaveLength(5);
  });
});

test('a place on a wipe leads back to its item, whatever the scope is called', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const key = { scope: `clerk#${name}`, window: 'hour 2026-03-11T09.0' };

      expect(keyOfPlace(placeOf(key))).toEqual(key);
    }),
  );
});
