import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RECEIPT_TYPE, Receipt } from '#domain/protocol/enrolment.ts';
import { PrivateJwk, publicPart, verifyJws } from '#domain/protocol/signature.ts';
import {
  createWorld,
  enrolledIn,
  names,
  phases,
  type TestHandset,
  type World,
} from './handset-world.ts';
import { orderToErase } from './service.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const text = (handset: TestHandset, file: string) => readFile(join(handset.dir, file), 'utf8');

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

    expect(phases(world)).toEqual(['accepted', 'sd-done', 'erased']);
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

    expect(phases(world)).toEqual(['accepted', 'sd-done', 'erased']);
    expect(names(handset)).toContain('ignored');
  });

  test('goes on without a network, and reports once it has one', async () => {
    const handset = world.handset({ enrolAgain: false });
    world.service.answer = orderToErase();
    const accepted = handset.told('accepted').then(() => handset.networkOff());

    await handset.on();
    await accepted;
    await handset.told('erased');
    const meanwhile = phases(world);
    handset.networkOn();
    await handset.told('blank');

    expect(meanwhile).not.toContain('erased');
    expect([...new Set(phases(world))]).toEqual(['accepted', 'sd-done', 'erased']);
  });

  test.each<[string, Parameters<typeof orderToErase>[0], boolean]>([
    ['removes the wallet lock', {}, false],
    ['keeps the wallet lock when it is told to', { keep: ['wallet-lock'] }, true],
  ])('%s', async (_, order, there) => {
    const handset = await enrolledIn(world, { enrolAgain: false });
    await writeFile(join(handset.dir, 'hardware/wallet-lock'), '');
    world.service.answer = orderToErase(order);

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
    expect(phases(world)).toContain('erased');
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
    const handset = await enrolledIn(world, { faults: ['internal-fails'] });
    world.service.answer = orderToErase();

    handset.want('claim');
    await handset.told('failed');
    world.service.answer = ({ nonce }) => [{ v: 1, nothing: nonce }];
    await handset.told('nothing', 2);

    expect(phases(world)).toEqual(['accepted', 'sd-done', 'failed']);
    expect(world.service.seen.claims.at(-1)?.holding).toBe('none');
    expect(existsSync(join(handset.dir, 'hardware/proof.json'))).toBe(false);
  });
});
