import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PolicyStatement } from '#local/iam/access.ts';
import { createKms } from '#local/kms/part.ts';
import { createS3, type S3 } from '#local/s3/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

const DAY = 86_400_000;
const Bucket = 'test-records-0a1b2c';
const ARN = `arn:aws:s3:::${Bucket}`;
const Body = '{"sealed":true}';
const Key = 'e1/1.json';
const root = { AWS: 'arn:aws:iam::000000000000:root' };

let folder: ReturnType<typeof temporaryFolder>;
let cloud: SmallCloud;
let s3: S3;
let keyArn: string;
const clients: S3Client[] = [];

/** A bucket as CDK synthesizes one with Object Lock and a key. */
async function startCloud() {
  const assets = { locate: (key: string) => join(folder.path, key) };
  cloud = await smallCloud(join(folder.path, 'data'), (context) => {
    const kms = createKms(context);
    s3 = createS3(context, { keys: kms, assets });
    return [kms, s3] as const;
  });
  const KeyPolicy = {
    Statement: [{ Effect: 'Allow', Action: 'kms:*', Principal: root, Resource: '*' }],
  };
  const key = await cloud.create('AWS::KMS::Key', 'Key', { KeyPolicy });
  keyArn = String(key.attributes['Arn']);
  await cloud.create('AWS::S3::Bucket', 'Records', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
        },
      ],
    },
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
    },
    VersioningConfiguration: { Status: 'Enabled' },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
  });
  await cloud.start();
}
const policy = (...Statement: PolicyStatement[]) =>
  cloud.create('AWS::S3::BucketPolicy', 'Policy', { Bucket, PolicyDocument: { Statement } });

function client(roleArn?: string) {
  const made = new S3Client(cloud.client(roleArn));
  clients.push(made);
  return made;
}
const roleWith = async (...statements: PolicyStatement[]) =>
  client(await cloud.role('tester', statements));
const allow = (Action: string | string[], Resource = `${ARN}/*`) =>
  ({ Effect: 'Allow', Action, Resource }) as const;

beforeEach(async () => {
  folder = temporaryFolder();
  await startCloud();
});
afterEach(async () => {
  for (const each of clients.splice(0)) each.destroy();
  await cloud.stop();
  folder.remove();
});

const put = (more = {}) =>
  new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json', ...more });
const get = (more = {}) => new GetObjectCommand({ Bucket, Key, ...more });

describe('objects', () => {
  test('come back as they went, with their checksum, also after a restart', async () => {
    const { ETag, VersionId } = await client().send(put({ Metadata: { wipe: 'e1.1' } }));
    await cloud.stop();
    await startCloud();

    const object = await client().send(get());

    expect(await object.Body?.transformToString()).toBe(Body);
    expect(object).toMatchObject({
      ETag,
      VersionId,
      ContentType: 'application/json',
      Metadata: { wipe: 'e1.1' },
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: keyArn,
      ChecksumCRC32: expect.any(String),
    });
  });

  test('may be streams', async () => {
    const stream = Readable.from([Buffer.from('first,'), Buffer.from('second')]);
    await client().send(put({ Body: stream, ContentLength: 12 }));
    expect(await (await client().send(get())).Body?.transformToString()).toBe('first,second');
  });

  test('may be read in part', async () => {
    await client().send(put());
    const object = await client().send(get({ Range: 'bytes=2-7' }));
    expect(await object.Body?.transformToString()).toBe('sealed');
    expect(object.ContentRange).toBe(`bytes 2-7/${Body.length}`);
  });

  test('are written once with If-None-Match, however many write', async () => {
    const writing = Array.from({ length: 10 }, (_, index) =>
      client().send(put({ Body: `${index}`, IfNoneMatch: '*' })),
    );
    const results = await Promise.allSettled(writing);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({
        name: 'PreconditionFailed',
        $metadata: expect.objectContaining({ httpStatusCode: 412 }),
      }),
    });
  });

  test('with a wrong checksum are refused', async () => {
    await expect(client().send(put({ ChecksumSHA256: 'AAAA' }))).rejects.toMatchObject({
      name: 'BadDigest',
    });
  });

  test('have a head', async () => {
    await client().send(put());
    const head = await client().send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ContentLength: Body.length, ContentType: 'application/json' });
  });

  test.each([
    ['a key', { Key: 'other' }, 'NoSuchKey'],
    ['a version', { VersionId: 'other' }, 'NoSuchVersion'],
    ['a bucket', { Bucket: 'other' }, 'NoSuchBucket'],
  ])('%s that is not there is said so', async (_, more, name) => {
    await expect(client().send(get(more))).rejects.toMatchObject({ name });
  });

  test('list in pages, by prefix and delimiter', async () => {
    for (const name of ['e1/2.json', 'e1/1.json', 'e2/1.json', 'readme'])
      await client().send(put({ Key: name }));
    const list = (more = {}) => client().send(new ListObjectsV2Command({ Bucket, ...more }));

    const first = await list({ MaxKeys: 3 });
    const second = await list({ MaxKeys: 3, ContinuationToken: first.NextContinuationToken });
    const keys = [...(first.Contents ?? []), ...(second.Contents ?? [])].map(
      (object) => object.Key,
    );
    expect(keys).toEqual(['e1/1.json', 'e1/2.json', 'e2/1.json', 'readme']);
    expect(second.IsTruncated).toBe(false);

    const folders = await list({ Delimiter: '/' });
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'e1/' }, { Prefix: 'e2/' }]);
    expect(folders.Contents?.map((object) => object.Key)).toEqual(['readme']);
    expect((await list({ Prefix: 'e2/' })).KeyCount).toBe(1);
  });
});

