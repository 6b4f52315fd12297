import { describe, expect, test } from '@jest/globals';
import { MAKER_NAMES, MODELS } from '#catalogue/catalogue.ts';
import { ModelList } from '#functions/contract/bodies.ts';
import { listModels } from '#functions/list-models.ts';
import {
  conditionsOf,
  findModels,
  type ListedModel,
  type ModelQuery,
  searchable,
} from '#portal/models/list.ts';
import { call } from '#test/functions/api-call.ts';

/** The list as the service answers it. */
const answered = async () => {
  const handler = listModels({ models: MODELS, makers: MAKER_NAMES, version: '1' });
  return ModelList.parse((await call(handler, { claims: null, cacheable: true })).body);
};

const found = async (text: string, kind: ModelQuery['kind'] = 'all') => {
  const { models, makers } = await answered();
  return findModels(searchable(models, makers), { text, kind }).map(({ code }) => code);
};

const listed = async (code: string): Promise<ListedModel> => {
  const { models } = await answered();
  const model = models.find((each) => each.code === code);
  if (model === undefined) throw new Error(`${code} is not listed`);
  return model;
};

describe('a search for models', () => {
  test.each([
    ['SO-51D'],
    ['so51d'],
    ['ＳＯ－５１Ｄ'],
    ['Xperia 1 V'],
    ['xperia1v'],
    ['ソニー SO-51D'],
    ['Sony Xperia 1 V'],
    ['SO-51D Xperia'],
    ['SO-51D ソニー'],
  ])('finds the one that %j means', async (text) => {
    expect(await found(text)).toContain('SO-51D');
  });

  test('finds all of a maker by its Japanese name', async () => {
    const { models } = await answered();
    const sharp = models.filter(({ maker }) => maker === 'Sharp').map(({ code }) => code);

    expect(sharp.length).toBeGreaterThan(1);
    expect((await found('シャープ')).toSorted()).toEqual(sharp.toSorted());
  });

  test('for nothing finds them all, of a kind where one is chosen', async () => {
    expect(await found(' ')).toHaveLength(MODELS.length);
    const tablets = MODELS.filter(({ kind }) => kind === 'tablet').map(({ code }) => code);
    expect((await found('', 'tablet')).toSorted()).toEqual(tablets.toSorted());
  });

  test('shows smartphones before what is not covered, and the newest first', async () => {
    const { models, makers } = await answered();
    const shown = findModels(searchable(models, makers), { text: '', kind: 'all' });

    const kinds = shown.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('smartphone')).toBeLessThan(kinds.indexOf('iphone'));
    const months = shown.filter(({ kind }) => kind === 'smartphone').map((each) => each.released);
    expect(months).toEqual(months.toSorted().toReversed());
  });

  test('finds none where there is none', async () => {
    expect(await found('no such phone')).toEqual([]);
  });
});

describe('the conditions of a model', () => {
  test.each([
    // Named in the service's conditions (R25), and marked.
    ['SO-51D', [{ name: 'noEsimOnly' }, { name: 'mark', mark: 1 }]],
    // First sold before May 2017 and in need of its latest software (R13, R43).
    ['SC-01H', [{ name: 'preset' }, { name: 'update', since: '2019-01-01' }]],
    // In need of its software, and first sold in June 2017 (R14).
    ['SC-02J', [{ name: 'update', since: '2019-01-01' }]],
    // Takes one SIM, first sold in 2019.
    ['SO-01M', []],
    ['KY-41C', []],
    ['SH-03M', [{ name: 'kids', covered: 'KY-41C' }]],
    ['iPhone 14', [{ name: 'apple' }]],
  ] as const)('%s are known', async (code, conditions) => {
    expect(conditionsOf(await listed(code))).toEqual(conditions);
  });

  test.each([
    ['2017-04', true],
    ['2017-05', false],
  ])('of one first sold in %s hold a setting before the loss: %s', async (released, isNeeded) => {
    const model = { ...(await listed('SO-01M')), released };

    expect(conditionsOf(model)).toEqual(isNeeded ? [{ name: 'preset' }] : []);
  });
});
