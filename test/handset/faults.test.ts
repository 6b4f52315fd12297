import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, enrolledIn, phases, type World } from './handset-world.ts';
import { orderToErase } from './service.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('a handset with faults', () => {
  test('claims, vanishes, and says afterwards that it holds nothing', async () => {
    const handset = world.handset({ faults: ['claim-and-vanish'] });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('offline');
    handset.faults.clear('claim-and-vanish');
    world.service.answer = ({ nonce }) => [{ v: 1, nothing: nonce }];
    handset.want('claim');
    await handset.told('nothing');

    expect(phases(world)).toEqual([]);
    expect(world.service.seen.claims.map(({ holding }) => holding)).toEqual(['none', 'none']);
  });

  test('claims for ever and never obeys', async () => {
    const handset = world.handset({ faults: ['claim-for-ever:20'] });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('command', 3);

    expect(phases(world)).toEqual([]);
  });

  test('loses one report and doubles another', async () => {
    const handset = world.handset({
      enrolAgain: false,
      faults: ['lose-report:accepted', 'double-report:erased'],
    });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('blank');

    expect(phases(world)).toEqual(['sd-done', 'erased', 'erased']);
  });

  test('with a wrong clock obeys all the same', async () => {
    const handset = await enrolledIn(world, { enrolAgain: false });
    handset.faults.set('wrong-clock:-9000000000');
    world.service.answer = orderToErase();

    handset.want('claim');
    await handset.told('blank');

    expect(phases(world)).toContain('erased');
  });
});
