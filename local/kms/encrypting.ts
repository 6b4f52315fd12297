/** The operations of symmetric keys: Encrypt, Decrypt, GenerateDataKey. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../aws/json-operations.ts';
import {
  decrypt,
  type EncryptionContext,
  encrypt,
  invalidCiphertext,
  isUnder,
} from './ciphertext.ts';
import type { KmsKey } from './key.ts';
import type { KeyRing } from './key-ring.ts';
import { blob, keyId } from './signing.ts';

const encryptionContext = z.record(z.string(), z.string()).default({});

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context */
const contextKeys = (context: EncryptionContext) => ({
  'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
  'kms:EncryptionContextKeys': Object.keys(context),
  ...Object.fromEntries(
    Object.entries(context).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
  ),
});

function secretOf({ id, arn, usage, material }: KmsKey) {
  if (material.spec !== 'SYMMETRIC_DEFAULT')
    throw new AwsError(
      'InvalidKeyUsageException',
      `${arn} key usage is ${usage} which is not valid for encryption.`,
    );
  return { id, secret: material.secret };
}

export function encryptingOperations(ring: KeyRing): Record<string, JsonOperation> {
  return {
    Encrypt: jsonOperation(
      z.strictObject({
        KeyId: keyId,
        Plaintext: blob(4096),
        EncryptionContext: encryptionContext,
        EncryptionAlgorithm: z.literal('SYMMETRIC_DEFAULT').default('SYMMETRIC_DEFAULT'),
      }),
      (input, { caller }) => {
        const context = contextKeys(input.EncryptionContext);
        const key = ring.use({ keyArn: input.KeyId, action: 'kms:Encrypt', caller, context });
        const sealed = encrypt(secretOf(key), input.Plaintext, input.EncryptionContext);
        return {
          KeyId: key.arn,
          CiphertextBlob: sealed.toString('base64'),
          EncryptionAlgorithm: input.EncryptionAlgorithm,
        };
      },
    ),

    Decrypt: jsonOperation(
      z.strictObject({
        KeyId: keyId.exactOptional(),
        CiphertextBlob: blob(6144),
        EncryptionContext: encryptionContext,
        EncryptionAlgorithm: z.literal('SYMMETRIC_DEFAULT').default('SYMMETRIC_DEFAULT'),
      }),
      (input, { caller }) => {
        const under = ring.keys.find(({ id }) => isUnder(id, input.CiphertextBlob));
        if (under === undefined) throw invalidCiphertext();
        const context = contextKeys(input.EncryptionContext);
        const name = input.KeyId ?? under.arn;
        const key = ring.use({ keyArn: name, action: 'kms:Decrypt', caller, context });
        if (key.id !== under.id)
          throw new AwsError(
            'IncorrectKeyException',
            'The key ID in the request does not identify a CMK that can perform this operation.',
          );
        const plaintext = decrypt(
          secretOf(key).secret,
          input.CiphertextBlob,
          input.EncryptionContext,
        );
        return {
          KeyId: key.arn,
          Plaintext: plaintext.toString('base64'),
          EncryptionAlgorithm: input.EncryptionAlgorithm,
        };
      },
    ),

    GenerateDataKey: jsonOperation(
      z
        .strictObject({
          KeyId: keyId,
          KeySpec: z.enum(['AES_256', 'AES_128']).exactOptional(),
          NumberOfBytes: z.int().min(1).max(1024).exactOptional(),
          EncryptionContext: encryptionContext,
        })
        .refine((input) => (input.KeySpec === undefined) !== (input.NumberOfBytes === undefined), {
          error: 'Please specify either number of bytes or key spec.',
        }),
      (input, { caller }) => {
        const context = contextKeys(input.EncryptionContext);
        const key = ring.use({
          keyArn: input.KeyId,
          action: 'kms:GenerateDataKey',
          caller,
          context,
        });
        const length = input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32);
        const plaintext = randomBytes(length);
        const sealed = encrypt(secretOf(key), plaintext, input.EncryptionContext);
        return {
          KeyId: key.arn,
          Plaintext: plaintext.toString('base64'),
          CiphertextBlob: sealed.toString('base64'),
        };
      },
    ),
  };
}
