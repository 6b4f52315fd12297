import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Chance } from '#drill/chance.ts';
import { HANDSETS, planAbsent, planActs, planKills } from '#drill/crash/plan.ts';

const acts = (seed: number, count: number) => planActs(new Chance(seed)).take(count).toArray();

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
