import { describe, expect, test } from '@jest/globals';
import { MAKER_NAMES, MODELS } from '#catalogue/catalogue.ts';
import { folded } from '#catalogue/folding.ts';
import { type ModelSearch, searchModels } from '#catalogue/search.ts';

const search = (asked: ModelSearch) => searchModels(MODELS, asked, MAKER_NAMES);
const codesOf = (asked: ModelSearch) => search(asked).map(({ code }) => code);

describe('a search', () => {
  test('for nothing finds all models, in their order', () => {
    expect(search({})).toEqual(MODELS);
  });

  test.each([
    'SO-51D',
    'so-51d',
    'SO51D',
    'so 51d',
    'ＳＯ－５１Ｄ',
    'so−51d',
    'SO‐51D',
    ' So-51d ',
  ])('finds a model by its code as %j', (code) => {
    expect(codesOf({ code })).toEqual(['SO-51D']);
  });

  test('finds models by a part of the code', () => {
    expect(codesOf({ code: '-51d' })).toEqual(
      expect.arrayContaining(['SO-51D', 'SH-51D', 'SC-51D']),
    );
  });

  test.each(['xperia 1 v', 'XPERIA１Ｖ', 'Ｘｐｅｒｉａ　1　Ⅴ'])(
    'finds models by name as %j',
    (name) => {
      expect(codesOf({ name })).toContain('SO-51D');
    },
  );

  test.each(['らくらくスマートフォン', 'らくらくｽﾏｰﾄﾌｫﾝ'])('finds Japanese names as %j', (name) => {
    const found = search({ name });

    expect(found.length).toBeGreaterThan(5);
    expect(found.every((model) => model.name.includes('らくらくスマートフォン'))).toBe(true);
  });

  test('finds models by maker, among several names of one', () => {
    const found = search({ maker: 'fcnt' });

    expect(new Set(found.map(({ maker }) => maker))).toEqual(new Set(['Fujitsu/FCNT', 'FCNT']));
  });

  test.each([
    ['ソニー', 'SO-51D'],
    ['ｿﾆｰ', 'SO-51D'],
    ['富士通', 'F-51C'],
    ['富士通', 'F-02H'],
    ['シャープ', 'SH-54D'],
    ['サムスン', 'SC-02H'],
    ['京セラ', 'KY-41C'],
    ['アップル', 'iPhone 14'],
    ['グーグル', 'Pixel 7a'],
    ['ファーウェイ', 'HW-01G'],
    ['パナソニック', 'P-01J'],
    ['エルジー', 'L-01J'],
    ['レノボ', 'd-42A'],
  ])('finds models by a Japanese name of their maker: %s', (maker, code) => {
    const other = code === 'SO-51D' ? 'SC-02H' : 'SO-51D';

    expect(codesOf({ maker })).toContain(code);
    expect(codesOf({ maker })).not.toContain(other);
  });

  test.each([...new Set(MODELS.map(({ maker }) => maker))])(
    'knows a Japanese name of %s',
    (maker) => {
      expect(MAKER_NAMES[maker]?.join()).toMatch(/[ァ-ヶ一-龠]/);
    },
  );

  test('finds what everything that is asked for applies to', () => {
    expect(codesOf({ kind: 'kids_keitai', maker: 'kyocera' })).toContain('KY-41C');
    expect(codesOf({ kind: 'kids_keitai', maker: 'kyocera' })).not.toContain('KY-42C');
    expect(codesOf({ kind: 'tablet', code: 'SO-51D' })).toEqual([]);
  });
});

test('the Japanese long vowel is a letter and no dash', () => {
  expect(folded('スマート')).not.toBe(folded('スマト'));
});
