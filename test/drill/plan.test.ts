import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Chance } from '#drill/chance.ts';
import { HANDSETS, planAbsent, planActs, planKills } from '#drill/crash/plan.ts';

const acts = (seed: number, count: number) => planActs(new Chance(seed)).take(count).toArray();

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

describe('the plan of a crash drill', () => {
  test('is the same for the same seed', () => {
    expect(planKills(new Chance(5), 40)).toEqual(planKills(new Chance(5), 40));
    expect(acts(5, 100)).toEqual(acts(5, 100));
    expect(planAbsent(new Chance(5))).toEqual(planAbsent(new Chance(5)));
  });

  test('kills as often as it was told, whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 400 }), (seed, kills) => {
        const { system, crews } = planKills(new Chance(seed), kills);

        const ofSystem = system.reduce((sum, { starting }) => sum + 1 + starting.length, 0);

        expect(ofSystem + crews.length).toBe(kills);
      }),
    );
  });

  test('kills the system as it runs and as it starts, and handsets at any moment and at a step', () => {
    const { system, crews } = planKills(new Chance(6), 100);

    expect(system.some(({ starting }) => starting.length > 0)).toBe(true);
    expect(system.some(({ starting }) => starting.length === 0)).toBe(true);
    expect(crews.some(({ atStep }) => atStep !== undefined)).toBe(true);
    expect(crews.some(({ atStep }) => atStep === undefined)).toBe(true);
  });

  test('has everything happen that may, on every handset', () => {
    const all = acts(7, 2_000);

    expect(new Set(all.map(({ does }) => does)).size).toBe(9);
    expect(new Set(all.map(({ handset }) => handset)).size).toBe(HANDSETS);
    expect(all.some((act) => act.does === 'request' && act.twice)).toBe(true);
    expect(all.some((act) => act.does === 'request' && act.cancelAfter !== undefined)).toBe(true);
    expect(all.some((act) => act.does === 'request' && act.deadlineDays !== undefined)).toBe(true);
  });
});
