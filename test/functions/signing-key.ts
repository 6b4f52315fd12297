/** A signing key as KMS has one, for functions that sign. */
import { derToRaw } from '#domain/protocol/ecdsa-signature.ts';
import { thumbprint } from '#domain/protocol/signature.ts';
import type { SigningKey } from '#functions/aws/signing-key.ts';
import { aKey, signInDer } from '#test/domain/protocol/keys.ts';

export function aSigningKey(): SigningKey {
  const key = aKey();
  return {
    named: async () => ({ kid: await thumbprint(key.jwk), jwk: key.publicJwk }),
    sign: async (input) => derToRaw(signInDer(input, key)),
  };
}
