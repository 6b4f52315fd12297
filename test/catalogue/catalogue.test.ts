import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CATALOGUE_VERSION, findModel, MODELS, modelName } from '#catalogue/catalogue.ts';
import { KINDS } from '#catalogue/model.ts';
import { COLUMNS } from '#catalogue/row.ts';
import { NAMED_MODELS, NO_ESIM_ONLY } from '#domain/eligibility/conditions.ts';

const codesWhere = (holds: (model: (typeof MODELS)[number]) => boolean) =>
  MODELS.filter(holds)
    .map(({ code }) => code)
    .sort();

describe('the catalogue', () => {
  test('has at least the models that it began with, of every kind', () => {
    const least = { smartphone: 185, tablet: 18, keitai: 10, kids_keitai: 4, iphone: 21, ipad: 8 };

    for (const kind of KINDS)
      expect(codesWhere((model) => model.kind === kind).length).toBeGreaterThanOrEqual(least[kind]);
  });

  test('has every model that the conditions name (R25, R32, R33, R43)', () => {
    expect(NAMED_MODELS.filter((code) => findModel(code) === undefined)).toEqual([]);
  });

  test('has a mark at the five that are not wiped with eSIM only, and knows of no other (A2)', () => {
    expect(codesWhere(({ mark }) => typeof mark === 'number')).toEqual(NO_ESIM_ONLY.toSorted());
  });

  test('knows of no mark only where there can be none (R22)', () => {
    expect(codesWhere(({ mark }) => mark === 'none')).toEqual(
      codesWhere(({ dualSim }) => dualSim === 'no'),
    );
  });

  test.each([
    ...['KY-41C', 'SH-51D', 'SH-52D', 'SH-54D', 'SO-51D', 'SO-53D', 'SC-01H', 'SC-02H', 'SC-02J'],
    ...['SC-03J', 'SC-04J', 'F-02H', 'SO-02G', 'SO-02K'],
  ])('says yes to %s, which a source names', (code) => {
    expect(findModel(code)).toMatchObject({ supported: 'yes' });
  });

  test.each(['F-07F', 'F-03J', 'HW-01G', 'SH-03M', 'iPhone 14', 'iPad (9th)'])(
    'says no to %s, which is out of scope (R3, R27, R33)',
    (code) => {
      expect(findModel(code)).toMatchObject({ supported: 'no' });
    },
  );

  test.each(['SO-01M', 'SC-51A', 'SH-01J', 'd-51C', 'Pixel 7a'])(
    'assumes nothing of %s without saying so (A1)',
    (code) => {
      expect(findModel(code)).toMatchObject({ supported: 'unknown' });
    },
  );

  test.each([
    ['L-01J', '2017-02'],
    ['SO-03J', '2017-05'],
    ['KY-41C', '2023-02'],
    ['SO-01M', '2019-11'],
  ])('knows the month of %s', (code, released) => {
    expect(findModel(code)).toMatchObject({ released });
  });

  test('has a version', () => {
    expect(CATALOGUE_VERSION).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('a model is found', () => {
  test.each(MODELS)('by its code $code, without what only people read', (model) => {
    const { code, kind, released, mark, supported } = model;

    expect(findModel(code)).toEqual({ code, kind, released, mark, supported });
  });

  test.each(['', 'so-51d', 'NO-1', '__proto__', 'constructor'])('by no such code as %j', (code) => {
    expect(findModel(code)).toBeUndefined();
  });
});

test('the README tells of every column, in their order', () => {
  const readme = readFileSync(new URL('../../catalogue/README.md', import.meta.url), 'utf8');

  expect([...readme.matchAll(/^\| `([A-Za-z]+)` \|/gm)].map(([, column]) => column)).toEqual(
    COLUMNS,
  );
});

describe('the name of a model', () => {
  test.each([
    ['SO-01M', 'Sony Xperia 5'],
    ['HW-01K', 'HUAWEI P20 Pro'],
    ['Pixel 8', 'Google Pixel 8'],
    ['F-52A', 'Fujitsu arrows NX9'],
    ['KY-41C', 'Kyocera キッズケータイ'],
  ])('of %s has its maker in it, once', (code, name) => {
    expect(modelName(code)).toBe(name);
  });

  test.each(['XX-99Z', 'constructor', ''])('that is not there is its code: %j', (code) => {
    expect(modelName(code)).toBe(code);
  });
});
