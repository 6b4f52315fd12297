import { describe, expect, test } from '@jest/globals';
import { MODELS } from '#catalogue/catalogue.ts';
import { folded, type ModelSearch, searchModels } from '#catalogue/search.ts';

const codesOf = (search: ModelSearch) => searchModels(MODELS, search).map(({ code }) => code);

describe('a search', () => {
  test('for nothing finds all models, in their order', () => {
    expect(searchModels(MODELS, {})).toEqual(MODELS);
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
    const found = searchModels(MODELS, { name });

    expect(found.length).toBeGreaterThan(5);
    expect(found.every((model) => model.name.includes('らくらくスマートフォン'))).toBe(true);
  });

  test('finds models by maker, among several names of one', () => {
    const found = searchModels(MODELS, { maker: 'fcnt' });

    expect(new Set(found.map(({ maker }) => maker))).toEqual(new Set(['Fujitsu/FCNT', 'FCNT']));
  });

  test('finds what everything that is asked for applies to', () => {
    expect(codesOf({ kind: 'kids_keitai', maker: 'kyocera' })).toContain('KY-41C');
    expect(codesOf({ kind: 'kids_keitai', maker: 'kyocera' })).not.toContain('KY-42C');
    expect(codesOf({ kind: 'tablet', code: 'SO-51D' })).toEqual([]);
  });
});

test('the Japanese long vowel is a letter and no dash', () => {
  expect(folded('スマート')).not.toBe(folded('スマト'));
});
