import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKey } from '#handset/keys.ts';
import { createWorld, enrolledIn, names, type TestHandset, type World } from './handset-world.ts';
import { orderToErase } from './service.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const text = (handset: TestHandset, file: string) => readFile(join(handset.dir, file), 'utf8');

describe('a handset without an enrolment', () => {
  test('enrols with the code from its SMS, then claims, and hangs up when nothing waits', async () => {
    const handset = world.handset();

    await handset.on();
    await handset.told('offline');

    expect(names(handset)).toEqual(['on', 'enrolled', 'online', 'claimed', 'nothing', 'offline']);
    expect(world.service.seen.claims).toMatchObject([{ holding: 'none', counter: 1 }]);
  });

  test('enrols with the same key when the answer was lost', async () => {
    const handset = world.handset();
    world.service.refuseEnrolment = { status: 503, code: 'later' };
    await handset.on();
    await handset.told('enrol-failed');
    const before = JSON.parse(await text(handset, 'system/life.json'));

    world.service.refuseEnrolment = undefined;
    await handset.told('enrolled');

    const after = JSON.parse(await text(handset, 'system/life.json'));
    expect(after.enrolmentKey).toEqual(before.enrolmentKey);
  });

  test('does not ask again after a refusal that time does not heal', async () => {
    world.service.refuseEnrolment = { status: 409, code: 'wipe-open' };
    const handset = world.handset();

    await handset.on();

    expect(await handset.told('enrol-failed')).toMatchObject({ code: 'wipe-open' });
    handset.want('claim');
    await handset.off();
    expect(names(handset).filter((name) => name === 'enrol-failed')).toHaveLength(1);
  });

  test('keeps its hardware key and its enrolment through a restart', async () => {
    const first = await enrolledIn(world);
    await first.off();

    await first.on();
    await first.told('nothing', 2);

    expect(world.service.seen.enrolments).toHaveLength(1);
    expect(world.service.seen.claims.map(({ counter }) => counter)).toEqual([1, 2]);
  });
});

test('a reset by hand brings an attestation instead of a receipt', async () => {
  const handset = await enrolledIn(world, { platformKey: generateKey() });

  handset.want('reset');
  await handset.told('enrolled', 2);

  const [, second] = world.service.seen.enrolments;
  expect(second?.statement.attestation).toBeDefined();
  expect(second?.statement.receipt).toBeUndefined();
  expect(await readdir(join(handset.dir, 'internal'))).toEqual([]);
  expect(await readdir(join(handset.dir, 'sd'))).not.toEqual([]);
});

test('a renewed certificate serves the next claim of the same enrolment', async () => {
  const handset = await enrolledIn(world);

  handset.want('renew');
  await handset.told('renewed');
  await handset.told('nothing', 2);

  expect(world.service.seen.renewals).toHaveLength(1);
  expect(new Set(world.service.seen.connections).size).toBe(1);
});

test('nothing a handset tells has its number, a key or a code in it', async () => {
  const handset = world.handset();
  world.service.answer = orderToErase();
  await handset.on();
  await handset.told('enrolled', 2);

  const all = JSON.stringify(handset.events);

  expect(all).not.toContain('0900000');
  expect(all).not.toContain('12345678');
  expect(all).not.toMatch(/"d"|sim-/);
});
