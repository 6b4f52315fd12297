/** The resource types AWS::KMS::Key and AWS::KMS::Alias. */
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { resourcePolicy } from '../iam/document.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { KeyRing } from './key-ring.ts';
import { findMaterial } from './material.ts';

/** https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
const USAGE = {
  ECC_NIST_P256: 'SIGN_VERIFY',
  SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT',
  HMAC_256: 'GENERATE_VERIFY_MAC',
} as const;

const keyProperties = z
  .strictObject({
    Description: z.string().max(8192).default(''),
    Enabled: z.boolean().default(true),
    EnableKeyRotation: z.boolean().default(false),
    KeyPolicy: resourcePolicy.exactOptional(),
    KeySpec: z
      .enum(['ECC_NIST_P256', 'SYMMETRIC_DEFAULT', 'HMAC_256'])
      .default('SYMMETRIC_DEFAULT'),
    KeyUsage: z
      .enum(['SIGN_VERIFY', 'ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC'])
      .default('ENCRYPT_DECRYPT'),
    MultiRegion: z.literal(false).default(false),
    Origin: z.literal('AWS_KMS').default('AWS_KMS'),
  })
  .refine(({ KeySpec, KeyUsage }) => USAGE[KeySpec] === KeyUsage, {
    error: `KeySpec and KeyUsage go together: ${JSON.stringify(USAGE)}`,
  })
  // https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html: symmetric encryption keys only.
  .refine((key) => !key.EnableKeyRotation || key.KeySpec === 'SYMMETRIC_DEFAULT', {
    error: 'EnableKeyRotation is for SYMMETRIC_DEFAULT keys only',
  });

export function kmsResources(context: CloudContext, ring: KeyRing): readonly ResourceType[] {
  const { account, region, clock, dataDir } = context;

  /** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
  const defaultPolicy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  } as const;

  const key = resourceType({
    type: 'AWS::KMS::Key',
    properties: keyProperties,
    inert: [
      'BypassPolicyLockoutSafetyCheck',
      'PendingWindowInDays',
      'RotationPeriodInDays',
      'Tags',
    ],
    async create({ properties, logicalId, stackName }) {
      const path = join(dataDir, 'kms', `${stackName}.${logicalId}.json`);
      const { id, createdAt, material } = findMaterial(path, properties.KeySpec, clock.now());
      const arn = `arn:aws:kms:${region}:${account}:key/${id}`;
      ring.add({
        id,
        arn,
        createdAt,
        material,
        enabled: properties.Enabled,
        rotates: properties.EnableKeyRotation,
        description: properties.Description,
        usage: properties.KeyUsage,
        policy: properties.KeyPolicy ?? defaultPolicy,
      });
      return { ref: id, attributes: { Arn: arn, KeyId: id } };
    },
  });

  const alias = resourceType({
    type: 'AWS::KMS::Alias',
    properties: z.strictObject({
      // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html: alias/aws/ is AWS's own.
      AliasName: z.string().regex(/^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/),
      TargetKeyId: z.string(),
    }),
    inert: [],
    async create({ properties }) {
      const { AliasName: name, TargetKeyId: target } = properties;
      if (ring.aliases.has(name))
        throw new AwsError(
          'AlreadyExistsException',
          `An alias with the name ${name} already exists`,
        );
      ring.addAlias(name, target);
      return { ref: name, attributes: {} };
    },
  });

  return [key, alias];
}
