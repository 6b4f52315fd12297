import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { keyOfPlace } from '#domain/governor/limits.ts';
import { HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { admitClerk, admitSubscriber } from '#functions/governor/admit.ts';
import type { Announcements } from '#functions/messages/announcement.ts';
import { ACCOUNT, NOW } from '#test/domain/builders.ts';
import { brokenAnnouncements, type Recorded, recordedAnnouncements } from '../announcements.ts';
import { captureLog, lines } from '../captured-log.ts';
import { type Limits, startTables, type Tables } from '../tables.ts';
import { enrolmentOf, type GovernorWorld, governorWorld } from './world.ts';

describe('a subscriber', () => {
  let world: GovernorWorld;
  beforeEach(async () => {
    world = await governorWorld();
    for (let n = 1; n <= 11; n++) await world.line(n);
  });
  afterEach(() => world.tables.stop());
  const used = () => world.tables.counts.size({ scope: `account#${ACCOUNT}`, kind: 'day' }, NOW);
  const requests = async (...ns: readonly number[]) => {
    const answers = [];
    for (const n of ns) answers.push((await world.request(n)).status);
    return answers;
  };

  test('asks for five wipes a day, and for more when the day is over in Japan', async () => {
    expect(await requests(1, 2, 3, 4, 5)).toEqual([202, 202, 202, 202, 202]);

    const sixth = await world.request(6);
    expect(sixth).toMatchObject({
      status: 429,
      problem: 'limit-reached',
      body: { scope: 'account', most: 5, window: 'day' },
      headers: { 'retry-after': String((15 * HOUR) / 1000) },
    });

    world.clock.now = NOW + 15 * HOUR;
    expect(await requests(6)).toEqual([202]);
  });

  test('asks for ten an hour on a business plan', async () => {
    const plan = 'business';
    for (let n = 1; n <= 11; n++) await world.line(n, { plan });

    expect(await requests(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toEqual(Array(10).fill(202));
    expect(await world.request(11)).toMatchObject({
      body: { scope: 'business', most: 10, window: 'hour' },
      headers: { 'retry-after': '3600' },
    });
  });

  test('waits where a handset was asked for in vain too often, and is answered as before under the same key', async () => {
    for (let attempt = 1; attempt <= 6; attempt++) {
      expect(await world.request(1, { key: `request of round ${attempt}` })).toMatchObject({
        status: 202,
      });
      await world.cancel(1, attempt);
      await world.tell(1, undefined, attempt);
    }

    const next = () => world.request(1, { key: 'the next request' });
    expect(await next()).toMatchObject({
      status: 429,
      problem: 'limit-reached',
      body: { scope: 'handset', most: 5, window: 'last-24-hours' },
      headers: { 'retry-after': '60' },
    });
    expect(await world.request(1, { key: 'request of round 6' })).toMatchObject({ status: 202 });
    expect(await world.request(2)).toMatchObject({ status: 202 });
    world.clock.now += MINUTE;
    expect(await next()).toMatchObject({ status: 202 });
  });

  test('finds the answer to an earlier request, though the limit is reached since', async () => {
    await requests(1, 2, 3, 4, 5);

    expect(await requests(1, 5)).toEqual([202, 202]);
    expect(await used()).toBe(5);
  });

  test('counts once, of fifty requests with one key at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.request(1)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await used()).toBe(1);
  });

  test('counts for nothing that is refused at the door', async () => {
    await world.line(1, { status: 'suspended', plan: 'mvno' });
    await world.request(1);
    await world.request(2, { key: 'short' });
    await requests(3);
    await world.request(3, { key: 'another key for the same handset' });

    expect(await used()).toBe(1);
  });

  test('keeps on the wipe where it counts', async () => {
    await requests(1);

    expect((await world.read(1))?.countedIn).toEqual([`account#${ACCOUNT}|day 2026-03-11.0`]);
  });

  test('stays counted where the wipe was put and the answer to that was lost', async () => {
    const { put } = world.tables.wipes;
    world.tables.wipes.put = async (wipe, retention) => {
      await put(wipe, retention);
      // As the SDK sees it that sends the same once more.
      return put(wipe, retention);
    };

    expect(await requests(1)).toEqual([202]);

    expect(await used()).toBe(1);
    expect(await world.read(1)).toMatchObject({ enrolmentId: enrolmentOf(1) });
  });
});

interface Asker extends Partial<Pick<Limits, 'clerkLimits'>> {
  readonly announcements?: Announcements;
  readonly person?: string;
  readonly shop?: string;
  readonly at?: number;
}

describe('a clerk', () => {
  let tables: Tables;
  let announcements: Recorded;
  beforeEach(async () => {
    tables = await startTables();
    announcements = recordedAnnouncements();
  });
  afterEach(() => tables.stop());
  const ask = (
    wipeId: string,
    { person = 'clerk-1', shop = 'shop-1', at = NOW, ...more }: Asker = {},
  ) => admitClerk({ ...tables, announcements, ...more }, { person, shop }, { wipeId, at });
  const asks = async (count: number, who: Asker = {}) => {
    const admitted = [];
    for (let n = 0; n < count; n++) admitted.push(await ask(`${who.person} ${n}`, who));
    return admitted;
  };
  const limits = (clerkLimits: Partial<Tables['clerkLimits']>) => ({
    clerkLimits: { ...tables.clerkLimits, ...clerkLimits },
  });
  const count = (scope: string, kind: 'hour' | 'day') => tables.counts.size({ scope, kind }, NOW);

  test('needs a second person from the fourth in an hour on', async () => {
    const admitted = await asks(4);

    expect(admitted.map(({ reasons }) => reasons)).toEqual([[], [], [], ['clerk-over-soft-limit']]);
    const [next] = await asks(1, { at: NOW + HOUR });
    expect(next?.reasons).toEqual([]);
  });

  test('counts for clerk and shop, and not for the account', async () => {
    const [admission] = await asks(1);

    expect(admission?.countedIn).toEqual([
      'clerk#clerk-1|hour 2026-03-11T09.0',
      'shop#shop-1|day 2026-03-11.0',
    ]);
  });

  test('is suspended by the 21st request of an hour', async () => {
    await asks(20);

    await expect(ask('one more')).rejects.toMatchObject({ code: 'clerk-suspended' });
    expect(await tables.standing.isSuspended('clerk-1')).toBe(true);
    expect(await count('shop#shop-1', 'day')).toBe(20);
  });

  test('asks for no more than a hundred in an hour, though each was cancelled again', async () => {
    const round = async (n: number) => {
      const { countedIn } = await ask(`wipe ${n}`);
      for (const place of countedIn) await tables.counts.leave(keyOfPlace(place), `wipe ${n}`);
    };
    for (let n = 1; n <= 100; n++) await round(n);

    const release = captureLog();
    const before = lines.length;
    await expect(round(101)).rejects.toMatchObject({
      code: 'limit-reached',
      members: { scope: 'clerk-requests', most: 100, window: 'hour' },
      headers: { 'retry-after': '3600' },
    });
    release();
    expect(lines.slice(before).map((line) => JSON.parse(line))).toMatchObject([
      { code: 'clerk-requests-limit-reached', person: 'clerk-1', most: 100 },
    ]);
    expect(await tables.standing.isSuspended('clerk-1')).toBe(false);
    expect(await ask('wipe 1')).toMatchObject({ reasons: [] });
  });

  test('is suspended once, of any number of requests at once, of which the limit is let through', async () => {
    const all = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => ask(`wipe ${n}`)));

    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const { entries } = await tables.standing.history('clerk-1');
    expect(entries.map(({ type }) => type)).toEqual(['suspended', 'operations-told']);
    expect(announcements.announced).toEqual([
      { v: 1, about: 'operations', event: 'clerk-suspended', id: 'clerk-1' },
    ]);
  });

  test('is suspended though operations cannot be told', async () => {
    await asks(20);

    await expect(ask('one more', { announcements: brokenAnnouncements })).rejects.toMatchObject({
      code: 'clerk-suspended',
    });
    expect(await tables.standing.isSuspended('clerk-1')).toBe(true);
  });

  test('meets the limit of the shop, and then counts for no wipe, but for a request', async () => {
    await asks(2, { ...limits({ shopDay: 2 }), person: 'clerk-2' });

    await expect(ask('one more', limits({ shopDay: 2 }))).rejects.toMatchObject({
      code: 'limit-reached',
      members: { scope: 'shop', most: 2, window: 'day' },
      headers: { 'retry-after': String((15 * HOUR) / 1000) },
    });
    expect(await count('clerk#clerk-1', 'hour')).toBe(0);
    expect(await count('clerk-requests#clerk-1', 'hour')).toBe(1);
    expect(await tables.standing.isSuspended('clerk-1')).toBe(false);
  });

  test('of two that ask for one handset at once, the refused one leaves the other counted', async () => {
    const [first] = await asks(1);
    const again = await ask('undefined 0');

    await again.keepOnly([]);
    expect(await count('clerk#clerk-1', 'hour')).toBe(1);
    await first?.keepOnly([]);
    expect(await count('clerk#clerk-1', 'hour')).toBe(0);
  });
});

test('an account is a scope of its own, whatever the names of clerks and shops', async () => {
  const tables = await startTables();
  const candidate = { wipeId: 'wipe', at: NOW };
  const own = await admitSubscriber(tables, { account: 'x', plan: 'docomo' }, candidate);
  const clerks = await admitClerk(
    { ...tables, announcements: recordedAnnouncements() },
    { person: 'x', shop: 'x' },
    candidate,
  );

  expect(new Set([...own.countedIn, ...clerks.countedIn]).size).toBe(3);
  await tables.stop();
});
