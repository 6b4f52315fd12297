import {
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createS3 } from '#local/s3/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

const DAY = 86_400_000;
const LOCKED = 'test-locked-0a1b2c';
const PLAIN = 'test-plain-0a1b2c';
const Key = 'e1/1.json';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: SmallCloud;
let client: S3Client;

async function startCloud() {
  const keys = { requireUse: () => {} };
  cloud = await smallCloud(folder.path, (context) => [
    createS3(context, { keys, assets: { locate: (key: string) => key } }),
  ]);
  await cloud.create('AWS::S3::Bucket', 'Locked', {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Years: 1 } },
    },
  });
  await cloud.create('AWS::S3::Bucket', 'Plain', {});
  client = new S3Client(cloud.client());
}
beforeEach(async () => {
  folder = temporaryFolder();
  await startCloud();
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
  folder.remove();
});

const put = (Bucket: string, key = Key, Body = '{}') =>
  client.send(new PutObjectCommand({ Bucket, Key: key, Body }));
const inDays = (days: number) => new Date(Math.floor(cloud.clock.now() / 1000) * 1000 + days * DAY);

describe('a bucket says how it is set', () => {
  test('with Object Lock', async () => {
    const lock = await client.send(new GetObjectLockConfigurationCommand({ Bucket: LOCKED }));
    const versioning = await client.send(new GetBucketVersioningCommand({ Bucket: LOCKED }));

    expect(lock.ObjectLockConfiguration).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } },
    });
    expect(versioning.Status).toBe('Enabled');
  });

  test('without', async () => {
    const versioning = await client.send(new GetBucketVersioningCommand({ Bucket: PLAIN }));
    const encryption = await client.send(new GetBucketEncryptionCommand({ Bucket: PLAIN }));

    expect(versioning.Status).toBeUndefined();
    expect(encryption.ServerSideEncryptionConfiguration?.Rules).toEqual([
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: false,
      },
    ]);
    await expect(
      client.send(new GetObjectLockConfigurationCommand({ Bucket: PLAIN })),
    ).rejects.toMatchObject({ name: 'ObjectLockConfigurationNotFoundError' });
    await expect(client.send(new GetBucketPolicyCommand({ Bucket: PLAIN }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
  });

  test('to who has the permission', async () => {
    const role = await cloud.role('reader', [
      { Effect: 'Allow', Action: 's3:GetBucketVersioning', Resource: `arn:aws:s3:::${LOCKED}` },
    ]);
    const reader = new S3Client(cloud.client(role));

    await reader.send(new GetBucketVersioningCommand({ Bucket: LOCKED }));
    const others = [
      new GetBucketVersioningCommand({ Bucket: PLAIN }),
      new GetObjectLockConfigurationCommand({ Bucket: LOCKED }),
      new GetBucketEncryptionCommand({ Bucket: LOCKED }),
      new GetBucketPolicyCommand({ Bucket: LOCKED }),
      new ListObjectVersionsCommand({ Bucket: LOCKED }),
    ];
    for (const other of others)
      await expect(reader.send(other)).rejects.toMatchObject({ name: 'AccessDenied' });
    reader.destroy();
  });
});

test('buckets are listed in pages, by prefix', async () => {
  const first = await client.send(new ListBucketsCommand({ MaxBuckets: 1 }));
  const second = await client.send(
    new ListBucketsCommand({ MaxBuckets: 1, ContinuationToken: first.ContinuationToken }),
  );
  const named = await client.send(new ListBucketsCommand({ Prefix: 'test-p' }));

  const names = ({ Buckets = [] }: typeof first) => Buckets.map(({ Name }) => Name);
  expect([names(first), names(second), names(named)]).toEqual([[LOCKED], [PLAIN], [PLAIN]]);
  expect(second.ContinuationToken).toBeUndefined();
});

