import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RECEIPT_TYPE, Receipt } from '#domain/protocol/enrolment.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { PrivateJwk, publicPart, verifyJws } from '#domain/protocol/signature.ts';
import { generateKey } from '#handset/keys.ts';
import { signCommand } from './commands.ts';
import { createWorld, type TestHandset, type World } from './handset-world.ts';
import { orderToErase } from './service.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const phases = () => world.service.seen.reports.map(({ phase }) => phase);
const names = ({ events }: TestHandset) => events.map(({ event }) => event);
const text = (handset: TestHandset, file: string) => readFile(join(handset.dir, file), 'utf8');

async function enrolled(options: Parameters<World['handset']>[0] = {}) {
  const handset = world.handset(options);
  await handset.on();
  await handset.told('nothing');
  return handset;
}

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
    const first = await enrolled();
    await first.off();

    await first.on();
    await first.told('nothing', 2);

    expect(world.service.seen.enrolments).toHaveLength(1);
    expect(world.service.seen.claims.map(({ counter }) => counter)).toEqual([1, 2]);
  });
});

describe('a handset wakes up and claims', () => {
  test('at an SMS without a code', async () => {
    const handset = await enrolled();
    await handset.told('offline');

    await world.service.messages.put({ kind: 'sms', to: '+819000000001', body: 'wake' }, 0);

    expect(await handset.told('wake-up')).toMatchObject({ by: 'sms' });
    await handset.told('nothing', 2);
  });

  test('at a push to its token', async () => {
    const handset = await enrolled();
    await handset.told('offline');
    const to = world.service.seen.enrolments[0]?.statement.pushToken ?? '';

    await world.service.messages.put({ kind: 'push', to, body: '{"v":1}' }, 0);

    expect(await handset.told('wake-up')).toMatchObject({ by: 'push' });
    await handset.told('nothing', 2);
  });

  test('at a notice while it is still connected', async () => {
    const handset = await enrolled({ times: { linger: 10_000 } });

    await world.service.notice(world.service.seen.connections[0] ?? '');

    await handset.told('nothing', 2);
    expect(names(handset)).not.toContain('offline');
  });

  test('on regained network, once a day', async () => {
    const handset = await enrolled({ times: { linger: 10, jitter: 0 } });
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
    const handset = await enrolled();
    await handset.told('offline');

    handset.changeSim('09000000002');
    await handset.told('nothing', 2);
    await handset.told('offline', 2);
    await world.service.messages.put({ kind: 'sms', to: '+819000000002', body: 'wake' }, 0);

    await handset.told('nothing', 3);
  });

  test('not without network, but once it is back', async () => {
    const handset = await enrolled();
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

  test('a "nothing" for another nonce is no answer', async () => {
    world.service.answer = () => [{ v: 1, nothing: 'AAAAAAAAAAAAAAAAAAAAAA' }];
    const handset = world.handset();

    await handset.on();
    await handset.told('claimed', 2);

    expect(names(handset)).not.toContain('nothing');
  });
});

describe('a handset that is ordered to erase itself', () => {
  test('reports each step in order, erases both storages, destroys its key and enrols anew', async () => {
    const handset = world.handset();
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('key-destroyed');
    const left = await Promise.all(
      ['internal', 'sd'].map((storage) => readdir(join(handset.dir, storage))),
    );
    world.service.answer = () => [];
    await handset.told('enrolled', 2);

    expect(phases()).toEqual(['accepted', 'sd-done', 'erased']);
    expect(world.service.seen.reports.at(-1)?.storages).toEqual([
      { kind: 'internal', result: 'erased' },
      { kind: 'sd', result: 'erased' },
    ]);
    expect(left).toEqual([[], []]);
    const [first, second] = world.service.seen.enrolments;
    expect(second?.handsetId).toBe(first?.handsetId);
    expect(second?.enrolmentId).not.toBe(first?.enrolmentId);
  });

  test('brings a receipt to its next enrolment, once', async () => {
    const handset = world.handset();
    world.service.answer = orderToErase();
    await handset.on();
    await handset.told('enrolled', 2);
    world.service.answer = () => [];

    const [first, second] = world.service.seen.enrolments;
    const key = publicPart(PrivateJwk.parse(JSON.parse(await text(handset, 'hardware/key.json'))));
    const receipt = await verifyJws(second?.statement.receipt ?? '', {
      typ: RECEIPT_TYPE,
      key,
      schema: Receipt,
    });
    expect(first?.statement.receipt).toBeUndefined();
    expect(receipt.wipeId).toBe(`${first?.enrolmentId}.1`);
    expect(receipt.commandHash).toBe(world.service.seen.reports[0]?.commandHash);
  });

  test('destroys the enrolment key on disk', async () => {
    const handset = world.handset({ enrolAgain: false });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('blank');

    expect(JSON.parse(await text(handset, 'system/life.json'))).toEqual({
      state: 'blank',
      after: 'wipe',
    });
    expect(await readdir(join(handset.dir, 'system'))).toEqual(['life.json']);
  });

  test('carries out a command that is delivered twice only once', async () => {
    const handset = world.handset({ enrolAgain: false, faults: ['double-command'] });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('blank');

    expect(phases()).toEqual(['accepted', 'sd-done', 'erased']);
    expect(names(handset)).toContain('ignored');
  });

  test('goes on without a network, and reports once it has one', async () => {
    const handset = world.handset({ enrolAgain: false });
    world.service.answer = orderToErase();
    const accepted = handset.told('accepted').then(() => handset.networkOff());

    await handset.on();
    await accepted;
    await handset.told('erased');
    const meanwhile = phases();
    handset.networkOn();
    await handset.told('blank');

    expect(meanwhile).not.toContain('erased');
    expect([...new Set(phases())]).toEqual(['accepted', 'sd-done', 'erased']);
  });

  test.each([
    [undefined, false],
    [['wallet-lock'] as ['wallet-lock'], true],
  ])('told to keep %p, leaves the wallet lock there: %p', async (keep, there) => {
    const handset = await enrolled({ enrolAgain: false });
    await writeFile(join(handset.dir, 'hardware/wallet-lock'), '');
    world.service.answer = orderToErase(keep && { keep });

    handset.want('claim');
    await handset.told('blank');

    expect(existsSync(join(handset.dir, 'hardware/wallet-lock'))).toBe(there);
  });

  test('without a card says so', async () => {
    const handset = world.handset({ enrolAgain: false, sdCard: false });
    world.service.answer = orderToErase();

    await handset.on();

    expect(await handset.told('sd-done')).toMatchObject({ result: 'no-card' });
    await handset.told('blank');
    expect(phases()).toContain('erased');
  });

  test('says that the card failed, and erases the rest', async () => {
    const handset = world.handset({ enrolAgain: false, faults: ['sd-fails'] });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('blank');

    expect(world.service.seen.reports.at(-1)).toMatchObject({
      phase: 'erased',
      storages: [
        { kind: 'internal', result: 'erased' },
        { kind: 'sd', result: 'failed' },
      ],
    });
  });

  test('that cannot erase reports the failure, keeps no receipt and lives on', async () => {
    const handset = await enrolled({ faults: ['internal-fails'] });
    world.service.answer = orderToErase();

    handset.want('claim');
    await handset.told('failed');
    world.service.answer = ({ nonce }) => [{ v: 1, nothing: nonce }];
    await handset.told('nothing', 2);

    expect(phases()).toEqual(['accepted', 'sd-done', 'failed']);
    expect(world.service.seen.claims.at(-1)?.holding).toBe('none');
    expect(existsSync(join(handset.dir, 'hardware/proof.json'))).toBe(false);
  });
});

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

    expect(phases().filter((phase) => phase === 'refused')).toHaveLength(1);
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

    expect(phases()).toEqual([]);
    expect(world.service.seen.claims.map(({ holding }) => holding)).toEqual(['none', 'none']);
  });

  test('claims for ever and never obeys', async () => {
    const handset = world.handset({ faults: ['claim-for-ever:20'] });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('command', 3);

    expect(phases()).toEqual([]);
  });

  test('loses one report and doubles another', async () => {
    const handset = world.handset({
      enrolAgain: false,
      faults: ['lose-report:accepted', 'double-report:erased'],
    });
    world.service.answer = orderToErase();

    await handset.on();
    await handset.told('blank');

    expect(phases()).toEqual(['sd-done', 'erased', 'erased']);
  });

  test('with a wrong clock obeys all the same', async () => {
    const handset = await enrolled({ enrolAgain: false });
    handset.faults.set('wrong-clock:-9000000000');
    world.service.answer = orderToErase();

    handset.want('claim');
    await handset.told('blank');

    expect(phases()).toContain('erased');
  });
});

test('a reset by hand brings an attestation instead of a receipt', async () => {
  const handset = await enrolled({ platformKey: generateKey() });

  handset.want('reset');
  await handset.told('enrolled', 2);

  const [, second] = world.service.seen.enrolments;
  expect(second?.statement.attestation).toBeDefined();
  expect(second?.statement.receipt).toBeUndefined();
  expect(await readdir(join(handset.dir, 'internal'))).toEqual([]);
  expect(await readdir(join(handset.dir, 'sd'))).not.toEqual([]);
});

test('a renewed certificate serves the next claim of the same enrolment', async () => {
  const handset = await enrolled();

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
