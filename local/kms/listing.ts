/** The operations that describe keys: DescribeKey, ListKeys, ListAliases, ListKeyPolicies, GetKeyPolicy. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../aws/json-operations.ts';
import { pageOf } from '../aws/page.ts';
import type { CloudContext } from '../part.ts';
import type { KmsKey } from './key.ts';
import type { KeyRing } from './key-ring.ts';
import { keyId } from './signing.ts';

const ALGORITHMS = {
  ECC_NIST_P256: { SigningAlgorithms: ['ECDSA_SHA_256'] },
  SYMMETRIC_DEFAULT: { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] },
  HMAC_256: { MacAlgorithms: ['HMAC_SHA_256'] },
} as const;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html; times are epoch seconds. */
const metadata = (key: KmsKey, account: string) => ({
  AWSAccountId: account,
  Arn: key.arn,
  KeyId: key.id,
  CreationDate: key.createdAt / 1000,
  CustomerMasterKeySpec: key.material.spec,
  KeySpec: key.material.spec,
  KeyUsage: key.usage,
  Description: key.description,
  Enabled: key.enabled,
  KeyState: key.enabled ? 'Enabled' : 'Disabled',
  KeyManager: 'CUSTOMER',
  MultiRegion: false,
  Origin: 'AWS_KMS',
  ...ALGORITHMS[key.material.spec],
});

/** The only name that a key policy has (API_GetKeyPolicy). */
const PolicyName = z.literal('default').default('default');

const page = { Limit: z.int().min(1).max(1000).default(100), Marker: z.string().exactOptional() };

function pageFrom<Entry>(all: readonly Entry[], limit: number, marker: string | undefined) {
  const page = pageOf(all, limit, marker);
  if (page === undefined) throw new AwsError('InvalidMarkerException', 'Invalid marker');
  const { entries, next } = page;
  const rest = next === undefined ? { Truncated: false } : { Truncated: true, NextMarker: next };
  return { entries, rest };
}

export function listingOperations(
  { access, account, region }: CloudContext,
  ring: KeyRing,
): Record<string, JsonOperation> {
  return {
    DescribeKey: jsonOperation(z.strictObject({ KeyId: keyId }), (input, { caller }) => {
      const key = ring.authorize({ keyArn: input.KeyId, action: 'kms:DescribeKey', caller });
      return { KeyMetadata: metadata(key, account) };
    }),

    ListKeys: jsonOperation(z.strictObject(page), (input, { caller }) => {
      access.require({ caller, action: 'kms:ListKeys', resource: '*' });
      const { entries, rest } = pageFrom(ring.keys, input.Limit, input.Marker);
      return { Keys: entries.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...rest };
    }),

    ListKeyPolicies: jsonOperation(
      z.strictObject({ ...page, KeyId: keyId }),
      (input, { caller }) => {
        ring.authorize({ keyArn: input.KeyId, action: 'kms:ListKeyPolicies', caller });
        const { entries, rest } = pageFrom(['default'], input.Limit, input.Marker);
        return { PolicyNames: entries, ...rest };
      },
    ),

    GetKeyPolicy: jsonOperation(
      z.strictObject({ KeyId: keyId, PolicyName }),
      (input, { caller }) => {
        const key = ring.authorize({ keyArn: input.KeyId, action: 'kms:GetKeyPolicy', caller });
        return { Policy: JSON.stringify(key.policy), PolicyName: input.PolicyName };
      },
    ),

    ListAliases: jsonOperation(
      z.strictObject({ ...page, KeyId: keyId.exactOptional() }),
      (input, { caller }) => {
        access.require({ caller, action: 'kms:ListAliases', resource: '*' });
        const only = input.KeyId === undefined ? undefined : ring.find(input.KeyId).id;
        const aliases = [...ring.aliases]
          .filter(([, id]) => only === undefined || id === only)
          .map(([name, id]) => ({
            AliasName: name,
            AliasArn: `arn:aws:kms:${region}:${account}:${name}`,
            TargetKeyId: id,
          }));
        const { entries, rest } = pageFrom(aliases, input.Limit, input.Marker);
        return { Aliases: entries, ...rest };
      },
    ),
  };
}
