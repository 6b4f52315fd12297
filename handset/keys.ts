/** The handset's own keys: P-256, kept as JWK, given to TLS as PEM. */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { PrivateJwk } from '#domain/protocol/signature.ts';

/** A new P-256 key pair. */
export function generateKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return PrivateJwk.parse(privateKey.export({ format: 'jwk' }));
}

/** The private key as Node's crypto takes it. */
export function privateKeyOf(jwk: PrivateJwk) {
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** The private key as PKCS #8 PEM. */
export function privateKeyPem(jwk: PrivateJwk): string {
  return privateKeyOf(jwk).export({ type: 'pkcs8', format: 'pem' }).toString();
}
