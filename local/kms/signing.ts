/** The operations of signing keys: Sign, Verify, GetPublicKey. */
import { createPublicKey, sign, verify } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../aws/json-operations.ts';
import { signDigest } from './digest-signature.ts';
import type { KmsKey } from './key.ts';
import type { KeyRing } from './key-ring.ts';

export const keyId = z.string().min(1).max(2048);
/** Blobs travel as base64 in AWS JSON. */
export const blob = (limit: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ length }) => length >= 1 && length <= limit, { error: `1 to ${limit} bytes` });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html: RAW messages are at most 4,096 bytes. */
const message = {
  KeyId: keyId,
  Message: blob(4096),
  SigningAlgorithm: z.string(),
};
const signInput = z.strictObject({
  ...message,
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
});
// A signature over a digest can be checked with the public key; node:crypto has no such verification.
const verifyInput = z.strictObject({
  ...message,
  Signature: blob(6144),
  MessageType: z.literal('RAW').default('RAW'),
});

const SHA256_LENGTH = 32;
const ALGORITHM = 'ECDSA_SHA_256';

/** @throws AwsError `InvalidKeyUsageException` unless the key signs and the algorithm is one of its own. */
function signingKey(key: KmsKey, algorithm: string) {
  const { material, arn } = key;
  if (material.spec !== 'ECC_NIST_P256')
    throw new AwsError(
      'InvalidKeyUsageException',
      `${arn} key usage is ${key.usage} which is not valid for signing.`,
    );
  if (algorithm !== ALGORITHM)
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${material.spec}.`,
    );
  return material.privateKey;
}

export function signingOperations(ring: KeyRing): Record<string, JsonOperation> {
  return {
    Sign: jsonOperation(signInput, (input, { caller }) => {
      const key = ring.use({
        keyArn: input.KeyId,
        action: 'kms:Sign',
        caller,
        context: {
          'kms:SigningAlgorithm': input.SigningAlgorithm,
          'kms:MessageType': input.MessageType,
        },
      });
      const privateKey = signingKey(key, input.SigningAlgorithm);
      if (input.MessageType === 'DIGEST' && input.Message.length !== SHA256_LENGTH)
        throw new AwsError(
          'ValidationException',
          `Digest is invalid length for algorithm ${ALGORITHM}.`,
        );
      const signature =
        input.MessageType === 'DIGEST'
          ? signDigest(privateKey, input.Message)
          : sign('sha256', input.Message, privateKey);
      return {
        KeyId: key.arn,
        Signature: signature.toString('base64'),
        SigningAlgorithm: ALGORITHM,
      };
    }),

    Verify: jsonOperation(verifyInput, (input, { caller }) => {
      const key = ring.use({
        keyArn: input.KeyId,
        action: 'kms:Verify',
        caller,
        context: {
          'kms:SigningAlgorithm': input.SigningAlgorithm,
          'kms:MessageType': input.MessageType,
        },
      });
      const publicKey = createPublicKey(signingKey(key, input.SigningAlgorithm));
      if (!verify('sha256', input.Message, publicKey, input.Signature))
        throw new AwsError('KMSInvalidSignatureException', '');
      return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: ALGORITHM };
    }),

    GetPublicKey: jsonOperation(z.strictObject({ KeyId: keyId }), (input, { caller }) => {
      const key = ring.use({ keyArn: input.KeyId, action: 'kms:GetPublicKey', caller });
      if (key.material.spec !== 'ECC_NIST_P256')
        throw new AwsError(
          'UnsupportedOperationException',
          `${key.arn} is a symmetric key and has no public key.`,
        );
      const publicKey = createPublicKey(key.material.privateKey);
      return {
        KeyId: key.arn,
        PublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
        CustomerMasterKeySpec: key.material.spec,
        KeySpec: key.material.spec,
        KeyUsage: key.usage,
        SigningAlgorithms: [ALGORITHM],
      };
    }),
  };
}
