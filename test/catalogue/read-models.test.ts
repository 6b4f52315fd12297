import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CatalogueError } from '#catalogue/mistakes.ts';
import { MODELS_FILE, parseModels, readModels } from '#catalogue/read-models.ts';
import { COLUMNS } from '#catalogue/row.ts';

const HEADER = COLUMNS.join(',');
const GOOD: Readonly<Record<string, string>> = {
  code: 'SO-51D',
  name: 'Xperia 1 V',
  maker: 'Sony',
  kind: 'smartphone',
  released: '2023-06',
  dualSim: 'yes',
  mark: '1',
  supported: 'yes',
  confidence: 'high',
  source: 'service page',
};
const aRow = (changes: Readonly<Record<string, string>> = {}) =>
  COLUMNS.map((column) => ({ ...GOOD, ...changes })[column] ?? '').join(',');
const read = (...rows: string[]) => parseModels([HEADER, ...rows, ''].join('\n'));
const mistakesOf = (...rows: string[]) =>
  read(...rows).mistakes.map(({ line, what }) => `${line}: ${what}`);

describe('a line of the catalogue', () => {
  test('is a model', () => {
    expect(read(aRow())).toEqual({
      models: [{ ...GOOD, mark: 1 }],
      mistakes: [],
    });
  });

  test.each(['none', 'unknown'])('tells no mark from one that is not known: %s', (mark) => {
    expect(read(aRow({ code: 'SO-51C', mark })).models).toMatchObject([{ mark }]);
  });

  test('has texts with commas and quotation marks in quotation marks', () => {
    const { models } = read(aRow({ name: '"Xperia 1, ""V"""', source: '"own knowledge, mostly"' }));

    expect(models[0]).toMatchObject({ name: 'Xperia 1, "V"', source: 'own knowledge, mostly' });
  });

  test('may have what a spreadsheet adds: a byte order mark and carriage returns', () => {
    const text = `\uFEFF${HEADER}\r\n${aRow()}\r\n`;

    expect(parseModels(text)).toEqual(read(aRow()));
  });

  test.each([
    ['code', ''],
    ['code', ' SO-51D'],
    ['code', 'S'.repeat(41)],
    ['name', ''],
    ['maker', ''],
    ['kind', 'phone'],
    ['kind', 'Smartphone'],
    ['released', '2023-13'],
    ['released', '2023-00'],
    ['released', '2023-6'],
    ['released', '2023-06-01'],
    ['released', 'Jun-23'],
    ['released', ''],
    ['dualSim', 'maybe'],
    ['mark', ''],
    ['mark', '4'],
    ['supported', 'true'],
    ['confidence', 'certain'],
    ['source', ''],
    ['source', '   '],
  ])('is refused with its line where %s is %j', (column, value) => {
    const mistakes = mistakesOf(aRow({ code: 'SO-52D' }), aRow({ [column]: value }));

    expect(mistakes).toEqual([
      expect.stringMatching(new RegExp(`^3: ${column}: .*(is (empty|not)|has more)`)),
    ]);
  });

  test.each([
    ['an iPhone that is covered (R27)', { kind: 'iphone' }, 'supported'],
    ['an iPad that may be', { kind: 'ipad', supported: 'unknown' }, 'supported'],
    [
      'an old kids keitai that is (R33)',
      { code: 'HW-01G', kind: 'kids_keitai', released: '2023-01' },
      'supported',
    ],
    ['a mark without two SIMs (R22)', { code: 'SO-01M', dualSim: 'no' }, 'mark'],
    [
      'that it is not known whether there is one',
      { code: 'SO-01M', dualSim: 'no', mark: 'unknown' },
      'mark',
    ],
    ['one of the five without two SIMs (R25)', { dualSim: 'no', mark: 'none' }, 'dualSim, mark'],
    ['one of the five without a mark (A2)', { mark: 'none' }, 'dualSim, mark'],
  ])('is refused where it states %s', (_, changes, column) => {
    expect(mistakesOf(aRow(changes))).toEqual([expect.stringMatching(`^2: ${column}: `)]);
  });

  test.each(['SO-51D', 'so-51d', 'SO 51D', 'ＳＯ－５１Ｄ'])(
    'is refused where its code %s is there already',
    (code) => {
      expect(mistakesOf(aRow(), aRow({ code: 'SO-52D' }), aRow({ code }))).toEqual([
        `4: code: ${code} is there already, in line 2`,
      ]);
    },
  );

  test.each([
    ['too few fields', 'SO-51D,Xperia 1 V', 'has 2 fields, not 10'],
    ['too many', `${aRow()},more`, 'has 11 fields, not 10'],
    ['nothing', '', 'is empty'],
    ['an open quotation mark', aRow({ source: '"service page' }), 'quotation mark'],
    ['a quotation mark inside', aRow({ name: 'Xperia "1"' }), 'quotation mark'],
    ['text behind one', aRow({ name: '"Xperia" 1' }), 'quotation mark'],
  ])('is refused with %s', (_, row, what) => {
    expect(mistakesOf(row, aRow())).toEqual([expect.stringMatching(`^2: .*${what}`)]);
  });

  test('names all that is wrong with it', () => {
    expect(mistakesOf(aRow({ kind: 'phone', released: '2023-13', source: '' }))).toHaveLength(3);
  });
});

describe('the columns', () => {
  const refused = (header: string) => parseModels(`${header}\n${aRow()}\n`);

  test.each([
    ['an unknown one', `${HEADER},colour`, ['has no use for colour']],
    ['one that lacks', HEADER.replace(',source', ''), ['lacks source']],
    ['one misspelt', HEADER.replace('mark', 'marks'), ['has no use for marks', 'lacks mark']],
    [
      'another order',
      HEADER.replace('name,maker', 'maker,name'),
      [expect.stringContaining('order')],
    ],
    ['one twice', `${HEADER},code`, [expect.stringContaining('order')]],
    ['none at all', '', COLUMNS.map((column) => `lacks ${column}`)],
  ])('are refused with %s, by the first line', (_, header, whats) => {
    const { models, mistakes } = refused(header);

    expect(models).toEqual([]);
    expect(mistakes.filter(({ line }) => line === 1)).toHaveLength(mistakes.length);
    expect(mistakes.map(({ what }) => what)).toEqual(expect.arrayContaining(whats));
  });

  test('alone are no catalogue', () => {
    expect(mistakesOf()).toEqual(['2: there is no model']);
  });
});

describe('a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'remote-wipe-catalogue-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('that has mistakes is refused as a whole, each with file and line', () => {
    const file = join(folder, 'models.csv');
    const text = readFileSync(MODELS_FILE, 'utf8').split('\n');
    text[2] = text[2]?.replace(',ipad,', ',slate,') ?? '';
    text[9] = text[9]?.replace(/,20[0-9]{2}-[0-9]{2},/, ',2013-13,') ?? '';
    writeFileSync(file, text.join('\n'));

    const error = caught(() => readModels(file));

    expect(error.code).toBe('catalogue-malformed');
    expect(error.message.split('\n')).toEqual([
      expect.stringMatching(/models\.csv:3: kind: "slate" is not one of smartphone, /),
      expect.stringMatching(/models\.csv:10: released: "2013-13" is not a month/),
    ]);
  });
});

function caught(act: () => unknown): CatalogueError {
  try {
    act();
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
