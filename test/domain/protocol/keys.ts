/** P-256 keys for the protocol's tests, as handsets and KMS have them. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { PrivateJwk, type PublicJwk, publicPart } from '#domain/protocol/signature.ts';

export interface TestKey {
  readonly jwk: PrivateJwk;
  readonly publicJwk: PublicJwk;
  readonly keyObject: KeyObject;
}

/** A new key pair. */
export function aKey(): TestKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = PrivateJwk.parse(privateKey.export({ format: 'jwk' }));
  return {
    jwk,
    publicJwk: publicPart(jwk),
    keyObject: createPrivateKey({ key: jwk, format: 'jwk' }),
  };
}

/** Signs as KMS does: ECDSA with SHA-256, answered in DER. */
export function signInDer(input: string, { keyObject }: TestKey): Uint8Array {
  return sign('sha256', Buffer.from(input), { key: keyObject, dsaEncoding: 'der' });
}
