import { describe, expect, test } from '@jest/globals';
import { Router } from '#local/http-api/router.ts';

function routerOf(...routeKeys: string[]) {
  const router = new Router<{ routeKey: string }>();
  for (const routeKey of routeKeys) router.add({ routeKey });
  return (request: string) => {
    const [method = '', path = ''] = request.split(' ');
    const match = router.match(method, path);
    return match && [match.route.routeKey, match.parameters];
  };
}

describe('the routes of the documentation', () => {
  const match = routerOf(
    '$default',
    'ANY /{proxy+}',
    'GET /pets/{proxy+}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
  );

  test.each([
    ['GET /pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET /pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET /pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST /test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['GET /', '$default', {}],
  ])('%s takes %s', (request, routeKey, parameters) => {
    expect(match(request)).toEqual([routeKey, parameters]);
  });
});

describe('a route', () => {
  test.each([
    // A method beats ANY on one path; ANY beats a greedy path.
    ['GET /a', ['ANY /a', 'GET /a'], 'GET /a'],
    ['POST /a', ['ANY /a', 'GET /a'], 'ANY /a'],
    ['GET /a/b', ['GET /a/{rest+}', 'ANY /a/b'], 'ANY /a/b'],
    // Another method on a better path does not hide the worse one.
    ['POST /a/b', ['GET /a/b', 'POST /a/{rest+}'], 'POST /a/{rest+}'],
    // Text beats a variable from the left; a longer greedy path beats a shorter one.
    ['GET /a/b', ['GET /{x}/b', 'GET /a/{y}'], 'GET /a/{y}'],
    ['GET /a/b/c', ['GET /{rest+}', 'GET /a/{rest+}', 'GET /a/b/{rest+}'], 'GET /a/b/{rest+}'],
    ['GET /', ['GET /'], 'GET /'],
  ])('for %s is chosen among %j', (request, routeKeys, expected) => {
    expect(routerOf(...routeKeys)(request)?.[0]).toBe(expected);
  });

  test.each([
    ['GET /a/', 'GET /a'],
    ['GET /a', 'GET /a/{x}'],
    ['GET /a/', 'GET /a/{x}'],
    ['GET /a/', 'GET /a/{x+}'],
    ['GET //a', 'GET /a'],
    ['GET /a/b', 'GET /a/{x}/c'],
    ['GET /a/b/c', 'GET /a/{x}'],
    ['GET /', 'GET /{x+}'],
    ['GET /A', 'GET /a'],
    ['POST /a', 'GET /a'],
  ])('%s does not take %s', (request, routeKey) => {
    expect(routerOf(routeKey)(request)).toBeUndefined();
  });

  test.each([
    'GET a',
    'get /a',
    'FETCH /a',
    'GET /{a+}/b',
    'GET /{a}/{a}',
    'GET /x{a}',
    'GET /a//b',
    '',
    '$other',
  ])('with the key %j is refused', (routeKey) => {
    expect(() => routerOf(routeKey)).toThrow('not formatted properly');
  });
});
