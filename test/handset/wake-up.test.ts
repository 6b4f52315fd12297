import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, enrolledIn, names, type World } from './handset-world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('a handset wakes up and claims', () => {
  test('at an SMS without a code', async () => {
    const handset = await enrolledIn(world);
    await handset.told('offline');

    await world.service.messages.put({ kind: 'sms', to: '+819000000001', body: 'wake' }, 0);

    expect(await handset.told('wake-up')).toMatchObject({ by: 'sms' });
    await handset.told('nothing', 2);
  });

  test('at a push to its token', async () => {
    const handset = await enrolledIn(world);
    await handset.told('offline');
    const to = world.service.seen.enrolments[0]?.statement.pushToken ?? '';

    await world.service.messages.put({ kind: 'push', to, body: '{"v":1}' }, 0);

    expect(await handset.told('wake-up')).toMatchObject({ by: 'push' });
    await handset.told('nothing', 2);
  });

  test('and not before, where it was put asleep', async () => {
    const handset = world.handset({ asleep: true });
    await handset.on();
    await handset.told('enrolled');
    const to = world.service.seen.enrolments[0]?.statement.pushToken ?? '';

    await world.service.messages.put({ kind: 'push', to, body: '{"v":1}' }, 0);
    await handset.told('nothing');

    expect(world.service.seen.claims).toHaveLength(1);
  });

  test('at a notice while it is still connected', async () => {
    const handset = await enrolledIn(world, { times: { linger: 10_000 } });

    await world.service.notice(world.service.seen.connections[0] ?? '');

    await handset.told('nothing', 2);
    expect(names(handset)).not.toContain('offline');
  });

  test('on regained network, once a day', async () => {
    const handset = await enrolledIn(world, { times: { linger: 10, jitter: 0 } });
    await handset.told('offline');

    for (const _ of [1, 2, 3]) {
      handset.networkOff();
      handset.networkOn();
    }
    await handset.told('nothing', 2);
    await handset.told('offline', 2);
    handset.networkOff();
    handset.networkOn();
    await handset.off();

    expect(world.service.seen.claims).toHaveLength(2);
  });

  test('on a SIM change, then listening to the other number', async () => {
    const handset = await enrolledIn(world);
    await handset.told('offline');

    handset.changeSim('09000000002');
    await handset.told('nothing', 2);
    await handset.told('offline', 2);
    await world.service.messages.put({ kind: 'sms', to: '+819000000002', body: 'wake' }, 0);

    await handset.told('nothing', 3);
  });

  test('when it is switched on again while it is still going off', async () => {
    const handset = await enrolledIn(world);

    const off = handset.off();
    await handset.on();
    await off;

    await handset.told('on', 2);
    await handset.told('nothing', 2);
    expect(names(handset).filter((name) => name === 'on' || name === 'off')).toEqual([
      'on',
      'off',
      'on',
    ]);
  });

  test('not without network, but once it is back', async () => {
    const handset = await enrolledIn(world);
    await handset.told('offline');
    handset.networkOff();

    await world.service.messages.put({ kind: 'sms', to: '+819000000001', body: 'wake' }, 0);
    const wokenMeanwhile = names(handset).includes('wake-up');
    handset.networkOn();

    await handset.told('nothing', 2);
    expect(wokenMeanwhile).toBe(false);
  });

  test('again with a fresh nonce as long as there is no answer', async () => {
    world.service.answer = () => [];
    const handset = world.handset();

    await handset.on();
    await handset.told('claimed', 3);

    const nonces = world.service.seen.claims.map(({ nonce }) => nonce);
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  test('and stays for an answer that comes late, however soon it hangs up otherwise', async () => {
    world.service.answer = async (claim) => {
      await sleep(300);
      return [{ v: 1, nothing: claim.nonce }];
    };
    const handset = world.handset({ times: { linger: 10, claimAgain: 20_000 } });

    await handset.on();
    await handset.told('nothing');

    expect(names(handset)).not.toContain('offline');
    expect(world.service.seen.claims).toHaveLength(1);
  });

  test('a "nothing" for another nonce is no answer', async () => {
    world.service.answer = () => [{ v: 1, nothing: 'AAAAAAAAAAAAAAAAAAAAAA' }];
    const handset = world.handset();

    await handset.on();
    await handset.told('claimed', 2);

    expect(names(handset)).not.toContain('nothing');
  });
});
