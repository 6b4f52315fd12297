import { describe, expect, test } from '@jest/globals';
import { ISSUERS, type IssuerKind } from '#functions/http/issuers.ts';
import { subscriberOf } from '#functions/http/person.ts';
import { json } from '#functions/http/problem.ts';
import { PERSON } from '#test/domain/builders.ts';
import { CLAIMS, call } from '../api-call.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What an access token of each kind says of itself, as API Gateway hands it on. */
const ACCESS: Readonly<Record<IssuerKind, { claims: Claims; typ?: string }>> = {
  cognito: { claims: { token_use: 'access', client_id: 'client', assurance: '2' } },
  rfc9068: { claims: { aud: 'api', client_id: 'client', acr: 'aal2' }, typ: 'at+jwt' },
  keycloak: {
    claims: { aud: '[api account]', azp: 'client', typ: 'Bearer', acr: 'aal2' },
    typ: 'JWT',
  },
};

const assuranceOf = (kind: IssuerKind, claims: Claims = {}, typ = ACCESS[kind].typ) =>
  ISSUERS[kind]({ claims: present({ ...ACCESS[kind].claims, ...claims }), typ }, 'aal2');
/** A claim that a token does not have is not there at all. */
const present = (claims: Claims) =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));

describe.each(['cognito', 'rfc9068', 'keycloak'] as const)('an access token of %s', (kind) => {
  test('says that two factors were used', () => {
    expect(assuranceOf(kind)).toBe('2');
  });

  test('may carry our own claim', () => {
    expect(assuranceOf(kind, { assurance: '1' })).toBe('1');
  });

  test('that says nothing of assurance vouches for nobody', () => {
    expect(assuranceOf(kind, { assurance: undefined, acr: undefined })).toBeUndefined();
  });
});

test.each(['rfc9068', 'keycloak'] as const)('any other acr of %s is one factor', (kind) => {
  for (const acr of ['aal1', '0', '', 'AAL2', 'aal2 aal1'])
    expect(assuranceOf(kind, { acr })).toBe('1');
});

describe('no access token', () => {
  test.each<{ what: string; kind: IssuerKind; claims: Claims; typ?: string }>([
    {
      what: 'an ID token of Cognito',
      kind: 'cognito',
      claims: { token_use: 'id', aud: 'client', client_id: undefined },
    },
    {
      what: 'an ID token that names a client as well',
      kind: 'cognito',
      claims: { token_use: 'id' },
    },
    { what: 'an access token with an audience', kind: 'cognito', claims: { aud: 'client' } },
    { what: 'a token without a use', kind: 'cognito', claims: { token_use: undefined } },
    { what: 'a refresh token of Cognito', kind: 'cognito', claims: { token_use: 'refresh' } },
    { what: 'an ID token', kind: 'rfc9068', claims: {}, typ: 'JWT' },
    { what: 'a token of no type', kind: 'rfc9068', claims: {}, typ: '' },
    { what: 'a logout token', kind: 'rfc9068', claims: {}, typ: 'logout+jwt' },
    { what: 'a type that only begins so', kind: 'rfc9068', claims: {}, typ: 'at+jwt2' },
    { what: 'one without an audience', kind: 'rfc9068', claims: { aud: undefined } },
    { what: 'one that no client got', kind: 'rfc9068', claims: { client_id: undefined } },
    { what: 'an ID token of Keycloak', kind: 'keycloak', claims: { typ: 'ID' } },
    { what: 'a refresh token of Keycloak', kind: 'keycloak', claims: { typ: 'Refresh' } },
    { what: 'one without an audience', kind: 'keycloak', claims: { aud: undefined } },
    { what: 'one that no client got', kind: 'keycloak', claims: { azp: undefined } },
  ])('is $what ($kind)', ({ kind, claims, typ }) => {
    expect(assuranceOf(kind, claims, typ)).toBeUndefined();
  });

  test('is an access token of another kind', () => {
    for (const kind of ['cognito', 'rfc9068', 'keycloak'] as const)
      for (const other of ['cognito', 'rfc9068', 'keycloak'] as const)
        if (kind !== other)
          expect(
            ISSUERS[kind]({ ...ACCESS[other], typ: ACCESS[other].typ }, 'aal2'),
          ).toBeUndefined();
  });
});

describe('the scope of one’s role', () => {
  const whoami = (claims: Claims) =>
    call(async (event) => json(200, subscriberOf(event)), { claims });

  test.each<[string, Claims]>([
    ['among others', { scope: 'openid remote-wipe/subscriber profile' }],
    [
      'in a list, as some issuers have it',
      { scope: undefined, scp: '[openid remote-wipe/subscriber]' },
    ],
  ])('is found %s', async (_, claims) => {
    expect(await whoami(claims)).toMatchObject({ status: 200 });
  });

  test.each<[string, Claims]>([
    ['without any', { scope: undefined }],
    ['with another’s', { scope: 'remote-wipe/ops' }],
    ['with one that only begins so', { scope: 'remote-wipe/subscribers remote-wipe/' }],
    ['in a role whose scope it is not', { role: 'ops' }],
  ])('is missed %s, also where a route forgot to ask for it', async (_, claims) => {
    expect(await whoami(claims)).toMatchObject({
      status: 403,
      problem: 'not-allowed',
      headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' },
    });
  });
});

describe('the type in a header', () => {
  const claims = { ...CLAIMS, aud: 'api', acr: '2' };
  const whoami = async (authorization: string) =>
    call(async (event) => json(200, subscriberOf(event)), {
      claims: { ...claims, token_use: undefined, assurance: undefined },
      headers: { authorization },
      tokenRules: { TOKEN_ISSUER_KIND: 'rfc9068', TWO_FACTOR_ACR: '2' },
    });
  const headed = (header: unknown) =>
    `${Buffer.from(JSON.stringify(header)).toString('base64url')}.e30.c2ln`;

  test.each(['at+jwt', 'application/at+jwt', 'AT+JWT'])('may be %s', async (typ) => {
    for (const prefix of ['', 'Bearer '])
      expect(await whoami(`${prefix}${headed({ alg: 'RS256', typ })}`)).toMatchObject({
        status: 200,
        body: { person: PERSON.id, factors: 2 },
      });
  });

  test.each([
    '',
    'x',
    '..',
    headed('at+jwt'),
    headed({ typ: ['at+jwt'] }),
    headed({}),
    headed(null),
  ])('that cannot be read lets nobody in: %s', async (authorization) => {
    expect(await whoami(authorization)).toMatchObject({
      status: 401,
      problem: 'not-signed-in',
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  });
});
