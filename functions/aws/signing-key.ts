/** An ECC_NIST_P256 key in AWS KMS, signing JWS (RFC 7515). The private half never leaves KMS. */
import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { derToRaw } from '#domain/protocol/ecdsa-signature.ts';
import { PublicJwk, publicPart, thumbprint } from '#domain/protocol/signature.ts';

export interface NamedKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly jwk: PublicJwk;
}

export function signingKey(client: KMSClient, keyId: string) {
  let named: Promise<NamedKey> | undefined;

  const load = async (): Promise<NamedKey> => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (PublicKey === undefined) throw new Error('KMS answered no public key');
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    const { kty, crv, x, y } = key.export({ format: 'jwk' });
    const jwk = publicPart(PublicJwk.parse({ kty, crv, x, y }));
    return { kid: await thumbprint(jwk), jwk };
  };

  return {
    /** The public half, asked for once; a failure is not remembered. */
    named(): Promise<NamedKey> {
      named ??= load().catch((error: unknown) => {
        named = undefined;
        throw error;
      });
      return named;
    },

    /** Signs a JWS signing input; answers the 64 raw bytes of RFC 7518 section 3.4. */
    async sign(input: string): Promise<Uint8Array> {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: keyId,
          // KMS takes at most 4,096 bytes of a raw message, so it is given the digest.
          Message: createHash('sha256').update(input, 'utf8').digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      );
      if (Signature === undefined) throw new Error('KMS answered no signature');
      return derToRaw(Signature);
    },
  };
}

export type SigningKey = ReturnType<typeof signingKey>;
