/** Tokens that must not be believed (RFC 8725), each sent to the API over HTTP: who refuses it, and that somebody does. */
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  base64url,
  type CompactJWSHeaderParameters,
  CompactSign,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import * as z from 'zod';
import { type SignInChoice, signIn, tokensOf } from '#demo/sign-in.ts';
import { Problem } from '#functions/contract/bodies.ts';
import { PATIENCE, Stage } from './stage.ts';

jest.setTimeout(2 * PATIENCE);

const Keys = z.object({ signing: z.looseObject({ kty: z.string(), kid: z.string() }) });
type Claims = Readonly<Record<string, unknown>>;
type Header = Readonly<Record<string, unknown>>;

let stage: Stage;
let good: { token: string; idToken: string; claims: Claims; header: Header };
let issuerKey: JWK;
/** The key set of somebody who would like to be the issuer; nobody must ever ask for it. */
let thief: { url: string; asked: number; key: JWK; publicKey: JWK; close: () => void };

beforeAll(async () => {
  stage = await Stage.set();
  const tokens = await tokensOf(stage.system.issuer, 'hanako');
  const token = tokens.access_token;
  good = {
    token,
    idToken: tokens.id_token,
    claims: decodeJwt(token),
    header: { ...decodeProtectedHeader(token) },
  };
  const file = readFileSync(join(stage.folder, 'issuer', 'keys.json'), 'utf8');
  issuerKey = Keys.parse(JSON.parse(file)).signing;
  thief = await startThief();
}, PATIENCE);
afterAll(async () => {
  thief.close();
  await stage.strike();
}, PATIENCE);

