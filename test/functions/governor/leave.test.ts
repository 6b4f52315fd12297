/** Leaving the counts: a wipe that ended without a command does, one that reached a handset never. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { shopLimit } from '#domain/governor/limits.ts';
import { leaveCounts } from '#functions/governor/leave.ts';
import { aWipe, ENROLMENT_ID, NOW } from '#test/domain/builders.ts';
import { LIMITS, startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
});
afterEach(() => tables.stop());

const limit = shopLimit('shop-1', LIMITS.clerkLimits);
const size = () => tables.counts.size(limit, NOW);
const stored = () => tables.wipes.read({ enrolmentId: ENROLMENT_ID, attempt: 1 });
const counted = async (state: Parameters<typeof aWipe>[0]) => {
  const wipe = aWipe({ countedIn: ['shop#shop-1|day 2026-03-11.0'], ...state });
  await tables.counts.add(limit, NOW, { wipeId: wipe.wipeId, call: 'a call' });
  await tables.wipes.put(wipe);
  return wipe;
};
const leave = async (wipe: Awaited<ReturnType<typeof counted>>) =>
  leaveCounts({ ...tables, now: () => NOW }, wipe);

test.each(['cancelled', 'refused', 'rejected', 'expired'] as const)(
  'one that is %s leaves, once and for all',
  async (state) => {
    const wipe = await counted({ state });

    await leave(wipe);
    await leave(wipe);

    expect(await size()).toBe(0);
    expect((await stored())?.countedIn).toBeUndefined();
  },
);

test.each(['erased', 'failed', 'unconfirmed'] as const)(
  'one that is %s reached its handset, and stays',
  async (state) => {
    await leave(await counted({ state }));

    expect(await size()).toBe(1);
  },
);

test.each(['requested', 'held', 'waiting-for-handset', 'issued'] as const)(
  'one that is %s has not ended, and stays',
  async (state) => {
    await leave(await counted({ state }));

    expect(await size()).toBe(1);
  },
);
