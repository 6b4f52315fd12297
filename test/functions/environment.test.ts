import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ENVIRONMENTS, readEnvironment } from '#functions/contract/environment.ts';
import { ROUTES } from '#functions/contract/routes.ts';

const HANDLERS = readdirSync(new URL('../../functions/', import.meta.url))
  .filter((name) => name.endsWith('.ts') && name !== 'log.ts')
  .map((name) => name.replace(/\.ts$/, ''));

describe('an environment', () => {
  test('is stated for every function, and for nothing else', () => {
    expect(Object.keys(ENVIRONMENTS).sort()).toEqual(HANDLERS.sort());
  });

  test('serves every function that a route calls', () => {
    const called = ROUTES.map((route) => route.function);
    const operations = ROUTES.map((route) => route.operation ?? route.function);

    expect(called.filter((name) => !HANDLERS.includes(name))).toEqual([]);
    expect(new Set(operations).size).toBe(operations.length);
  });

  test('is read with its numbers', () => {
    const variables = { WIPES_TABLE: 'Wipes', VERDICT_SECONDS: '900' };

    expect(readEnvironment('wait-for-verdict', variables)).toEqual({
      WIPES_TABLE: 'Wipes',
      VERDICT_SECONDS: 900,
    });
  });

  test.each([
    [{ WIPES_TABLE: 'Wipes' }, 'VERDICT_SECONDS'],
    [{ VERDICT_SECONDS: '900', WIPES_TABLE: '' }, 'WIPES_TABLE'],
    [{ WIPES_TABLE: 'Wipes', VERDICT_SECONDS: 'soon' }, 'VERDICT_SECONDS'],
    [{ WIPES_TABLE: 'Wipes', VERDICT_SECONDS: '-1' }, 'VERDICT_SECONDS'],
  ])('that lacks something fails at start, by its name: %j', (variables, name) => {
    expect(() => readEnvironment('wait-for-verdict', variables)).toThrow(name);
  });
});

test.each(HANDLERS)('%s starts with nothing but its environment', async (name) => {
  const module: unknown = await import(`../../functions/${name}.ts`);

  expect(module).toMatchObject({ handler: expect.any(Function) });
});
