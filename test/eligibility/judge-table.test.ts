import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { csvLine, parseCsv } from '#catalogue/csv.ts';
import { COLUMNS } from '#eligibility/case.ts';
import { judgeTable } from '#eligibility/judge-table.ts';

/** Cases that the service's conditions decide, with the numbers they have there. */
const CASES = readFileSync(new URL('./cases.csv', import.meta.url), 'utf8');

const SOUND = {
  id: 'C1',
  date: '2024-06-01',
  plan: 'docomo',
  channel: 'web',
  auth: 'pw',
  model: 'SO-01M',
  kind: 'smartphone',
  release_month: '2019-11',
  preset: '-',
  update: '-',
  app: 'yes',
  marked: 'no',
  sim: 'nano',
  lock: 'none',
};

/** A table of one case, with more columns or other values. */
const table = (...changes: readonly Readonly<Record<string, string>>[]) => {
  const rows = changes.map((change) => ({ ...SOUND, ...change }));
  return [Object.keys(rows[0] ?? SOUND), ...rows.map(Object.values<string>)]
    .map(csvLine)
    .join('\n');
};
const judged = (...changes: readonly Readonly<Record<string, string>>[]) =>
  judgeTable(table(...changes), 'cases.csv');
const results = (csv: string) =>
  parseCsv(csv)
    .slice(1)
    .map(({ fields }) => fields);

describe('the decided cases', () => {
  const [header, ...cases] = parseCsv(CASES).map(({ fields }) => fields);

  test.each(cases.map((fields) => [fields[0], fields] as const))(
    '%s is as expected',
    (_, fields) => {
      const one = [header ?? [], fields].map(csvLine).join('\n');

      expect(judgeTable(one, 'cases.csv')).toMatchObject({ errors: [], differences: [] });
    },
  );

  test('are all printed, in their order', () => {
    const { csv } = judgeTable(CASES, 'cases.csv');

    expect(csv).toMatch(/^id,outcome,codes,referrals,extra_notices,reasons\nD01,ALLOW,OK,,,\n/);
    expect(results(csv).map(([id]) => id)).toEqual(cases.map(([id]) => id));
  });

  test('are the same without what they are expected to be, and with columns in another order', () => {
    const kept = COLUMNS.toReversed();
    const places = kept.map((column) => header?.indexOf(column) ?? -1);
    const other = [kept, ...cases.map((fields) => places.map((place) => fields[place] ?? ''))];

    const { csv, errors } = judgeTable(other.map(csvLine).join('\r\n'), 'cases.csv');

    expect([csv, errors]).toEqual([judgeTable(CASES, 'cases.csv').csv, []]);
  });
});

describe('a case', () => {
  test('is printed with the primary code of a refusal and with every reason', () => {
    const [result] = results(
      judged({
        model: 'SC-02H',
        release_month: '2016-05',
        preset: 'not_done',
        auth: 'mfa_lost',
        lock: 'succeeded',
      }).csv,
    );

    expect(result).toEqual([
      'C1',
      'REFUSE',
      'X_PRESET_MISSING',
      'F_GOOGLE_FIND F_MODEL_LIST',
      '',
      'X_PRESET_MISSING X_AUTH_FACTOR_LOST W_UPDATE_PENDING',
    ]);
  });

  test('is printed with every warning where nothing refuses', () => {
    const [result] = results(
      judged({ model: 'SC-02H', release_month: '2016-05', lock: 'pending' }).csv,
    );

    expect(result).toEqual([
      'C1',
      'ALLOW_WARN',
      'W_PRESET_UNKNOWN W_UPDATE_PENDING',
      'F_UPDATE_NOTICE',
      'N_WALLET_LOCK_NOT_CONFIRMED',
      'W_PRESET_UNKNOWN W_UPDATE_PENDING',
    ]);
  });

  test('is quoted where its id needs it', () => {
    expect(results(judged({ id: 'a, "b"' }).csv)[0]?.[0]).toBe('a, "b"');
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a business account (R7)', { plan: 'biz_d_account' }, 'OK'],
    ['a plan that no condition names', { plan: 'eximo' }, 'OK'],
    ['home 5G (A17)', { plan: 'home_5g' }, 'OK'],
    ['a plan for data only (A17)', { plan: 'data_only' }, 'OK'],
    ['no device', { model: '-', kind: '-', release_month: '' }, 'X_NO_HANDSET'],
    ['no kind', { kind: '—' }, 'X_MODEL_UNKNOWN'],
    ['a mark by its number', { marked: '2', sim: 'dual' }, 'W_DUAL_NOT_GUARANTEED'],
    ['an app that nothing is said of', { app: '-' }, 'W_APP_UNVERIFIED'],
    ['SIMs that nothing is said of', { marked: 'yes', sim: '-' }, 'W_DUAL_NOT_GUARANTEED'],
    [
      'a setting that nothing is said of',
      { release_month: '2016-05', preset: '' },
      'W_PRESET_UNKNOWN',
    ],
  ])('may have %s', (_, change, codes) => {
    expect(results(judged(change).csv)[0]?.[2]).toBe(codes);
  });
});

describe('a model that a condition names', () => {
  test.each([
    ['so-51d', { sim: 'esim' }, 'X_ESIM_ONLY_MODEL'],
    ['SO-51D ', { sim: 'esim' }, 'X_ESIM_ONLY_MODEL'],
    ['ＳＯ－５１Ｄ', { sim: 'unknown' }, 'W_SIM_STATE_UNKNOWN'],
    ['SO51D', { sim: 'dual' }, 'W_DUAL_NOT_GUARANTEED'],
    ['sc-02j', { update: 'not_applied' }, 'W_UPDATE_PENDING'],
    ['sh-03m', {}, 'X_KIDS_EXCLUDED'],
    ['ky-41c', { kind: 'kids_keitai', release_month: '2023-02', app: '-' }, 'OK'],
    ['ｉＰｈｏｎｅ 14', { kind: 'unknown' }, 'X_APPLE_DEVICE'],
  ])('is that one spelt as %j too', (model, change, codes) => {
    expect(results(judged({ ...change, model }).csv)[0]?.[2]).toBe(codes);
  });
});