async function startThief() {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const state = { asked: 0 };
  const jwk = { ...(await exportJWK(publicKey)), kid: 'thief', alg: 'RS256' };
  const server = createServer((_, response) => {
    state.asked += 1;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/jwks`,
    get asked() {
      return state.asked;
    },
    key: { ...(await exportJWK(privateKey)), alg: 'RS256' },
    publicKey: jwk,
    close: () => {
      server.close();
    },
  };
}

const seconds = () => Math.floor(stage.system.cloud.clock.now() / 1000);

/** A token as the issuer would sign it, but for what is changed; undefined takes a member away. */
async function signed({
  claims = {},
  header = {},
  key = issuerKey,
}: {
  claims?: Claims;
  header?: Header;
  key?: JWK;
} = {}): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify({ ...good.claims, ...claims }));
  const { alg = 'RS256', ...members } = { ...good.header, ...header };
  const protectedHeader: CompactJWSHeaderParameters = { alg: String(alg), ...members };
  const signing = await importJWK(key, protectedHeader.alg);
  return await new CompactSign(payload).setProtectedHeader(protectedHeader).sign(signing);
}

const part = (value: unknown) => base64url.encode(JSON.stringify(value));
const unsigned = (alg: string, signature = '') =>
  `${part({ ...good.header, alg })}.${part(good.claims)}.${signature}`;
/** Signed with HMAC under a secret that everybody knows: the issuer's public key. */
const confused = (secret: string) =>
  signed({
    header: { alg: 'HS256' },
    key: { kty: 'oct', k: Buffer.from(secret).toString('base64url') },
  });
const publicPem = () =>
  createPublicKey({
    key: { kty: 'RSA', n: issuerKey.n ?? '', e: issuerKey.e ?? '' },
    format: 'jwk',
  })
    .export({ type: 'spki', format: 'pem' })
    .toString();

async function call(token: string | undefined) {
  const answer = await fetch(`${stage.system.api}/v1/lines`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  const problem = Problem.safeParse(await answer.json());
  return { status: answer.status, code: problem.data?.code };
}

test('the tokens of these tests are good but for what is wrong with them', async () => {
  expect((await call(good.token)).status).toBe(200);
  expect((await call(await signed())).status).toBe(200);
});

describe('the authorizer refuses a token', () => {
  test.each<[string, () => Promise<string | undefined> | string | undefined]>([
    ['that is not there', () => undefined],
    ['signed with nothing', () => unsigned('none')],
    ['signed with nothing, in other letters', () => unsigned('NoNe')],
    ['of `none` with a signature', () => unsigned('none', good.token.split('.')[2])],
    ['without the signature', () => unsigned('RS256')],
    ['signed with the public key as a secret, PEM', () => confused(publicPem())],
    ['signed with the public key as a secret, modulus', () => confused(issuerKey.n ?? '')],
    ['signed with an empty secret', () => unsigned('HS256', '')],
    [
      'signed with ECDSA',
      async () => {
        const { privateKey } = await generateKeyPair('ES256', { extractable: true });
        return signed({ header: { alg: 'ES256' }, key: await exportJWK(privateKey) });
      },
    ],
    ['signed by a stranger', () => signed({ key: thief.key })],
    [
      'that brings its own key (`jwk`)',
      () => signed({ key: thief.key, header: { kid: 'thief', jwk: thief.publicKey } }),
    ],
    [
      'that brings its own key under the name of the issuer’s',
      () => signed({ key: thief.key, header: { jwk: thief.publicKey } }),
    ],
    [
      'that says where its keys are (`jku`)',
      () => signed({ key: thief.key, header: { kid: 'thief', jku: thief.url } }),
    ],
    [
      'that says where its certificate is (`x5u`)',
      () => signed({ key: thief.key, header: { kid: 'thief', x5u: thief.url } }),
    ],
    [
      'that brings its certificate (`x5c`)',
      () => signed({ key: thief.key, header: { x5c: [thief.publicKey.n ?? ''] } }),
    ],
    ['of an unknown key', () => signed({ header: { kid: 'unknown' } })],
    ['of no key', () => signed({ header: { kid: undefined } })],
    ['whose key is a path', () => signed({ header: { kid: '../../issuer/keys.json' } })],
    ['for somebody else', () => signed({ claims: { aud: 'another-api' } })],
    ['for nobody', () => signed({ claims: { aud: undefined } })],
    ['for a list of others', () => signed({ claims: { aud: ['a', 'b'] } })],
    ['of another issuer', () => signed({ claims: { iss: 'https://issuer.example' } })],
    ['of the issuer with a slash', () => signed({ claims: { iss: `${stage.system.issuer}/` } })],
    ['of no issuer', () => signed({ claims: { iss: undefined } })],
    ['that has expired', () => signed({ claims: { exp: seconds() - 1 } })],
    ['that never expires', () => signed({ claims: { exp: undefined } })],
    ['that expires as text', () => signed({ claims: { exp: '9999999999' } })],
    ['that is not valid yet', () => signed({ claims: { nbf: seconds() + 3600 } })],
    ['that was made in the future', () => signed({ claims: { iat: seconds() + 3600 } })],
    [
      'whose claims were changed',
      () => {
        const [header, , signature] = good.token.split('.');
        return `${header}.${part({ ...good.claims, account: 'a-taro' })}.${signature}`;
      },
    ],
    ['that is an ID token', () => good.idToken],
    ['of two parts', () => good.token.split('.').slice(0, 2).join('.')],
    ['of four parts', () => `${good.token}.x`],
    ['of five parts, encrypted', () => `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`],
    ['that is no token', () => 'x'],
    ['that is none in three parts', () => 'a.b.c'],
    ['whose claims are no object', async () => `${good.token.split('.')[0]}.${part('x')}.c2ln`],
    ['in base64 that is none', () => `${good.token.slice(0, -4)}****`],
    ['twice', () => `${good.token}, Bearer ${good.token}`],
  ])('%s', async (_, make) => {
    expect(await call(await make())).toEqual({ status: 401, code: undefined });
  });

  test('that is huge, before it is looked at', async () => {
    const token = await signed({ claims: { padding: 'x'.repeat(12_000) } });

    expect(await call(token)).toEqual({ status: 431, code: undefined });
  });

  test.each<[string, Claims]>([
    ['without a scope', { scope: undefined }],
    ['with the scope of OpenID Connect alone', { scope: 'openid profile' }],
    ['with the scope of another role', { scope: 'remote-wipe/ops remote-wipe/approver' }],
    ['with what a scope begins with', { scope: 'remote-wipe remote-wipe/' }],
  ])('%s', async (_, claims) => {
    expect(await call(await signed({ claims }))).toEqual({ status: 403, code: undefined });
  });

  test('and asks nobody whom the token names', async () => {
    expect(thief.asked).toBe(0);
  });
});

describe('what the authorizer accepts, the service refuses:', () => {
  test.each<[string, { claims?: Claims; header?: Header }]>([
    ['an ID token with audience and scope', { header: { typ: 'JWT' } }],
    ['a token of no type', { header: { typ: undefined } }],
    ['a logout token', { header: { typ: 'logout+jwt' } }],
    [
      'a token with client_id in place of aud',
      { claims: { aud: undefined, client_id: 'remote-wipe-api' } },
    ],
    ['a token that no client got', { claims: { client_id: undefined } }],
    ['a token that names nobody', { claims: { person: undefined } }],
    ['a token without an account', { claims: { account: undefined } }],
    ['a role that nobody has', { claims: { role: 'admin' } }],
    ['several roles', { claims: { role: ['subscriber', 'ops'] } }],
    ['a token that does not say how sure it is', { claims: { acr: undefined } }],
    ['an assurance that nobody has', { claims: { assurance: '3' } }],
    ['a token that does not say since when', { claims: { auth_time: undefined } }],
    ['a sign-in at a time that is none', { claims: { auth_time: -1 } }],
  ])('%s', async (_, changes) => {
    expect(await call(await signed(changes))).toEqual({ status: 401, code: 'not-signed-in' });
  });

  test.each(['shop', 'ops', 'approver'])('the role %s on a subscriber’s route', async (role) => {
    const token = await signed({ claims: { role, shop: 'shop-1' } });

    expect(await call(token)).toEqual({ status: 403, code: 'not-allowed' });
  });
});

test.each(['clerk', 'approver', 'operator'] as const)(
  'the %s who signs in gets no scope of a subscriber’s routes',
  async (person) => {
    const { access_token: token } = await tokensOf(stage.system.issuer, person);

    expect(await call(token)).toEqual({ status: 403, code: undefined });
  },
);

test.each([
  ['operator', 'portal', '/v1/ops/wipes', [403, 200]],
  ['hanako', 'console', '/v1/lines', [403, 200]],
] as const)(
  'the %s who signs in at the %s gets no scope there',
  async (person, site, path, told) => {
    const answered = async (choice: SignInChoice) => {
      const authorization = `Bearer ${await signIn(stage.system.issuer, person, choice)}`;
      return (await fetch(`${stage.system.api}${path}`, { headers: { authorization } })).status;
    };

    expect([await answered({ site }), await answered({})]).toEqual(told);
  },
);
