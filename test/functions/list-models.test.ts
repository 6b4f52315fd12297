import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CATALOGUE_VERSION, MAKER_NAMES, MODELS } from '#catalogue/catalogue.ts';
import type { Model } from '#catalogue/model.ts';
import { NO_ESIM_ONLY, UPDATE_NEEDED } from '#domain/eligibility/conditions.ts';
import { ModelList } from '#functions/contract/bodies.ts';
import { listModels } from '#functions/list-models.ts';
import { LATER_KIDS } from '#test/catalogue/models.ts';
import { type Call, call } from './api-call.ts';

const listOf = (models: readonly Model[], version = CATALOGUE_VERSION) =>
  listModels({ models, makers: MAKER_NAMES, version });
const handler = listOf(MODELS);
const list = (made: Call = {}) => call(handler, { claims: null, cacheable: true, ...made });
const listed = async (query: Call['query'] = {}) =>
  ModelList.parse((await list({ query })).body).models;

describe('the list of models', () => {
  test('is whole, with the catalogue’s version, for anyone', async () => {
    const { status, body } = await list();

    expect(status).toBe(200);
    expect(ModelList.parse(body)).toEqual(body);
    expect(body['version']).toBe(CATALOGUE_VERSION);
    expect(ModelList.parse(body).models.map(({ code }) => code)).toEqual(
      MODELS.map(({ code }) => code),
    );
  });

  test('says what is assumed, and where all is from', async () => {
    const [assumed] = await listed({ code: 'SO-01M' });
    const [known] = await listed({ code: 'SO-51D' });

    expect(assumed).toMatchObject({ supported: 'assumed', confidence: 'high' });
    expect(assumed?.source).toMatch(/^https:/);
    expect(known).toMatchObject({ supported: 'yes', esimOnlyWipe: 'no', dualSim: 'yes', mark: 1 });
  });

  test('says of the models that the conditions name what those say, and of no others (R25, R43)', async () => {
    const all = await listed();

    const noEsimOnly = all.filter(({ esimOnlyWipe }) => esimOnlyWipe === 'no');
    const needUpdate = all.filter(({ needsUpdateSince }) => needsUpdateSince !== undefined);
    expect(noEsimOnly.map(({ code }) => code).toSorted()).toEqual(NO_ESIM_ONLY.toSorted());
    expect(needUpdate.map(({ code }) => code).toSorted()).toEqual(UPDATE_NEEDED.models.toSorted());
    for (const { needsUpdateSince } of needUpdate) expect(needsUpdateSince).toBe('2019-01-01');
  });

  test('tells no mark from one that is not known', async () => {
    expect(await listed({ code: 'SO-01M' })).toMatchObject([{ mark: 'none' }]);
    expect(await listed({ code: 'SO-51C' })).toMatchObject([{ mark: 'unknown' }]);
  });

  test('assumes nothing of a kids keitai that is to be listed first (A19)', async () => {
    const { body } = await call(listOf([LATER_KIDS]), { claims: null, cacheable: true });

    expect(ModelList.parse(body).models).toMatchObject([{ supported: 'unknown' }]);
  });

  test.each([
    [{ kind: 'kids_keitai' }, 'SH-03M', 'SH-01J'],
    [{ kind: 'kids_keitai', maker: 'ＳＨＡＲＰ' }, 'SH-03M', 'KY-41C'],
    [{ maker: 'シャープ' }, 'SH-03M', 'KY-41C'],
    [{ code: 'ｓｏ５１ｄ' }, 'SO-51D', 'SH-51D'],
    [{ name: 'キッズ' }, 'KY-41C', 'KY-42C'],
  ])('has what fits the search %j', async (query, fitting, other) => {
    const codes = (await listed(query)).map(({ code }) => code);

    expect(codes).toContain(fitting);
    expect(codes).not.toContain(other);
  });

  test('is empty where nothing fits', async () => {
    expect(await listed({ name: 'no such model' })).toEqual([]);
  });

  test('fits well into an answer of API Gateway', async () => {
    const { body } = await list();

    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(1_000_000);
  });

  test.each([
    ['kind', { kind: 'phone' }],
    ['kind', { kind: 'Tablet' }],
    ['kind', { kind: 'tablet,keitai' }],
    ['kind', { kind: '' }],
    ['name', { name: '' }],
    ['name', { name: '　' }],
    ['code', { code: '－' }],
    ['maker', { maker: 'x'.repeat(61) }],
    ['query', { nmae: 'Xperia' }],
    ['query', { constructor: 'x' }],
  ])('is not given for a malformed parameter: %s of %j', async (parameter, query) => {
    const answer = await list({ query });

    expect(answer).toMatchObject({ status: 400, problem: 'parameter-malformed' });
    expect(answer.body).toMatchObject({ parameter });
  });
});

test('whatever is searched for, the list is a list, or refused by name', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 70 }), fc.string());
  const asked = fc.constantFrom('name', 'code', 'maker', 'kind', 'other');

  await fc.assert(
    fc.asyncProperty(fc.dictionary(asked, text), async (query) => {
      const { status, problem, body } = await list({ query });

      if (status === 200) expect(ModelList.parse(body)).toEqual(body);
      else expect([status, problem]).toEqual([400, 'parameter-malformed']);
    }),
  );
});

describe('caches', () => {
  test('may keep the list, for anybody, for five minutes', async () => {
    expect((await list()).headers['cache-control']).toBe('public, max-age=300');
  });

  test('are told that what they have is as good', async () => {
    const { headers } = await list({ query: { kind: 'tablet' } });

    const again = await list({
      query: { kind: 'tablet' },
      headers: { 'if-none-match': `W/${headers['etag']}` },
    });

    const { etag } = headers;
    expect(again).toMatchObject({ status: 304, body: {}, headers: { etag } });
    expect(again.headers['cache-control']).toBe(headers['cache-control']);
  });

  test('are given another list where it is one', async () => {
    const tag = (await list({ query: { kind: 'tablet' } })).headers['etag'] ?? '';
    const changed = listOf(MODELS.slice(1), 'other');

    const headers = { 'if-none-match': tag };
    expect(await list({ query: { kind: 'keitai' }, headers })).toMatchObject({ status: 200 });
    expect(
      await call(changed, { claims: null, cacheable: true, query: { kind: 'tablet' }, headers }),
    ).toMatchObject({ status: 200 });
  });
});
