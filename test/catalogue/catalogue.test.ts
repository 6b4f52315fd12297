import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CATALOGUE_VERSION, findModel, MODELS } from '#catalogue/catalogue.ts';
import { KINDS } from '#catalogue/model.ts';
import { COLUMNS } from '#catalogue/row.ts';

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

  test('excludes five models with eSIM only (R25), all of them marked (A2)', () => {
    const five = ['SH-51D', 'SH-52D', 'SH-54D', 'SO-51D', 'SO-53D'];

    expect(codesWhere(({ esimOnlyWipe }) => esimOnlyWipe === 'no')).toEqual(five);
    for (const code of five)
      expect(findModel(code)).toMatchObject({ dualSim: 'yes', mark: expect.any(Number) });
  });

  test('has five models that need their latest software since 2019 (R43, R44)', () => {
    expect(codesWhere(({ needsUpdateSince }) => needsUpdateSince === '2019-01-01')).toEqual([
      'SC-01H',
      'SC-02H',
      'SC-02J',
      'SC-03J',
      'SC-04J',
    ]);
    expect(codesWhere(({ needsUpdateSince }) => needsUpdateSince !== undefined)).toHaveLength(5);
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
    const { name: _, maker: __, source: ___, confidence: ____, ...judged } = model;

    expect(findModel(model.code)).toEqual(judged);
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
