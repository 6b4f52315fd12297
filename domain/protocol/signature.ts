/** Signing and verifying of the protocol's JWS: ES256 only, one `typ` for each kind, parsed by its schema. */
import { base64url, CompactSign, calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import * as z from 'zod/mini';
import { Fault } from '../fault.ts';

/**
 * 32 bytes in base64url. The last character carries only four bits: with its two idle ones set, the same key
 * would have another thumbprint, and so another name.
 */
const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));

/** A P-256 public key as JWK (RFC 7517, RFC 7518 section 6.2). */
export const PublicJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
export type PublicJwk = z.infer<typeof PublicJwk>;

export const PrivateJwk = z.strictObject({ ...PublicJwk.shape, d: coordinate });
export type PrivateJwk = z.infer<typeof PrivateJwk>;

/** Only the public members of a key. */
export function publicPart({ kty, crv, x, y }: PublicJwk | PrivateJwk): PublicJwk {
  return { kty, crv, x, y };
}

/** The key's name everywhere: RFC 7638 thumbprint, SHA-256, base64url (43 characters). */
export function thumbprint(key: PublicJwk | PrivateJwk): Promise<string> {
  return calculateJwkThumbprint(publicPart(key), 'sha256');
}

/** Signs a payload as compact JWS of the given `typ`. */
export async function signJws(
  payload: unknown,
  { typ, key, jwk }: { typ: string; key: PrivateJwk; jwk?: PublicJwk },
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ, ...(jwk && { jwk }) })
    .sign(await importJWK(key, 'ES256'));
}

/**
 * Verifies a compact JWS and parses its payload.
 * @throws Fault `bad-signature` (wrong key, algorithm or type) or `malformed` (payload).
 */
export async function verifyJws<Schema extends z.ZodMiniType>(
  jws: string,
  { typ, key, schema }: { typ: string; key: PublicJwk; schema: Schema },
): Promise<z.output<Schema>> {
  const payload = await verified(jws, typ, key);
  const parsed = schema.safeParse(parseJson(() => payload));
  if (!parsed.success) throw new Fault('malformed', `not a ${typ}`);
  return parsed.data;
}

const EmbeddedKeyHeader = z.object({ alg: z.literal('ES256'), typ: z.string(), jwk: PublicJwk });

/**
 * Verifies a JWS that brings its own public key, as a proof of possession (as DPoP does, RFC 9449 section 4.3).
 * The key proves nothing but that its holder signed; whose it is, is for the caller to know.
 * @throws Fault `bad-signature` or `malformed`.
 */
export async function verifySelfSigned<Schema extends z.ZodMiniType>(
  jws: string,
  { typ, schema }: { typ: string; schema: Schema },
): Promise<{ payload: z.output<Schema>; key: PublicJwk }> {
  const header = EmbeddedKeyHeader.safeParse(decodePart(jws.split('.')[0] ?? ''));
  if (!header.success) throw new Fault('malformed', `not a ${typ}`);
  const key = header.data.jwk;
  return { payload: await verifyJws(jws, { typ, key, schema }), key };
}

/** Decodes one base64url JSON part. @throws Fault `malformed`. */
export function decodePart(part: string): unknown {
  return parseJson(() => base64url.decode(part));
}

async function verified(jws: string, typ: string, key: PublicJwk): Promise<Uint8Array> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK(key, 'ES256'), {
      algorithms: ['ES256'],
    });
    if (protectedHeader.typ === typ) return payload;
  } catch {
    // One answer for every way in which a signature can be wrong: an attacker learns nothing from it.
  }
  throw new Fault('bad-signature', `not signed as ${typ} by the expected key`);
}

function parseJson(read: () => Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(read()));
  } catch {
    throw new Fault('malformed', 'not JSON');
  }
}
