import { describe, expect, test } from '@jest/globals';
import { Chance } from '#drill/chance.ts';

describe('chance', () => {
  test('is the same for the same seed, and another for another', () => {
    const draw = (seed: number) => {
      const chance = new Chance(seed);
      return Array.from({ length: 20 }, () => chance.between(1, 1000));
    };

    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test('of one purpose does not depend on what is drawn for another', () => {
    const busy = new Chance(1);
    busy.between(0, 9);

    expect(busy.fork('kills').between(0, 1e9)).toBe(new Chance(1).fork('kills').between(0, 1e9));
  });

  test('stays within its bounds and reaches both', () => {
    const chance = new Chance(3);
    const drawn = Array.from({ length: 200 }, () => chance.between(2, 4));

    expect(new Set(drawn)).toEqual(new Set([2, 3, 4]));
  });

  test('follows weights', () => {
    const chance = new Chance(4);
    const drawn = Array.from({ length: 400 }, () =>
      chance.weighted({ often: 9, never: 0, rare: 1 }),
    );

    expect(drawn).not.toContain('never');
    expect(drawn.filter((name) => name === 'often').length).toBeGreaterThan(300);
    expect(drawn).toContain('rare');
  });
});
