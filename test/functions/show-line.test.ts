import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Line } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { LineList, LineView } from '#functions/contract/bodies.ts';
import { listLines } from '#functions/list-lines.ts';
import { showOneLine } from '#functions/show-line.ts';
import {
  ACCOUNT,
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  LINE_ID,
  NOW,
} from '#test/domain/builders.ts';
import { type Call, call } from './api-call.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
});
afterEach(() => tables.stop());

const show = async (made: Call = {}) =>
  call(showOneLine({ ...tables, now: () => NOW }), { path: { lineId: LINE_ID }, ...made });
const shown = async () => LineView.parse((await show()).body);

describe('a line', () => {
  test('is shown with its handset, its eligibility and its latest wipe', async () => {
    const wipes = [aWipe({ state: 'failed' }), aWipe({ attempt: 2 })];
    const locks = { device: 'pending', wallet: 'succeeded' } as const;
    const enrolments = [anEnrolment({ preset: 'not_done' })];
    await tables.given({ lines: [aLine({ locks })], enrolments, wipes });

    const answer = await show();

    expect(LineView.parse(answer.body)).toEqual(answer.body);
    expect(answer.body).toMatchObject({
      lineId: LINE_ID,
      number: '*******5678',
      locks: { device: 'pending', wallet: 'succeeded' },
      handsets: [
        {
          enrolmentId: ENROLMENT_ID,
          model: 'SO-01M',
          modelName: 'Sony Xperia 5',
          preset: 'not_done',
          since: new Date(NOW - 30 * DAY).toISOString(),
          latestWipe: { wipeId: `${ENROLMENT_ID}.2`, state: 'requested' },
        },
      ],
    });
  });

  test('never shows its number', async () => {
    await tables.given({ lines: [aLine()] });

    expect(JSON.stringify(await show())).not.toContain('09012345678');
  });

  test('shows a handset that another one replaced, with its dates', async () => {
    const until = NOW - DAY;
    const old = { enrolmentId: digest('old'), handsetId: digest('h'), account: ACCOUNT };
    const enrolments = [{ ...old, since: 1, until }, ...aLine().enrolments];
    await tables.given({
      lines: [aLine({ enrolments })],
      enrolments: [anEnrolment(), anEnrolment({ enrolmentId: digest('old'), state: 'replaced' })],
    });

    const { handsets } = await shown();

    expect(handsets.map(({ enrolmentId }) => enrolmentId)).toEqual([ENROLMENT_ID, digest('old')]);
    expect(handsets[1]).toMatchObject({ until: new Date(until).toISOString() });
  });

  test.each([
    ['no longer', 'failed', []],
    ['still, while a wipe of it is open', 'waiting-for-handset', [digest('old')]],
  ] as const)('90 days after it was replaced shows a handset %s', async (_, state, shownIds) => {
    const old = { enrolmentId: digest('old'), handsetId: digest('h') };
    await tables.given({
      lines: [
        aLine({ enrolments: [{ ...old, account: ACCOUNT, since: 1, until: NOW - 90 * DAY }] }),
      ],
      enrolments: [anEnrolment({ ...old, state: 'replaced' })],
      wipes: [aWipe({ ...old, state })],
    });

    expect((await shown()).handsets.map(({ enrolmentId }) => enrolmentId)).toEqual(shownIds);
  });

  test.each<[string, Partial<Line>]>([
    ['another owner’s handset', { account: 'account-2' }],
    ['a handset of which nothing is known', {}],
  ])('does not show %s', async (_, overrides) => {
    const known = overrides.account ? [anEnrolment()] : [];
    await tables.given({ lines: [aLine(overrides)], enrolments: known });

    const answer = await show({ claims: { account: overrides.account ?? ACCOUNT } });

    expect(answer.body).toMatchObject({ handsets: [] });
  });

  test('without a handset says so, and where to go with the device that it last had', async () => {
    await tables.given({ lines: [aLine({ enrolments: [], lastModel: 'SO-51C' })] });

    expect((await show()).body).toMatchObject({
      handsets: [],
      eligibility: { outcome: 'REFUSE', primary: 'X_NO_HANDSET', referrals: ['F_GOOGLE_FIND'] },
    });
  });

  test.each([
    ['iPhone 14', 'X_APPLE_DEVICE', ['F_ICLOUD_FIND']],
    ['SH-01J', 'X_NO_HANDSET', []],
    [undefined, 'X_NO_HANDSET', ['F_ICLOUD_FIND', 'F_GOOGLE_FIND']],
  ])('that last had %s leads on to what fits it', async (lastModel, primary, referrals) => {
    await tables.given({ lines: [aLine({ enrolments: [], ...(lastModel && { lastModel }) })] });

    expect((await shown()).eligibility).toMatchObject({ primary, referrals });
  });

  test('whose only handset is over goes by the model of that', async () => {
    const enrolments = [anEnrolment({ state: 'over', model: 'd-51C' })];
    await tables.given({ lines: [aLine()], enrolments });

    expect((await shown()).eligibility).toMatchObject({ referrals: ['F_GOOGLE_FIND'] });
  });

  test('with a handset has its eligibility there alone', async () => {
    const line = aLine({ status: 'suspended', locks: { device: 'none', wallet: 'succeeded' } });
    await tables.given({ lines: [line], enrolments: [anEnrolment()] });

    const { handsets, eligibility } = await shown();

    expect(eligibility).toBeUndefined();
    expect(handsets[0]?.eligibility).toMatchObject({
      outcome: 'ALLOW_WARN',
      warnings: ['W_LINE_SUSPENDED'],
      notices: ['N_IRREVERSIBLE', 'N_SD_CARD', 'N_WALLET_LOCK_KEPT'],
    });
  });

  test('does not show another owner’s wipe of its handset', async () => {
    const enrolments = aLine().enrolments.map((entry) => ({ ...entry, account: 'account-2' }));
    await tables.given({
      lines: [aLine({ account: 'account-2', enrolments })],
      enrolments: [anEnrolment()],
      wipes: [aWipe({ state: 'held' })],
    });

    const answer = await show({ claims: { account: 'account-2' } });

    expect(LineView.parse(answer.body).handsets[0]).not.toHaveProperty('latestWipe');
  });

  test.each([
    ['while its wipe is open', 'issued', 1],
    ['no longer once that has ended', 'erased', 0],
  ] as const)('shows a life that is over %s', async (_, state, count) => {
    const enrolments = [anEnrolment({ state: 'over' })];
    await tables.given({ lines: [aLine()], enrolments, wipes: [aWipe({ state })] });

    expect((await shown()).handsets).toHaveLength(count);
  });

  test('of somebody else looks like a missing one', async () => {
    await tables.given({ lines: [aLine({ account: 'account-2' })] });

    const missing = await show({ path: { lineId: 'missing' } });
    expect(missing).toMatchObject({ status: 404, problem: 'line-not-found' });
    expect(await show()).toEqual(missing);
  });
});

describe('the lines of an account', () => {
  const list = (made: Call = {}) => call(listLines({ ...tables, now: () => NOW }), made);

  test('are listed page by page, with their handsets', async () => {
    const ids = Array.from({ length: 26 }, (_, n) => `line-${String(n).padStart(2, '0')}`);
    await tables.given({ lines: ids.map((lineId) => aLine({ lineId })) });
    await tables.given({ enrolments: [anEnrolment()] });

    const first = LineList.parse((await list()).body);
    const rest = LineList.parse((await list({ query: { after: first.next ?? '' } })).body);

    expect([...first.lines, ...rest.lines].map(({ lineId }) => lineId)).toEqual(ids);
    expect(first.lines[0]?.handsets).toHaveLength(1);
    expect(rest.next).toBeUndefined();
  });

  test('leave out what the index says and the line does not', async () => {
    await tables.given({ lines: [aLine({ status: 'ended' })] });

    expect((await list()).body).toEqual({ lines: [] });
  });

  test.each(['', 'a b', 'x'.repeat(65), '{"S":"x"}'])('are not found after %j', async (after) => {
    expect(await list({ query: { after } })).toMatchObject({
      status: 400,
      problem: 'parameter-malformed',
    });
  });
});
