import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Limit } from '#domain/governor/limits.ts';
import { DAY, HOUR } from '#domain/wipe/settings.ts';
import { NOW } from '#test/domain/builders.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
});
afterEach(() => tables.stop());

const limitOf = (most: number, kind: Limit['kind'] = 'hour'): Limit => ({
  rule: 'clerk',
  scope: 'clerk#p',
  kind,
  most,
});
const KEY = { scope: 'clerk#p', window: 'hour 2026-03-11T09.0' };
const wipe = (n: number) => `${'e'.repeat(43)}.${n}`;
const add = (n: number, limit = limitOf(2), { call = 'call', at = NOW } = {}) =>
  tables.counts.add(limit, at, { wipeId: wipe(n), call });
const size = (limit = limitOf(2), at = NOW) => tables.counts.size(limit, at);

describe('counting', () => {
  test('ends at the limit', async () => {
    expect(await add(1)).toMatchObject({ size: 1 });
    expect(await add(2)).toMatchObject({ size: 2, shard: KEY });
    expect(await add(3)).toBeUndefined();
    expect(await size()).toBe(2);
  });

  test('counts a wipe once, however often, also where the limit is reached', async () => {
    await add(1);
    await add(2);

    expect(await add(2, limitOf(2), { call: 'again' })).toMatchObject({ size: 2 });
    expect(await size()).toBe(2);
  });

  test('begins anew in the next window, and in that alone', async () => {
    await add(1, limitOf(1));

    expect(await add(2, limitOf(1), { at: NOW + HOUR - 1 })).toBeUndefined();
    expect(await add(2, limitOf(1), { at: NOW + HOUR })).toMatchObject({ size: 1 });
  });

  test('lets exactly as many through as the limit says, of any number at once', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, (_, n) => add(n, limitOf(7))));

    expect(all.filter((counting) => counting !== undefined)).toHaveLength(7);
    expect(await size()).toBe(7);
  });

  test('of a limit that was lowered below what counts lets nobody else through', async () => {
    await add(1);
    await add(2);

    expect(await add(3, limitOf(1))).toBeUndefined();
    expect(await add(1, limitOf(1))).toMatchObject({ size: 2 });
  });

  test('is kept for a week after its window', async () => {
    await add(1);

    const item = await tables.item('Governor', KEY);
    expect(item?.['expiresAt']).toBe((NOW + HOUR + 7 * DAY) / 1000);
  });
});

describe('a limit of several items', () => {
  const limit = limitOf(801, 'day');
  const keyOf = (shard: number) => ({ scope: KEY.scope, window: `day 2026-03-11.${shard}` });
  /** As many wipes in an item as it takes; they are of no test's own. */
  const given = (shard: number, count: number) => {
    const ids = new Set(Array.from({ length: count }, (_, n) => wipe(10_000 * (shard + 1) + n)));
    return tables.client.send(
      new PutCommand({ TableName: 'Governor', Item: { ...keyOf(shard), ids } }),
    );
  };

  test('is full when all of its items are', async () => {
    for (const shard of [0, 1, 2]) await given(shard, 266);

    const shards = [];
    for (const n of [1, 2, 3]) shards.push((await add(n, limit))?.shard.window);

    expect(shards).toEqual([0, 1, 2].map((shard) => keyOf(shard).window));
    expect(await add(4, limit)).toBeUndefined();
    expect(await size(limit)).toBe(801);
  });

  test('takes no more than it says of any number at once', async () => {
    for (const shard of [0, 1, 2]) await given(shard, 265);

    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => add(n, limit)));

    expect(all.filter((counting) => counting !== undefined)).toHaveLength(6);
    expect(await size(limit)).toBe(801);
  });

  test('finds a wipe in the item where it counts, though an earlier one has room again', async () => {
    await given(0, 267);
    const first = await add(1, limit);
    await tables.counts.leave(keyOf(0), wipe(10_000));

    const again = await add(1, limit, { call: 'again' });

    expect(first?.shard.window).toBe(keyOf(1).window);
    expect(again?.shard).toEqual(first?.shard);
    expect(await size(limit)).toBe(267);
  });
});

describe('taking back', () => {
  const takeBack = (n: number, call = 'call') =>
    tables.counts.takeBack(KEY, { wipeId: wipe(n), call });

  test('makes room', async () => {
    await add(1, limitOf(1));
    await takeBack(1);

    expect(await add(2, limitOf(1))).toMatchObject({ size: 1 });
  });

  test('leaves the wipe counted that another call counts too', async () => {
    await add(1, limitOf(1), { call: 'one' });
    await add(1, limitOf(1), { call: 'two' });

    await takeBack(1, 'one');
    expect(await size()).toBe(1);
    await takeBack(1, 'two');
    expect(await size()).toBe(0);
  });

  test.each(['one', 'nobody'])(
    'twice, or of what was never counted, does nothing (%s)',
    async (call) => {
      await add(1, limitOf(2), { call: 'one' });
      await add(1, limitOf(2), { call: 'two' });

      await takeBack(1, call);
      await takeBack(1, call);
      await takeBack(2, call);

      expect(await size()).toBe(1);
    },
  );

  test('where nothing was ever counted leaves no trace', async () => {
    await takeBack(1);
    await tables.counts.leave(KEY, wipe(1));

    expect(await tables.item('Governor', KEY)).toBeUndefined();
  });
});

describe('leaving', () => {
  test('takes a wipe out, whoever counted it, and leaves nothing of it', async () => {
    await add(1, limitOf(2), { call: 'one' });
    await add(1, limitOf(2), { call: 'two' });
    await add(2);

    await tables.counts.leave(KEY, wipe(1));
    await tables.counts.leave(KEY, wipe(1));

    expect(await size()).toBe(1);
    expect(Object.keys((await tables.item('Governor', KEY)) ?? {})).not.toContain(wipe(1));
  });

  test('is not undone by a call that takes back later', async () => {
    await add(1, limitOf(2), { call: 'one' });
    await tables.counts.leave(KEY, wipe(1));
    await tables.counts.takeBack(KEY, { wipeId: wipe(1), call: 'one' });

    expect(await size()).toBe(0);
  });
});
