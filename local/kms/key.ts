/** One KMS key: its settings from the template and the material that this cloud made for it. */
import type { KeyObject } from 'node:crypto';
import type { PolicyDocument } from '../iam/access.ts';

export type KeyMaterial =
  | { readonly spec: 'ECC_NIST_P256'; readonly privateKey: KeyObject }
  | { readonly spec: 'SYMMETRIC_DEFAULT' | 'HMAC_256'; readonly secret: Buffer };

export type KmsKey = {
  readonly id: string;
  readonly arn: string;
  /** Epoch milliseconds on the cloud's clock. */
  readonly createdAt: number;
  readonly enabled: boolean;
  readonly rotates: boolean;
  readonly description: string;
  readonly usage: 'SIGN_VERIFY' | 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC';
  readonly policy: PolicyDocument;
  readonly material: KeyMaterial;
};
