import { describe, expect, test } from '@jest/globals';
import { CompactSign, calculateJwkThumbprint, UnsecuredJWT } from 'jose';
import * as z from 'zod/mini';
import {
  decodePart,
  PrivateJwk,
  PublicJwk,
  publicPart,
  signJws,
  thumbprint,
  verifyJws,
  verifySelfSigned,
} from '#domain/protocol/signature.ts';
import { aKey } from './keys.ts';

const typ = 'test-statement+jwt';
const schema = z.strictObject({ n: z.int() });
const key = aKey();
const other = aKey();
const expected = { typ, key: key.publicJwk, schema };
const bytes = (text: string) => new TextEncoder().encode(text);
const es256 = (payload: Uint8Array, header: object = {}) =>
  new CompactSign(payload).setProtectedHeader({ alg: 'ES256', typ, ...header }).sign(key.keyObject);
const hmac = (secret: string) =>
  new CompactSign(bytes('{"n":1}')).setProtectedHeader({ alg: 'HS256', typ }).sign(bytes(secret));
const badSignature = expect.objectContaining({ code: 'bad-signature' });
const malformed = expect.objectContaining({ code: 'malformed' });

/** The JWS with one of its parts changed. */
function withPart(jws: string, index: number, change: (part: string) => string): string {
  return jws
    .split('.')
    .map((part, at) => (at === index ? change(part) : part))
    .join('.');
}
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a signed statement', () => {
  test('comes back as it was signed', async () => {
    const jws = await signJws({ n: 1 }, { typ, key: key.jwk });

    await expect(verifyJws(jws, expected)).resolves.toEqual({ n: 1 });
    expect(decodePart(jws.split('.')[0] ?? '')).toEqual({ alg: 'ES256', typ });
  });

  test.each<[string, () => Promise<string>]>([
    ['another key', () => signJws({ n: 1 }, { typ, key: other.jwk })],
    ['another type', () => signJws({ n: 1 }, { typ: 'wipe-report+jwt', key: key.jwk })],
    ['no type', () => es256(bytes('{"n":1}'), { typ: undefined })],
    ['no algorithm', async () => new UnsecuredJWT({ n: 1 }).encode()],
    ['the public key taken for a secret', () => hmac(JSON.stringify(key.publicJwk))],
    [
      'a changed payload',
      async () =>
        withPart(await signJws({ n: 1 }, { typ, key: key.jwk }), 1, () => encoded({ n: 2 })),
    ],
    [
      'a changed header',
      async () =>
        withPart(await signJws({ n: 1 }, { typ, key: key.jwk }), 0, () =>
          encoded({ alg: 'ES256', typ, kid: 'k' }),
        ),
    ],
    [
      'an unknown critical header',
      () => es256(bytes('{"n":1}')).then((jws) => withPart(jws, 0, () => encoded({ crit: ['x'] }))),
    ],
    ['no signature', async () => withPart(await es256(bytes('{"n":1}')), 2, () => '')],
    ['two parts', async () => 'a.b'],
    ['nothing', async () => ''],
  ])('is refused with %s', async (_, make) => {
    await expect(verifyJws(await make(), expected)).rejects.toEqual(badSignature);
  });

  test('is refused for a key that is no point of the curve', async () => {
    const jws = await signJws({ n: 1 }, { typ, key: key.jwk });
    const nowhere = { ...key.publicJwk, y: key.publicJwk.x };

    await expect(verifyJws(jws, { ...expected, key: nowhere })).rejects.toEqual(badSignature);
  });

  test.each<[string, Uint8Array]>([
    ['that is not JSON', bytes('{n:1}')],
    ['that is not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['of another shape', bytes('{"n":"1"}')],
    ['with an unknown member', bytes('{"n":1,"m":2}')],
    ['that is empty', bytes('')],
  ])('is malformed with a payload %s', async (_, payload) => {
    await expect(verifyJws(await es256(payload), expected)).rejects.toEqual(malformed);
  });
});

describe('a statement that brings its own key', () => {
  const selfSigned = { typ, schema };

  test('comes back with that key', async () => {
    const jws = await signJws({ n: 1 }, { typ, key: key.jwk, jwk: key.publicJwk });

    await expect(verifySelfSigned(jws, selfSigned)).resolves.toEqual({
      payload: { n: 1 },
      key: key.publicJwk,
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['another key than its own', () => es256(bytes('{"n":1}'), { jwk: other.publicJwk })],
    ['another type', () => signJws({ n: 1 }, { typ: 'x', key: key.jwk, jwk: key.publicJwk })],
  ])('is refused when signed with %s', async (_, make) => {
    await expect(verifySelfSigned(await make(), selfSigned)).rejects.toEqual(badSignature);
  });

  test.each<[string, () => Promise<string>]>([
    ['no key', () => es256(bytes('{"n":1}'))],
    ['a private key', () => es256(bytes('{"n":1}'), { jwk: key.jwk })],
    ['a key of another kind', () => es256(bytes('{"n":1}'), { jwk: { kty: 'oct', k: 'AA' } })],
    ['another algorithm', () => hmac('a secret of thirty-two characters')],
    ['a header that is not JSON', async () => `${encoded('x').slice(1)}.e30.AA`],
    ['a header that is not base64url', async () => '###.e30.AA'],
    ['nothing at all', async () => ''],
  ])('is malformed with %s', async (_, make) => {
    await expect(verifySelfSigned(await make(), selfSigned)).rejects.toEqual(malformed);
  });
});

describe('a key', () => {
  test('is named by its RFC 7638 thumbprint, private or public', async () => {
    const name = await calculateJwkThumbprint(key.publicJwk);

    expect(await thumbprint(key.publicJwk)).toBe(name);
    expect(await thumbprint(key.jwk)).toBe(name);
    expect(name).toHaveLength(43);
  });

  test('gives away its public members only', () => {
    expect(Object.keys(publicPart(key.jwk)).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  });

  test('has one way only to be written, so one name', () => {
    const last = key.publicJwk.x.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // The same 32 bytes, for the two lowest bits of the last character are idle.
    const twin = key.publicJwk.x.slice(0, -1) + alphabet[alphabet.indexOf(last) + 1];

    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(key.publicJwk.x, 'base64url'));
    expect(PublicJwk.safeParse(key.publicJwk).success).toBe(true);
    expect(PublicJwk.safeParse({ ...key.publicJwk, x: twin }).success).toBe(false);
  });

  test.each<[string, object]>([
    ['another curve', { crv: 'P-384' }],
    ['another kind', { kty: 'RSA' }],
    ['a short coordinate', { x: 'AAAA' }],
    ['padding', { x: `${'A'.repeat(42)}=` }],
    ['an unknown member', { use: 'sig' }],
  ])('is not one with %s', (_, change) => {
    expect(PublicJwk.safeParse({ ...key.publicJwk, ...change }).success).toBe(false);
    expect(PrivateJwk.safeParse({ ...key.jwk, ...change }).success).toBe(false);
  });
});

test.each(['', '###', 'e3', '_w'])('a part that reads %j is malformed', (part) => {
  expect(() => decodePart(part)).toThrow(malformed);
});