describe('expectations', () => {
  test('that differ are named with line, case and column', () => {
    const { differences, errors } = judged(
      { outcome: 'ALLOW', codes: 'OK', referrals: '' },
      { id: 'C2', auth: 'mfa_lost', outcome: 'REFUSE', codes: 'OK', referrals: 'F_SHOP_COUNTER' },
    );

    expect(errors).toEqual([]);
    expect(differences).toEqual([
      'cases.csv:3: C2: codes: expected "OK", is "X_AUTH_FACTOR_LOST"',
      'cases.csv:3: C2: referrals: expected "F_SHOP_COUNTER", is "F_SHOP_COUNTER F_GOOGLE_FIND"',
    ]);
  });

  test('may be of the reasons too', () => {
    expect(judged({ reasons: 'W_LINE_SUSPENDED' }).differences).toHaveLength(1);
    expect(judged({ reasons: '', status: 'suspended' }).differences).toEqual([]);
  });
});

describe('what a column does not know', () => {
  test.each(
    Object.entries({
      date: ['2024-02-30', '2024-6-1', '2024-06-01T00:00:00Z', '-', ''],
      plan: ['gold', 'Docomo', 'business', '-', ''],
      channel: ['phone', ''],
      auth: ['PW', 'resv+docs', ' pw', '-'],
      kind: ['phone'],
      release_month: ['2017-13', '2017', '201704'],
      preset: ['yes'],
      update: ['done'],
      app: ['maybe'],
      marked: ['4'],
      sim: ['both'],
      lock: ['locked'],
    }).flatMap(([column, values]) => values.map((value) => [column, value] as const)),
  )('is an error: %s %j', (column, value) => {
    const { csv, errors } = judged({ id: 'C1' }, { id: 'C2', [column]: value });

    expect(errors).toEqual([
      expect.stringMatching(new RegExp(`^cases.csv:3: C2: ${column}: unknown value `)),
    ]);
    expect(errors[0]).toContain(JSON.stringify(value));
    expect(results(csv).map(([id]) => id)).toEqual(['C1']);
  });

  test('is named for each case', () => {
    expect(
      judged({ plan: 'x' }, { id: 'C2', sim: 'x' }, { id: 'C3', lock: 'x' }).errors,
    ).toHaveLength(3);
  });

  test('is named as often as it is in a row', () => {
    expect(judged({ plan: 'gold', date: 'today', sim: 'both' }).errors).toEqual([
      expect.stringMatching(/^cases.csv:2: C1: date: /),
      expect.stringMatching(/^cases.csv:2: C1: plan: /),
      expect.stringMatching(/^cases.csv:2: C1: sim: /),
    ]);
  });

  test('is an id that is there already, in whatever row', () => {
    const { csv, errors } = judged({}, { sim: 'both' }, { id: 'C2' }, { id: 'C2' });

    expect(errors).toEqual([
      'cases.csv:3: C1: id: is there already, in line 2',
      expect.stringMatching(/^cases.csv:3: C1: sim: /),
      'cases.csv:5: C2: id: is there already, in line 4',
    ]);
    expect(results(csv).map(([id]) => id)).toEqual(['C1', 'C2']);
  });
});

describe('a table', () => {
  test.each(COLUMNS)('needs the column %s', (column) => {
    const kept = Object.entries(SOUND).filter(([name]) => name !== column);
    const text = [kept.map(([name]) => name), kept.map(([, value]) => value)].map(csvLine);

    expect(judgeTable(text.join('\n'), 'cases.csv').errors).toEqual([
      `cases.csv:1: the header lacks ${column}`,
    ]);
  });

  test.each([
    ['nothing', '', 'cases.csv:1: the header lacks id, date'],
    [
      'a column twice',
      `${table()},x\n`.replace('id,', 'sim,id,'),
      'cases.csv:1: the header has sim twice',
    ],
    [
      'a row that is too short',
      `${table({})}\nC2,2024-06-01`,
      'cases.csv:3: C2: 2 fields where the header has 14',
    ],
    [
      'a row that is too long',
      `${table({})},x`,
      'cases.csv:2: C1: 15 fields where the header has 14',
    ],
    ['no CSV', `${table({})}\n"C2`, 'cases.csv:3: not CSV'],
  ])('with %s is told so', (_, text, error) => {
    expect(judgeTable(text, 'cases.csv').errors).toEqual([expect.stringContaining(error)]);
  });

  test('may have columns that are ignored twice, and without a name', () => {
    const text = table({}).replace('\n', ',note,note,,\n');

    expect(judgeTable(`${text},a,b,,`, 'cases.csv')).toMatchObject({
      csv: expect.stringContaining('\nC1,ALLOW,'),
      errors: [],
    });
  });

  test('has no column twice that it expects something of', () => {
    const text = table({}).replace('\n', ',outcome,outcome\n');

    expect(judgeTable(`${text},ALLOW,REFUSE`, 'cases.csv').errors).toEqual([
      'cases.csv:1: the header has outcome twice',
    ]);
  });

  test('without cases is only a header', () => {
    expect(judgeTable(`${COLUMNS.join(',')}\n`, 'cases.csv')).toEqual({
      csv: 'id,outcome,codes,referrals,extra_notices,reasons\n',
      differences: [],
      errors: [],
    });
  });
});
