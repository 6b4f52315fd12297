/** What operations see of the governor's limits: all of them, and how much of the present windows is used. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { accountLimit, clerkLimit, totalLimits } from '#domain/governor/limits.ts';
import { LimitsView } from '#functions/contract/bodies.ts';
import { showLimits } from '#functions/show-limits.ts';
import { NOW } from '#test/domain/builders.ts';
import { call, OPERATOR } from '../api-call.ts';
import { LIMITS, startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
});
afterEach(() => tables.stop());

const ask = (query: Record<string, string> = {}, claims: Record<string, unknown> = OPERATOR) =>
  call(
    showLimits({
      ...tables,
      ...LIMITS,
      lineLimit: 2,
      now: () => NOW,
    }),
    { query, claims },
  );
const shown = async (query?: Record<string, string>) =>
  LimitsView.parse((await ask(query)).body).limits.map(({ rule, window, most, count }) => [
    rule,
    window,
    most,
    count,
  ]);

describe('limits', () => {
  test('are all shown, with what counts in all', async () => {
    const [fiveMinutes] = totalLimits(LIMITS.totalLimits);
    if (fiveMinutes === undefined) throw new Error('no limit');
    for (const wipeId of ['one', 'other'])
      await tables.counts.add(fiveMinutes, NOW, { wipeId, call: 'a call' });

    expect(await shown()).toEqual([
      ['total', '5min', 50, 2],
      ['total', 'hour', 300, 0],
      ['total', 'day', 2000, 0],
      ['line', 'day', 2, undefined],
      ['clerk', 'hour', 20, undefined],
      ['clerk-requests', 'hour', 100, undefined],
      ['search', 'hour', 200, undefined],
      ['shop', 'day', 60, undefined],
      ['account', 'day', 5, undefined],
      ['business', 'hour', 10, undefined],
      ['operator', 'hour', 20, undefined],
    ]);
  });

  test('are counted for whom they are asked, and for nobody else', async () => {
    const clerk = clerkLimit('clerk-1', LIMITS.clerkLimits);
    const account = accountLimit('account-1', 'business', LIMITS.accountLimits);
    await tables.counts.add(clerk, NOW, { wipeId: 'one', call: 'a call' });
    await tables.counts.add(account, NOW, { wipeId: 'one', call: 'a call' });

    const asked = await shown({ clerk: 'clerk-1', shop: 'shop-1', account: 'account-1' });

    const counts = asked.map(([, , , count]) => count);
    expect(counts).toEqual([0, 0, 0, undefined, 1, 0, 0, 0, 0, 1, undefined]);
    expect((await shown({ operator: 'operator-1' })).at(-1)).toEqual(['operator', 'hour', 20, 0]);
  });

  test.each([{ person: 'x' }, { clerk: '' }, { clerk: 'x'.repeat(129) }])(
    'are not asked for by %j',
    async (query) => {
      expect(await ask(query)).toMatchObject({ status: 400, problem: 'parameter-malformed' });
    },
  );

  test('are operations’ alone to see', async () => {
    expect(await ask({}, {})).toMatchObject({ status: 403, problem: 'not-allowed' });
  });

  test('are shown to nobody who signed in with a password alone', async () => {
    expect(await ask({}, { ...OPERATOR, assurance: '1' })).toMatchObject({
      status: 401,
      problem: 'step-up-required',
    });
  });
});