describe('Object Lock', () => {
  const remove = (VersionId?: string) =>
    client().send(new DeleteObjectCommand({ Bucket, Key, VersionId }));

  test('keeps a version from everybody until its time is over', async () => {
    const { VersionId } = await client().send(put());

    await expect(remove(VersionId)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('object lock'),
    });
    cloud.clock.shift(30 * DAY + 1);
    await remove(VersionId);
    await expect(client().send(get())).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('lets a delete marker hide the object, and its version be read', async () => {
    const { VersionId } = await client().send(put());
    await remove();
    await expect(client().send(get())).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await (await client().send(get({ VersionId }))).Body?.transformToString()).toBe(Body);
  });

  test('says until when', async () => {
    await client().send(put());
    const { Retention } = await client().send(new GetObjectRetentionCommand({ Bucket, Key }));
    expect(Retention?.Mode).toBe('COMPLIANCE');
    const days = ((Retention?.RetainUntilDate?.getTime() ?? 0) - Date.now()) / DAY;
    expect(Math.round(days)).toBe(30);
  });

  test('takes a time of the upload itself', async () => {
    const until = new Date(Date.now() + 365 * DAY);
    await client().send(put({ ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until }));
    const head = await client().send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until });
  });
});

describe('policies', () => {
  const key = () => allow(['kms:GenerateDataKey', 'kms:Decrypt'], keyArn);

  test('a role may write and not read', async () => {
    const role = await roleWith(allow('s3:PutObject'), key());
    await role.send(put());
    await expect(role.send(get())).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::000000000000:role/tester is not authorized to perform: s3:GetObject on resource: "${ARN}/${Key}"`,
    });
  });

  test("the bucket's key is needed too", async () => {
    const role = await roleWith(allow(['s3:PutObject', 's3:GetObject']));
    await expect(role.send(put())).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('kms:GenerateDataKey'),
    });
    await client().send(put());
    await expect(role.send(get())).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('kms:Decrypt'),
    });
  });

  test('the bucket policy can ask for If-None-Match', async () => {
    await policy({
      ...allow('s3:PutObject'),
      Effect: 'Deny',
      Principal: '*',
      Condition: { Null: { 's3:if-none-match': 'true' } },
    });
    const role = await roleWith(allow('s3:PutObject'), key());
    await expect(role.send(put())).rejects.toMatchObject({ name: 'AccessDenied' });
    await role.send(put({ IfNoneMatch: '*' }));
  });

  test('a policy that denies plain http and old TLS denies nothing here', async () => {
    const everything = {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [ARN, `${ARN}/*`],
    } as const;
    await policy(
      { ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
    );
    const role = await roleWith(allow('s3:PutObject'), key());
    await role.send(put());
  });

  test('who may not list does not learn what is there', async () => {
    const role = await roleWith(allow('s3:GetObject'), key());
    await expect(role.send(get())).rejects.toMatchObject({ name: 'AccessDenied' });
    const listing = role.send(new ListObjectsV2Command({ Bucket }));
    await expect(listing).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('buckets', () => {
  test('are listed', async () => {
    const { Buckets } = await client().send(new ListBucketsCommand({}));
    expect(Buckets).toEqual([{ Name: Bucket, CreationDate: expect.any(Date) }]);
    await client().send(new HeadBucketCommand({ Bucket }));
  });

  test('do nothing that is not written here', async () => {
    const copying = client().send(
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/a` }),
    );
    await expect(copying).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('CopyObject'),
    });
    await expect(client().send(put({ Tagging: 'a=b' }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('x-amz-tagging'),
    });
  });
});

describe('deployments into a bucket', () => {
  test('copy assets, fill markers in and prune', async () => {
    const page = join(folder.path, 'pages.zip');
    mkdirSync(join(page, 'assets'), { recursive: true });
    writeFileSync(join(page, 'index.html'), '<p>');
    writeFileSync(join(page, 'assets', 'app.js'), '1');
    const config = join(folder.path, 'config.zip');
    mkdirSync(config);
    writeFileSync(join(config, 'config.json'), '{"issuer":"<<marker>>"}');
    await cloud.create('AWS::S3::Bucket', 'Pages', {});
    const pages = 'test-pages-0a1b2c';
    await client().send(put({ Bucket: pages, Key: 'old.js' }));

    const deploy = () =>
      cloud.create('Custom::CDKBucketDeployment', 'Deploy', {
        ServiceToken: 'x',
        SourceBucketNames: ['a', 'a'],
        SourceObjectKeys: ['pages.zip', 'config.zip'],
        SourceMarkers: [{}, { '<<marker>>': 'http://127.0.0.1/"a"' }],
        SourceMarkersConfig: [{}, { jsonEscape: true }],
        DestinationBucketName: pages,
        Prune: true,
        SystemMetadata: { 'cache-control': 'no-cache' },
      });
    await deploy();
    await deploy();

    const { Contents } = await client().send(new ListObjectsV2Command({ Bucket: pages }));
    expect(Contents?.map((object) => object.Key)).toEqual([
      'assets/app.js',
      'config.json',
      'index.html',
    ]);
    const caller = { kind: 'administrator', arn: 'arn:aws:iam::000000000000:user/local' } as const;
    const reply = s3.read({ bucket: pages, key: 'config.json', caller });
    expect(String(reply.body)).toBe('{"issuer":"http://127.0.0.1/\\"a\\""}');
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache',
    });
  });
});
