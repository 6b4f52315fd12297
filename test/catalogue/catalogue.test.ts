import { describe, expect, test } from '@jest/globals';
import { findModel, MODELS, Model } from '#catalogue/catalogue.ts';
import models from '#catalogue/models.json' with { type: 'json' };

describe('the catalogue', () => {
  test('has every model of the file, each once', () => {
    expect(MODELS).toEqual(models);
    expect(new Set(models.map(({ code }) => code)).size).toBe(models.length);
  });

  test.each(models)('states $code with a source and a confidence', (model) => {
    expect(Model.safeParse(model)).toEqual({ success: true, data: model });
    expect(model.source.trim()).not.toBe('');
  });

  test('has models of every kind', () => {
    const kinds = MODELS.map(({ kind }) => kind);

    expect([...new Set(kinds)].sort()).toEqual([
      'ipad',
      'iphone',
      'keitai',
      'kids_keitai',
      'smartphone',
      'tablet',
    ]);
  });

  test.each(['SO-51D', 'SO-53D', 'SH-51D', 'SH-52D', 'SH-54D'])(
    'has %s, which eSIM alone excludes (R25)',
    (code) => {
      expect(findModel(code)).toMatchObject({ kind: 'smartphone' });
    },
  );

  test.each(['KY-41C', 'SH-03M'])('has %s, a kids keitai (R32, R33)', (code) => {
    expect(findModel(code)).toMatchObject({ kind: 'kids_keitai' });
  });

  test.each(['', 'so-51d', 'NO-1', '__proto__', 'constructor'])('has no %j', (code) => {
    expect(findModel(code)).toBeUndefined();
  });
});