describe('versions', () => {
  test('are listed newest first, deletion markers among them, page by page', async () => {
    const a1 = await put(LOCKED, 'a b/ü', '1');
    const a2 = await put(LOCKED, 'a b/ü', '22');
    const marker = await client.send(new DeleteObjectCommand({ Bucket: LOCKED, Key: 'a b/ü' }));
    const b = await put(LOCKED, 'b');
    const list = (more: object) =>
      client.send(new ListObjectVersionsCommand({ Bucket: LOCKED, EncodingType: 'url', ...more }));

    const all = await list({});
    const first = await list({ MaxKeys: 2 });
    const second = await list({
      KeyMarker: 'a b/ü',
      VersionIdMarker: first.NextVersionIdMarker,
    });
    const afterKey = await list({ KeyMarker: 'a b/ü' });

    expect(all.Versions).toMatchObject([
      { Key: 'a%20b/%C3%BC', VersionId: a2.VersionId, IsLatest: false, Size: 2 },
      { VersionId: a1.VersionId, IsLatest: false, Size: 1 },
      { Key: 'b', VersionId: b.VersionId, IsLatest: true },
    ]);
    expect(all.DeleteMarkers).toMatchObject([{ VersionId: marker.VersionId, IsLatest: true }]);
    expect(first).toMatchObject({ IsTruncated: true, NextVersionIdMarker: a2.VersionId });
    const ids = ({ Versions = [] }: typeof all) => Versions.map(({ VersionId }) => VersionId);
    expect(ids(second)).toEqual([a1.VersionId, b.VersionId]);
    expect(ids(afterKey)).toEqual([b.VersionId]);
  });

  test('are refused behind a marker that is of none', async () => {
    const listing = client.send(
      new ListObjectVersionsCommand({ Bucket: LOCKED, KeyMarker: 'a', VersionIdMarker: 'x' }),
    );

    await expect(listing).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('a retention', () => {
  type Mode = 'COMPLIANCE' | 'GOVERNANCE';
  const retain = (Mode: Mode, days: number, more: object = {}, by = client) =>
    by.send(
      new PutObjectRetentionCommand({
        Bucket: LOCKED,
        Key,
        Retention: { Mode, RetainUntilDate: inDays(days) },
        ...more,
      }),
    );
  const bypassing = { BypassGovernanceRetention: true };
  const denied = { name: 'AccessDenied' };

  test('grows, and is kept over a restart', async () => {
    await put(LOCKED);
    const until = inDays(800);

    await retain('GOVERNANCE', 800);
    client.destroy();
    await cloud.stop();
    await startCloud();

    const { Retention } = await client.send(new GetObjectRetentionCommand({ Bucket: LOCKED, Key }));
    expect(Retention?.Mode).toBe('GOVERNANCE');
    expect(Retention?.RetainUntilDate?.getTime()).toBeGreaterThanOrEqual(until.getTime());
    const object = await client.send(new GetObjectCommand({ Bucket: LOCKED, Key }));
    expect(await object.Body?.transformToString()).toBe('{}');
  });

  test('in governance mode shrinks, changes its mode or goes only for who bypasses it', async () => {
    const { VersionId } = await put(LOCKED);
    await expect(retain('GOVERNANCE', 1)).rejects.toMatchObject(denied);
    await expect(retain('COMPLIANCE', 800)).rejects.toMatchObject(denied);

    await retain('GOVERNANCE', 1, bypassing);
    await client.send(
      new PutObjectRetentionCommand({ Bucket: LOCKED, Key, Retention: {}, ...bypassing }),
    );

    await expect(
      client.send(new GetObjectRetentionCommand({ Bucket: LOCKED, Key })),
    ).rejects.toMatchObject({ name: 'NoSuchObjectLockConfiguration' });
    await client.send(new DeleteObjectCommand({ Bucket: LOCKED, Key, VersionId }));
  });

  test('in governance mode is not bypassed without the permission', async () => {
    await put(LOCKED);
    const role = await cloud.role('keeper', [
      { Effect: 'Allow', Action: 's3:PutObjectRetention', Resource: '*' },
    ]);
    const keeper = new S3Client(cloud.client(role));

    await expect(retain('GOVERNANCE', 1, bypassing, keeper)).rejects.toMatchObject(denied);
    await retain('GOVERNANCE', 800, {}, keeper);
    keeper.destroy();
  });

  test('in compliance mode only grows, whoever asks, and its version stays', async () => {
    const { VersionId } = await put(LOCKED);
    await retain('COMPLIANCE', 10, bypassing);

    await expect(retain('COMPLIANCE', 9, bypassing)).rejects.toMatchObject(denied);
    await expect(retain('GOVERNANCE', 20, bypassing)).rejects.toMatchObject(denied);
    await retain('COMPLIANCE', 11);

    const deletion = { Bucket: LOCKED, Key, VersionId, ...bypassing };
    await expect(client.send(new DeleteObjectCommand(deletion))).rejects.toMatchObject(denied);
    cloud.clock.shift(12 * DAY);
    await client.send(new DeleteObjectCommand(deletion));
  });

  test('is not for the past, nor for a bucket without Object Lock, nor of half a rule', async () => {
    await put(LOCKED);
    await put(PLAIN);
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: inDays(1) } as const;

    await expect(retain('COMPLIANCE', -1, bypassing)).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
    await expect(
      client.send(new PutObjectRetentionCommand({ Bucket: PLAIN, Key, Retention })),
    ).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(
      client.send(
        new PutObjectRetentionCommand({ Bucket: LOCKED, Key, Retention: { Mode: 'COMPLIANCE' } }),
      ),
    ).rejects.toMatchObject({ name: 'MalformedXML' });
  });
});

describe('a checksum', () => {
  test.each([
    ['CRC32C', { ChecksumCRC32C: '4waSgw==' }],
    ['CRC64NVME', { ChecksumCRC64NVME: 'rosUhgp5mIg=' }],
  ] as const)('%s is held against the bytes, and comes back with them', async (_, right) => {
    const store = (checksum: object) =>
      client.send(new PutObjectCommand({ Bucket: PLAIN, Key, Body: '123456789', ...checksum }));
    const wrong = Object.fromEntries(
      Object.entries(right).map(([name, value]) => [name, value.replace(/^./, 'A')]),
    );

    await store(right);
    await expect(store(wrong)).rejects.toMatchObject({ name: 'BadDigest' });

    const object = await client.send(
      new GetObjectCommand({ Bucket: PLAIN, Key, ChecksumMode: 'ENABLED' }),
    );
    expect(object).toMatchObject(right);
  });
});
