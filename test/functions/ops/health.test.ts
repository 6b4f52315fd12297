import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { END_REASONS, endReasonOf } from '#functions/contract/end-reasons.ts';
import { HealthView } from '#functions/contract/ops-bodies.ts';
import { spread } from '#functions/ops/health.ts';
import { showHealth } from '#functions/show-health.ts';
import { anIssuedCommand, aWipe, NOW, type WipeOverrides } from '#test/domain/builders.ts';
import { call, OPERATOR } from '../api-call.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
});
afterEach(() => tables.stop());

let serial = 0;
const given = async (...all: WipeOverrides[]) => {
  const wipes = all.map((overrides) => {
    serial += 1;
    return aWipe({ enrolmentId: digest(`wipe ${serial}`), ...overrides });
  });
  await tables.given({ wipes });
  return wipes;
};
const tools = (now: number) => ({ ...tables, now: () => now });
const health = async (now = NOW + MINUTE) => {
  const answer = await call(showHealth(tools(now)), { claims: OPERATOR });
  const view = HealthView.parse(answer.body);
  expect(view).toEqual(answer.body);
  return view;
};

describe('health', () => {
  test('of a service without wipes says that it rests on none', async () => {
    expect(await health()).toMatchObject({
      sample: { wipes: 0, complete: true },
      states: {},
      open: { wipes: 0, complete: true },
      timeToClaim: { of: 0 },
      timeToErase: { of: 0 },
      endings: [],
      stuck: { wipes: 0, longest: [] },
    });
  });

  test('counts the wipes of the last 31 days by state', async () => {
    await given({ state: 'held' }, { state: 'held' }, { state: 'erased' });
    await given({ state: 'erased', requestedAt: NOW - 40 * DAY });

    expect(await health()).toMatchObject({
      sample: { wipes: 3, complete: true, since: new Date(NOW).toISOString() },
      states: { held: 2, erased: 1 },
      open: { wipes: 4, complete: true },
    });
  });

  test('tells the times from request to claim and to erasure', async () => {
    const command = (after: number) => anIssuedCommand({ issuedAt: NOW + after });
    await given(
      { state: 'erased', commands: [command(SECOND)], ...{ endedAt: NOW + 10 * SECOND } },
      { state: 'erased', commands: [command(3 * SECOND)], ...{ endedAt: NOW + 40 * SECOND } },
      { state: 'issued', commands: [command(2 * SECOND), command(HOUR)] },
      { state: 'held' },
    );

    expect(await health()).toMatchObject({
      timeToClaim: { of: 3, p50Seconds: 2, p99Seconds: 3 },
      timeToErase: { of: 2, p50Seconds: 10, p99Seconds: 40 },
    });
  });

  test('says why wipes ended without erasing, the most frequent first, and what to do', async () => {
    await given(
      { state: 'failed', reason: 'not-received' },
      { state: 'refused', reason: 'ownership-changed' },
      { state: 'failed', reason: 'not-received' },
      { state: 'failed', reason: 'constructor' },
      { state: 'unconfirmed' },
      { state: 'cancelled' },
      { state: 'erased' },
    );

    const { endings } = await health();

    expect(endings.map(({ state, reason, wipes }) => [state, reason, wipes])).toEqual([
      ['failed', 'not-received', 2],
      ...endings.slice(1).map(({ state, reason }) => [state, reason, 1]),
    ]);
    expect(endings.map(({ reason }) => reason).toSorted()).toEqual([
      'no-word',
      'not-received',
      'other',
      'ownership-changed',
    ]);
    for (const { reason, means, todo } of endings)
      expect(Object.entries(END_REASONS)).toContainEqual([reason, { means, todo }]);
  });

  test('lists what is stuck', async () => {
    const [stuck] = await given({ state: 'held' }, { state: 'issued' });
    const due = stuck?.nextActionAt ?? 0;

    expect(await health(due + 5 * MINUTE)).toMatchObject({
      stuck: { wipes: 1, complete: true, longest: [{ wipeId: stuck?.wipeId }] },
    });
  });

  test.each(['approver', 'shop', 'subscriber'])('is not for the role %s', async (role) => {
    const claims = { ...OPERATOR, role, scope: `remote-wipe/${role}`, shop: 's', account: 'a' };

    expect(await call(showHealth(tools(NOW)), { claims })).toMatchObject({ status: 403 });
  });
});

describe('an end', () => {
  test.each(STATE_NAMES)('that is %s has a reason that is told, or needs none', (state) => {
    const wipe = aWipe({ state });
    const reason = endReasonOf(state, 'reason' in wipe ? wipe.reason : undefined);

    const isNone = ['erased', 'cancelled'].includes(state) || wipe.endedAt === undefined;
    expect(reason === undefined).toBe(isNone);
    if (reason !== undefined) expect(END_REASONS).toHaveProperty([reason]);
  });
});

describe('a spread', () => {
  test.each([
    [[], undefined, undefined],
    [[5_000], 5, 5],
    [[4_000, 1_000, 3_000, 2_000], 2, 4],
    [Array.from({ length: 200 }, (_, n) => (n + 1) * 1_000), 100, 198],
  ])('of %j is by the nearest rank', (times, p50Seconds, p99Seconds) => {
    const { of, ...ranks } = spread(times);

    expect(of).toBe(times.length);
    expect(ranks).toEqual(p50Seconds === undefined ? {} : { p50Seconds, p99Seconds });
  });
});
