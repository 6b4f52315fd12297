import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { base64url, generateKeyPair, SignJWT } from 'jose';
import { createClock } from '#local/clock.ts';
import { JwtAuthorizer } from '#local/http-api/authorizer.ts';
import { HttpError } from '#local/http-api/http-error.ts';
import { type SmallIssuer, smallIssuer } from './small-issuer.ts';

let issuer: SmallIssuer;
let clock = createClock();
let authorizer: JwtAuthorizer;
beforeEach(async () => {
  issuer = await smallIssuer();
  clock = createClock();
  authorizer = authorizerOf();
});
afterEach(() => issuer.close());

const authorizerOf = (identitySource = '$request.header.Authorization') =>
  new JwtAuthorizer({ identitySource, issuer: issuer.url, audiences: ['api', 'other'] }, clock);

const now = () => Math.floor(clock.now() / 1000);
const claims = (overrides: object = {}) => ({
  iss: issuer.url,
  aud: 'api',
  exp: now() + 60,
  iat: now(),
  sub: 'person',
  ...overrides,
});
const request = (overrides: { headers?: Record<string, string>; rawQuery?: string }) => ({
  method: 'GET',
  path: '/',
  rawQuery: '',
  headers: {},
  protocol: 'HTTP/1.1',
  sourceIp: '127.0.0.1',
  ...overrides,
});
/** 200, or the status and challenge of the refusal. */
async function verdict(authorization: string | undefined, scopes: string[] = []) {
  try {
    await authorizer.authorize(
      request({ headers: authorization ? { authorization } : {} }),
      scopes,
    );
    return [200];
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return [error.status, error.headers['www-authenticate']];
  }
}
const invalid = (reason: string) => [
  401,
  `Bearer scope="" error="invalid_token" error_description="${reason}"`,
];

describe('a token is accepted', () => {
  test.each<[string, object]>([
    ['with the audience among several', { aud: ['else', 'other'] }],
    [
      'with client_id when there is no aud, as Cognito has it',
      { aud: undefined, client_id: 'api' },
    ],
    ['as an id token', { token_use: 'id' }],
    ['without iat and nbf', { iat: undefined }],
    ['that became valid this second', { nbf: now() }],
  ])('%s', async (_, overrides) => {
    expect(await verdict(`Bearer ${await issuer.token(claims(overrides))}`)).toEqual([200]);
  });

  test.each(['RS256', 'RS384', 'RS512'])('signed with %s', async (alg) => {
    await issuer.addKey(alg, alg);

    expect(await verdict(await issuer.token(claims(), { alg, kid: alg }))).toEqual([200]);
  });

  test.each(['JWT', 'at+jwt', 'anything'])('of type %s', async (typ) => {
    expect(await verdict(await issuer.token(claims(), { typ }))).toEqual([200]);
  });

  test('with and without Bearer, and from the query where the authorizer looks there', async () => {
    const token = await issuer.token(claims());

    expect(await verdict(token)).toEqual([200]);
    expect(await verdict(`Bearer ${token}`)).toEqual([200]);
    await authorizerOf('$request.querystring.token').authorize(
      request({ rawQuery: `token=${token}` }),
      [],
    );
  });
});

describe('a token is refused', () => {
  test('when there is none', async () => {
    expect(await verdict(undefined)).toEqual([401, 'Bearer']);
  });

  test.each<[string, object, string]>([
    ['of another issuer', { iss: 'https://else' }, 'the token does not have a valid issuer'],
    ['without an issuer', { iss: undefined }, 'the token does not have a valid issuer'],
    ['for another audience', { aud: 'else' }, 'the token does not have a valid audience'],
    ['for no audience', { aud: undefined }, 'the token does not have a valid audience'],
    [
      'whose aud is wrong and client_id right',
      { aud: 'else', client_id: 'api' },
      'the token does not have a valid audience',
    ],
    ['that has expired', { exp: now() - 1 }, 'the token has expired'],
    ['that expires this second', { exp: now() }, 'the token has expired'],
    ['that never expires', { exp: undefined }, 'the token has expired'],
    ['that is not valid yet', { nbf: now() + 3600 }, 'the token is not valid yet'],
    ['from the future', { iat: now() + 3600 }, 'the token was issued in the future'],
    ['with text for a time', { exp: '9999999999' }, 'the token has expired'],
  ])('%s', async (_, overrides, reason) => {
    expect(await verdict(await issuer.token(claims(overrides)))).toEqual(invalid(reason));
  });

  test.each(['ES256', 'PS256', 'EdDSA'])('signed with %s', async (alg) => {
    await issuer.addKey(alg, alg);

    expect(await verdict(await issuer.token(claims(), { alg, kid: alg }))).toEqual(
      invalid('the signing method is not supported'),
    );
  });

  test('signed with a shared secret, or with nothing', async () => {
    const secret = new TextEncoder().encode('x'.repeat(32));
    const shared = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(secret);
    const part = (value: object) => base64url.encode(JSON.stringify(value));
    const unsigned = `${part({ alg: 'none', kid: 'one' })}.${part(claims())}.`;

    for (const token of [shared, unsigned])
      expect(await verdict(token)).toEqual(invalid('the signing method is not supported'));
  });

  test('signed by a stranger, under a known, an unknown and no key id', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = (header: { kid?: string }) =>
      new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey);

    expect(await verdict(await token({ kid: 'one' }))).toEqual(
      invalid('the token does not have a valid signature'),
    );
    expect(await verdict(await token({ kid: 'strange' }))).toEqual(
      invalid('the token has no key of the issuer'),
    );
    expect(await verdict(await token({}))).toEqual(invalid('the token does not have a kid'));
  });

  test('with a changed claim', async () => {
    const [header, , signature] = (await issuer.token(claims())).split('.');
    const payload = base64url.encode(JSON.stringify(claims({ sub: 'somebody else' })));

    expect(await verdict(`${header}.${payload}.${signature}`)).toEqual(
      invalid('the token does not have a valid signature'),
    );
  });

  test.each(['x', 'a.b.c', 'Bearer', 'Basic abc', 'Bearer  ', `${'a'.repeat(5000)}.b.c`, '...'])(
    'that is none: %.20s',
    async (text) => {
      expect((await verdict(text))[0]).toBe(401);
    },
  );

  test('in the words that the service has for it', async () => {
    expect(await verdict('Bearer not-a-token')).toEqual(
      invalid('token contains an invalid number of segments'),
    );
  });

  test('by the time of the cloud', async () => {
    const token = await issuer.token(claims({ exp: now() + 600 }));

    expect(await verdict(token)).toEqual([200]);
    clock.shift(601_000);
    expect(await verdict(token)).toEqual(invalid('the token has expired'));
  });
});

