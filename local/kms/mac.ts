/** The operations of HMAC keys: GenerateMac, VerifyMac. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../aws/json-operations.ts';
import type { KmsKey } from './key.ts';
import type { KeyRing } from './key-ring.ts';
import { blob, keyId } from './signing.ts';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html: messages of up to 4,096 bytes. */
const message = { KeyId: keyId, Message: blob(4096), MacAlgorithm: z.string() };

/** The one that goes with HMAC_256: https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html */
const ALGORITHM = 'HMAC_SHA_256';

/** @throws AwsError `InvalidKeyUsageException` unless it is an HMAC key and the algorithm is its own. */
function macOf({ material, arn, usage }: KmsKey, algorithm: string, text: Buffer): Buffer {
  if (material.spec !== 'HMAC_256')
    throw new AwsError(
      'InvalidKeyUsageException',
      `${arn} key usage is ${usage} which is not valid for GenerateMac and VerifyMac.`,
    );
  if (algorithm !== ALGORITHM)
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${material.spec}.`,
    );
  return createHmac('sha256', material.secret).update(text).digest();
}

export function macOperations(ring: KeyRing): Record<string, JsonOperation> {
  return {
    GenerateMac: jsonOperation(z.strictObject(message), (input, { caller }) => {
      const key = ring.use({
        keyArn: input.KeyId,
        action: 'kms:GenerateMac',
        caller,
        context: { 'kms:MacAlgorithm': input.MacAlgorithm },
      });
      const mac = macOf(key, input.MacAlgorithm, input.Message);
      return { KeyId: key.arn, Mac: mac.toString('base64'), MacAlgorithm: ALGORITHM };
    }),

    VerifyMac: jsonOperation(
      z.strictObject({ ...message, Mac: blob(6144) }),
      (input, { caller }) => {
        const key = ring.use({
          keyArn: input.KeyId,
          action: 'kms:VerifyMac',
          caller,
          context: { 'kms:MacAlgorithm': input.MacAlgorithm },
        });
        const mac = macOf(key, input.MacAlgorithm, input.Message);
        const same = mac.length === input.Mac.length && timingSafeEqual(mac, input.Mac);
        if (!same) throw new AwsError('KMSInvalidMacException', '');
        return { KeyId: key.arn, MacValid: true, MacAlgorithm: ALGORITHM };
      },
    ),
  };
}
