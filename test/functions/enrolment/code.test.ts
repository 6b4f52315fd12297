import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '#domain/wipe/settings.ts';
import { aLine, NOW } from '#test/domain/builders.ts';
import { aHandset } from '../handset.ts';
import { type EnrolmentWorld, enrolmentWorld } from './world.ts';

let world: EnrolmentWorld;
beforeEach(async () => {
  world = await enrolmentWorld();
});
afterEach(() => world.tables.stop());

describe('the code', () => {
  const handset = aHandset();

  test.each(['87654321', '00000000'])('is not %s', async (wrong) => {
    await world.code('12345678');

    expect(await world.enrol(await handset, wrong)).toMatchObject({
      status: 403,
      problem: 'code-wrong',
    });
    expect(await world.line()).toMatchObject({ enrolmentCode: { triesLeft: 4 } });
    expect(await world.enrol(await handset, '12345678')).toMatchObject({ status: 201 });
  });

  test('is locked after five wrong tries', async () => {
    await world.code('12345678');
    for (let n = 0; n < 5; n++) await world.enrol(await handset, '00000000');

    expect(await world.enrol(await handset, '12345678')).toMatchObject({ problem: 'code-wrong' });
  });

  test('counts every one of twenty wrong tries at once', async () => {
    await world.code('12345678');

    await Promise.all(
      Array.from({ length: 20 }, async () => world.enrol(await handset, '00000000')),
    );

    const { enrolmentCode } = (await world.line()) ?? {};
    expect(enrolmentCode?.triesLeft).toBe(0);
    // Once, however many come after it.
    expect(world.announced.map(({ about }) => about)).toEqual(['guessing']);
  });

  test('expires after ten minutes', async () => {
    await world.code('12345678');

    world.setNow(NOW + 10 * MINUTE);
    expect(await world.enrol(await handset, '12345678')).toMatchObject({ problem: 'code-wrong' });
    world.setNow(NOW + 10 * MINUTE - 1);
    expect(await world.enrol(await handset, '12345678')).toMatchObject({ status: 201 });
  });

  test.each([
    ['of a line that never asked for one', {}],
    ['of a number without a line', { number: '09000000000' }],
  ])('%s is wrong like any other', async (_, overrides) => {
    expect(await world.enrol(await handset, '12345678', overrides)).toMatchObject({
      status: 403,
      problem: 'code-wrong',
    });
    expect(await world.line()).toMatchObject({ version: 1 });
  });

  test('of another line does not fit', async () => {
    const other = aLine({ lineId: 'line-2', number: '09022222222', enrolments: [] });
    await world.tables.given({ lines: [other] });
    await world.code('12345678', 'line-2');

    expect(await world.enrol(await handset, '12345678')).toMatchObject({ problem: 'code-wrong' });
  });

  test('of an ended contract does not fit', async () => {
    await world.code('12345678');
    const present = await world.line();
    if (present) await world.tables.given({ lines: [{ ...present, status: 'ended' }] });

    expect(await world.enrol(await handset, '12345678')).toMatchObject({ problem: 'code-wrong' });
  });
});
