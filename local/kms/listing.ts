/** The operations that describe keys: DescribeKey, ListKeys, ListAliases. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../aws/json-operations.ts';
import type { CloudContext } from '../part.ts';
import type { KmsKey } from './key.ts';
import type { KeyRing } from './key-ring.ts';
import { keyId } from './signing.ts';

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
  ...(key.material.spec === 'SYMMETRIC_DEFAULT'
    ? { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }
    : { SigningAlgorithms: ['ECDSA_SHA_256'] }),
});

const page = { Limit: z.int().min(1).max(1000).default(100), Marker: z.string().exactOptional() };

/** One page. A marker is the place where the next page starts. */
function pageOf<Entry>(entries: readonly Entry[], limit: number, marker = '0') {
  if (!/^\d{1,9}$/.test(marker)) throw new AwsError('InvalidMarkerException', 'Invalid marker');
  const end = Number(marker) + limit;
  const truncated = end < entries.length;
  return {
    entries: entries.slice(Number(marker), end),
    rest: truncated ? { Truncated: true, NextMarker: String(end) } : { Truncated: false },
  };
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
      const { entries, rest } = pageOf(ring.keys, input.Limit, input.Marker);
      return { Keys: entries.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...rest };
    }),

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
        const { entries, rest } = pageOf(aliases, input.Limit, input.Marker);
        return { Aliases: entries, ...rest };
      },
    ),
  };
}
