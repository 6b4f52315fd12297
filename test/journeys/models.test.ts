import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { MODELS } from '#catalogue/catalogue.ts';
import { ModelList, Problem } from '#functions/contract/bodies.ts';
import { PATIENCE, Stage } from './stage.ts';

// Starts the whole system, which a busy machine may take its time for.
jest.setTimeout(2 * PATIENCE);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
});
afterAll(() => stage.strike());

const get = (query: Readonly<Record<string, string>> = {}, headers = {}) =>
  fetch(`${stage.system.api}/v1/models?${new URLSearchParams(query)}`, { headers });
const found = async (query: Readonly<Record<string, string>>) =>
  ModelList.parse(await (await get(query)).json()).models.map(({ code }) => code);

test('anyone sees all models, and a cache may keep them', async () => {
  const answer = await get();

  const { models } = ModelList.parse(await answer.json());
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  expect(models.map(({ code }) => code)).toEqual(MODELS.map(({ code }) => code));
});

test('whoever has the list is told that it has not changed', async () => {
  const etag = (await get({ kind: 'tablet' })).headers.get('etag') ?? '';

  const again = await get({ kind: 'tablet' }, { 'if-none-match': etag });

  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
});

test('models are found by what people type, in any width', async () => {
  expect(await found({ code: 'ｓｏ－５１ｄ' })).toEqual(['SO-51D']);
  expect(await found({ name: 'ｷｯｽﾞｹｰﾀｲ', maker: 'kyocera' })).toContain('KY-41C');
  expect(await found({ name: 'galaxy s8+', kind: 'smartphone' })).toEqual(['SC-03J']);
});

test('a search that cannot be meant is refused by name, and kept by nobody', async () => {
  const answer = await get({ kind: 'fridge' });

  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(Problem.parse(await answer.json())).toMatchObject({
    status: 400,
    code: 'parameter-malformed',
    parameter: 'kind',
  });
});
