import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Issuer } from '#browser/session/issuer.ts';

const ISSUER = 'https://issuer.example';

let fetched: jest.SpiedFunction<typeof fetch>;
beforeEach(() => {
  fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async () =>
    Response.json({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/auth`,
    }),
  );
});
afterEach(() => fetched.mockRestore());

describe.each([
  ['portal', 'openid remote-wipe/subscriber remote-wipe/shop remote-wipe/approver'],
  ['console', 'openid remote-wipe/ops remote-wipe/approver'],
] as const)('a sign-in at the %s', (site, scope) => {
  const issuer = new Issuer({ issuer: ISSUER, clientId: 'c' }, 'https://pages.example', site);

  test.each([
    ['usual', {}],
    ['silent', { silent: true }],
    ['fresh', { stepUp: { acr: '2', maxAge: '300' } }],
  ])('that is %s asks for the scopes of its own people', async (_, wish) => {
    const { url } = await issuer.begin({ ...wish, language: 'ja' });

    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      client_id: 'c',
      redirect_uri: 'https://pages.example/callback',
      scope,
    });
  });
});