describe('scopes', () => {
  test.each<[object, number]>([
    [{ scope: 'openid wipe' }, 200],
    [{ scp: ['wipe'] }, 200],
    [{ scp: 'openid wipe' }, 200],
    [{ scope: 'openid' }, 403],
    [{ scope: 'wipes' }, 403],
    [{ scope: '' }, 403],
    [{ scope: 7 }, 403],
    [{}, 403],
  ])('%j on a route that asks for wipe or admin: %i', async (overrides, status) => {
    const [found] = await verdict(await issuer.token(claims(overrides)), ['wipe', 'admin']);

    expect(found).toBe(status);
  });

  test('are told where a route asks for them', async () => {
    const headers = { authorization: await issuer.token(claims({ scope: 'openid wipe' })) };

    expect(await authorizer.authorize(request({ headers }), ['wipe'])).toMatchObject({
      scopes: ['openid', 'wipe'],
    });
    expect(await authorizer.authorize(request({ headers }), [])).toMatchObject({ scopes: null });
  });
});

test('claims arrive as text', async () => {
  const authorization = await issuer.token(
    claims({
      auth_time: 1_700_000_000,
      'cognito:groups': ['ops', 'approver'],
      email_verified: true,
      shop: null,
      realm: { roles: ['a'], n: 1 },
    }),
  );

  const { claims: texts } = await authorizer.authorize(request({ headers: { authorization } }), []);

  expect(texts).toMatchObject({
    sub: 'person',
    auth_time: '1700000000',
    'cognito:groups': '[ops approver]',
    email_verified: 'true',
    realm: 'map[n:1 roles:[a]]',
  });
  expect(texts).not.toHaveProperty('shop');
});

describe('the keys of an issuer', () => {
  test('are asked for once, also by many requests together', async () => {
    const token = await issuer.token(claims());

    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verdict(token)));
    await verdict(token);

    expect(verdicts).toEqual(Array.from({ length: 20 }, () => [200]));
    expect(issuer.asked).toBe(1);
  });

  test('that came later are found; those that left count no more after two hours', async () => {
    const before = await issuer.token(claims({ exp: now() + 86_400 }));
    await verdict(before);
    await issuer.addKey('two');
    const after = await issuer.token(claims({ exp: now() + 86_400 }), { kid: 'two' });
    issuer.removeKey('one');

    await new Promise((resolve) => setTimeout(resolve, 1050));
    expect(await verdict(after)).toEqual([200]);
    clock.shift(2 * 3_600_000 + 1);
    expect(await verdict(before)).toEqual(invalid('the token has no key of the issuer'));
    expect(await verdict(after)).toEqual([200]);
  });

  test.each<[string, string, { status?: number; body?: string; delay?: number }]>([
    ['no discovery', '/.well-known/openid-configuration', { status: 500 }],
    [
      'a discovery document that is no JSON',
      '/.well-known/openid-configuration',
      { body: '<html>' },
    ],
    [
      'the discovery document of somebody else',
      '/.well-known/openid-configuration',
      { body: '{"issuer":"https://else","jwks_uri":"http://127.0.0.1:1/jwks"}' },
    ],
    ['no key set', '/jwks', { status: 404 }],
    [
      'too large a key set',
      '/jwks',
      { body: JSON.stringify({ keys: [], x: 'x'.repeat(150_000) }) },
    ],
    ['an answer too late', '/jwks', { delay: 1800 }],
  ])('with %s accept nobody', async (_, path, answer) => {
    issuer.spoil(path, answer);

    expect(await verdict(await issuer.token(claims()))).toEqual(
      invalid('OIDC discovery endpoint communication error'),
    );
  });

  test('are asked for again after they could not be', async () => {
    const token = await issuer.token(claims());
    issuer.spoil('/jwks', { status: 500 });
    expect((await verdict(token))[0]).toBe(401);

    issuer.spoil('/jwks', {});

    expect(await verdict(token)).toEqual([200]);
  });
});
