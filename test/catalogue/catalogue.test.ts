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
  test('has models of every kind', () => {
    const counts = KINDS.map((kind) => [kind, MODELS.filter((one) => one.kind === kind).length]);

    expect(Object.fromEntries(counts)).toEqual({
      smartphone: 185,
      tablet: 18,
      keitai: 10,
      kids_keitai: 4,
      iphone: 21,
      ipad: 8,
    });
  });

  test('excludes five models with eSIM only (R25), all of them marked (A2)', () => {
    const five = ['SH-51D', 'SH-52D', 'SH-54D', 'SO-51D', 'SO-53D'];

    expect(codesWhere(({ esimOnlyWipe }) => esimOnlyWipe === 'no')).toEqual(five);
    expect(codesWhere(({ mark }) => mark !== undefined)).toEqual(five);
    for (const code of five) expect(findModel(code)).toMatchObject({ dualSim: 'yes' });
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

  test('says yes only to what a source names', () => {
    expect(codesWhere(({ supported }) => supported === 'yes')).toEqual(
      [
        ...['KY-41C', 'SH-51D', 'SH-52D', 'SH-54D', 'SO-51D', 'SO-53D'],
        ...['SC-01H', 'SC-02H', 'SC-02J', 'SC-03J', 'SC-04J', 'F-02H', 'SO-02G', 'SO-02K'],
      ].sort(),
    );
  });

  test('says no to Apple, to kids keitai before KY-41C and to i-mode (R3, R27, R33)', () => {
    const isApple = ({ kind }: (typeof MODELS)[number]) => kind === 'iphone' || kind === 'ipad';

    expect(codesWhere((model) => model.supported === 'no' && !isApple(model))).toEqual([
      'F-03J',
      'F-07F',
      'HW-01G',
      'SH-03M',
    ]);
    expect(MODELS.filter(isApple).every(({ supported }) => supported === 'no')).toBe(true);
  });

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
