import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { topics } from '#domain/protocol/envelope.ts';
import { generateKey } from '#handset/keys.ts';
import { openStore } from '#handset/store.ts';
import { signCommand } from './commands.ts';
import { createWorld, names, phases, type World } from './handset-world.ts';
import { orderToErase } from './service.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('a handset refuses', () => {
  test.each([
    ['another enrolment', { aud: 'somebody-else' }, 'wrong-audience'],
    ['another nonce', { nonce: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'nonce-mismatch'],
    ['another signer', { signer: generateKey() }, 'bad-signature'],
    ['an unknown key', { kid: 'unknown' }, 'unknown-key'],
    ['yesterday', { exp: Math.floor(Date.now() / 1000) - 86_400 }, 'expired'],
  ])('a command of %s, and reports why', async (_, override, reason) => {
    const handset = world.handset();
    world.service.answer = orderToErase(override);

    await handset.on();
    await handset.told('claimed', 2);

    expect(await handset.told('refused')).toMatchObject({ reason });
    expect(world.service.seen.reports[0]).toMatchObject({ phase: 'refused', reason });
    expect(await readdir(join(handset.dir, 'internal'))).not.toEqual([]);
  });

  test('a command for an earlier claim', async () => {
    const handset = world.handset();
    world.service.answer = () => [];
    await handset.on();
    await handset.told('claimed', 2);
    const [first] = world.service.seen.claims;
    const [life] = world.service.seen.enrolments;
    if (first === undefined || life === undefined) throw new Error('no claim');

    const jws = await signCommand(first, life);
    await world.service.publish(topics(life.enrolmentId).command, { v: 1, jws });

    expect(await handset.told('refused')).toMatchObject({ reason: 'replayed' });
  });

  test('what it was dealing with when the power went, on disk before it is off', async () => {
    const handset = world.handset();
    world.service.answer = orderToErase({ aud: 'somebody-else' });
    await handset.on();
    await handset.told('refused');

    await handset.off();

    const { life } = await openStore(join(handset.dir, 'system'));
    expect(life).toMatchObject({ reports: [{ phase: 'refused' }] });
    expect(handset.events.at(-1)?.event).toBe('off');
  });

  test('whatever it is told to refuse', async () => {
    const handset = world.handset({ faults: ['refuse:unknown-key'] });
    world.service.answer = orderToErase();

    await handset.on();

    expect(await handset.told('refused')).toMatchObject({ reason: 'unknown-key' });
  });

  test('the same command only once', async () => {
    const handset = world.handset({ faults: ['refuse', 'double-command'] });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('ignored');
    await handset.told('claimed', 2);

    expect(phases(world).filter((phase) => phase === 'refused')).toHaveLength(1);
  });

  test('what is not even JSON, without losing its claim', async () => {
    const handset = world.handset({ enrolAgain: false });
    world.service.answer = async (claim, life) => [
      'no JSON',
      { v: 2 },
      ...(await orderToErase()(claim, life)),
    ];

    await handset.on();
    await handset.told('blank');

    expect(names(handset).filter((name) => name === 'unreadable')).toHaveLength(2);
  });
});
