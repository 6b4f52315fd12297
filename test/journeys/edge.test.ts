import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { signIn } from '#demo/sign-in.ts';
import { PATIENCE } from '#demo/until.ts';
import type { Role } from '#functions/contract/roles.ts';
import { ROUTES, type Route } from '#functions/contract/routes.ts';
import { Stage } from './stage.ts';

jest.setTimeout(2 * PATIENCE);

/** Somebody of each role. */
const PERSONS = {
  subscriber: 'hanako',
  shop: 'clerk',
  ops: 'operator',
  approver: 'approver',
} as const;

let stage: Stage;
let tokens: Readonly<Record<Role, string>>;
beforeAll(async () => {
  stage = await Stage.set();
  const tokenOf = (role: Role) => signIn(stage.system.issuer, PERSONS[role]);
  tokens = {
    subscriber: await tokenOf('subscriber'),
    shop: await tokenOf('shop'),
    ops: await tokenOf('ops'),
    approver: await tokenOf('approver'),
  };
}, PATIENCE);
afterAll(() => stage.strike());

/** A call that brings all that its route asks for, but a right body. */
const callOf = (route: Route, headers = {}) => ({
  method: route.method,
  headers: {
    authorization: `Bearer ${tokens[route.caller === 'person' ? (route.roles[0] ?? 'ops') : 'ops']}`,
    'content-type': 'application/json',
    'idempotency-key': 'some-key',
    ...headers,
  },
  ...(route.method === 'POST' && { body: '{}' }),
});
const pathOf = ({ path }: { path: string }) =>
  path.replace('{lineId}', 'line-0001').replace(/\{\w+\}/g, `${'a'.repeat(43)}.1`);

describe.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_, route) => {
    test.each([
      ['no secret', {}],
      ['a secret that is none', { 'x-origin-secret': 'a'.repeat(43) }],
    ])("at the API's own address is refused with %s", async (_, headers) => {
      const answer = await fetch(stage.system.origin + pathOf(route), callOf(route, headers));

      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'edge-only' });
    });

    test('by the edge is answered, whatever the caller says of the secret', async () => {
      const call = callOf(route, { 'x-origin-secret': 'a'.repeat(43) });

      const answer = await fetch(stage.system.api + pathOf(route), call);

      expect(await answer.text()).not.toContain('edge-only');
      expect(answer.status).toBeLessThan(500);
    });
  },
);

describe('an answer by the edge', () => {
  const SAFE = {
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
  const ask = async (path: string, init: RequestInit = {}) => {
    const { status, headers } = await fetch(stage.system.api + path, init);
    return { status, headers: Object.fromEntries(headers) };
  };

  test.each([
    ['of a function', '/v1/lines', 200],
    ['of the gateway, for want of a token', '/v1/lines', 401],
    ['of the gateway, where there is no route', '/v1/nothing', 404],
  ])('%s has safe headers and is kept by no cache', async (_, path, status) => {
    const headers = status === 401 ? {} : { authorization: `Bearer ${tokens.subscriber}` };

    const answer = await ask(path, { headers });

    expect(answer).toMatchObject({ status, headers: { ...SAFE, 'cache-control': 'no-store' } });
  });

  test('says by itself how long it may be kept, where it is for everybody', async () => {
    const answer = await ask('/v1/models');

    expect(answer).toMatchObject({
      status: 200,
      headers: { ...SAFE, 'cache-control': 'public, max-age=300' },
    });
  });

  test.each([
    ['by the pages', () => stage.system.api, true],
    ['by no other origin', () => 'https://example.com', false],
  ])('may be read %s', async (_, caller, isAllowed) => {
    const origin = caller();
    const preflight = {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    };
    const answers = await Promise.all([
      ask('/v1/lines/line-0001/wipes', preflight),
      ask('/v1/lines', { headers: { origin, authorization: `Bearer ${tokens.subscriber}` } }),
    ]);

    for (const { headers } of answers)
      expect(headers['access-control-allow-origin']).toBe(isAllowed ? origin : undefined);
  });

  test('to a body above 32 KB is a problem by name', async () => {
    const answer = await fetch(`${stage.system.api}/v1/enrolments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(32_769),
    });

    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'body-too-large' });
  });
});

test('the origin secret is in no log', async () => {
  const secret = await readFile(join(stage.folder, 'origin-secret'), 'utf8');

  const holding = (await stage.written(['origin-secret'])).filter(({ text }) =>
    text.includes(secret),
  );

  expect(secret).toHaveLength(43);
  expect(holding.map(({ file }) => file)).toEqual([]);
});
