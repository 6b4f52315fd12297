/** The resource types AWS::S3::Bucket and AWS::S3::BucketPolicy. */
import * as z from 'zod';
import { resourcePolicy } from '../iam/document.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { Bucket, Buckets, DefaultRetention } from './bucket.ts';
import type { ObjectStore } from './object-store.ts';

const LONGEST_NAME = 63;
const DAYS_OF_YEAR = 365;

const encryption = z.strictObject({
  ServerSideEncryptionConfiguration: z
    .array(
      z.strictObject({
        BucketKeyEnabled: z.boolean().exactOptional(),
        BlockedEncryptionTypes: z.unknown().optional(),
        ServerSideEncryptionByDefault: z
          .strictObject({
            SSEAlgorithm: z.enum(['aws:kms', 'AES256']),
            KMSMasterKeyID: z.string().exactOptional(),
          })
          .exactOptional(),
      }),
    )
    .length(1),
});
const objectLock = z.strictObject({
  ObjectLockEnabled: z.literal('Enabled'),
  Rule: z
    .strictObject({
      DefaultRetention: z.strictObject({
        Mode: z.enum(['COMPLIANCE', 'GOVERNANCE']),
        Days: z.number().int().positive().exactOptional(),
        Years: z.number().int().positive().exactOptional(),
      }),
    })
    .exactOptional(),
});
const bucketProperties = z.strictObject({
  BucketName: z.string().max(LONGEST_NAME).exactOptional(),
  BucketEncryption: encryption.exactOptional(),
  ObjectLockEnabled: z.boolean().exactOptional(),
  ObjectLockConfiguration: objectLock.exactOptional(),
  VersioningConfiguration: z.strictObject({ Status: z.literal('Enabled') }).exactOptional(),
});
type Properties = z.output<typeof bucketProperties>;

/** `buckets` learns of each. */
export function s3Resources(
  { region }: CloudContext,
  buckets: Buckets,
  store: ObjectStore,
): readonly ResourceType[] {
  const bucket = resourceType({
    type: 'AWS::S3::Bucket',
    properties: bucketProperties,
    inert: [
      'AccessControl',
      'CorsConfiguration',
      'IntelligentTieringConfigurations',
      'InventoryConfigurations',
      'LifecycleConfiguration',
      'LoggingConfiguration',
      'MetricsConfigurations',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
      'Tags',
    ],
    async create({ properties, physicalName }) {
      const created = bucketOf(properties, properties.BucketName ?? bucketName(physicalName));
      const { name, arn } = created;
      store.open(name);
      buckets.add(created);
      return {
        ref: name,
        attributes: {
          Arn: arn,
          DomainName: `${name}.s3.amazonaws.com`,
          DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
          WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
        },
      };
    },
  });

  const policy = resourceType({
    type: 'AWS::S3::BucketPolicy',
    properties: z.strictObject({ Bucket: z.string(), PolicyDocument: resourcePolicy }),
    inert: [],
    async create({ properties }) {
      buckets.find(properties.Bucket).policy = properties.PolicyDocument;
      return { ref: properties.Bucket, attributes: {} };
    },
  });

  return [bucket, policy];
}

/** Bucket names are lower case; the hash at the end of a generated name stays whole. */
const bucketName = (physicalName: string) => {
  const name = physicalName.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  return name.length <= LONGEST_NAME
    ? name
    : name.slice(name.length - LONGEST_NAME).replace(/^-+/, '');
};

function bucketOf(properties: Properties, name: string): Bucket {
  const [rule] = properties.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
  const hasObjectLock =
    properties.ObjectLockEnabled === true || properties.ObjectLockConfiguration !== undefined;
  return {
    name,
    arn: `arn:aws:s3:::${name}`,
    // Object Lock is possible in versioned buckets only, and S3 turns versioning on with it.
    isVersioned: hasObjectLock || properties.VersioningConfiguration !== undefined,
    hasObjectLock,
    defaultRetention: defaultRetention(properties),
    keyArn: rule?.ServerSideEncryptionByDefault?.KMSMasterKeyID,
    hasBucketKey: rule?.BucketKeyEnabled ?? false,
  };
}

function defaultRetention({ ObjectLockConfiguration }: Properties): DefaultRetention | undefined {
  const rule = ObjectLockConfiguration?.Rule?.DefaultRetention;
  return rule && { mode: rule.Mode, days: rule.Days ?? (rule.Years ?? 0) * DAYS_OF_YEAR };
}
