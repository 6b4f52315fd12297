/** The S3 part: buckets and their objects on disk, with versions, Object Lock, policies and keys. */
import { join } from 'node:path';
import type { AwsCall, AwsReply } from '../aws/call.ts';
import type { Caller } from '../iam/caller.ts';
import type { CloudContext, Part } from '../part.ts';
import type { Assets } from '../template/assets.ts';
import { createGate, type KeyUses } from './authorization.ts';
import { Buckets } from './bucket.ts';
import { bucketDeployment } from './bucket-deployment.ts';
import { bucketSettings } from './bucket-settings.ts';
import { listingOperations } from './listing.ts';
import { ObjectStore } from './object-store.ts';
import { readingOperations } from './reading.ts';
import { type Operation, readRequest } from './request.ts';
import { s3Resources } from './resources.ts';
import { retentionOperations } from './retention-operations.ts';
import { versionListing } from './version-listing.ts';
import { writingOperations } from './writing.ts';

/** How other parts of the local cloud (a distribution) read objects, under the bucket's policy. */
export interface Objects {
  /** Answers as GetObject does. @throws AwsError `NoSuchBucket`, `NoSuchKey`, `AccessDenied`. */
  read(request: {
    readonly bucket: string;
    readonly key: string;
    readonly caller: Caller;
    readonly headers?: Readonly<Record<string, string>>;
  }): AwsReply;
}

export interface S3 extends Part, Objects {}

/** `keys` answers for the keys behind encrypted buckets, `assets` for the files of deployments into buckets. */
export function createS3(
  context: CloudContext,
  { keys, assets }: { keys: KeyUses; assets: Assets },
): S3 {
  const store = new ObjectStore(join(context.dataDir, 's3'));
  const buckets = new Buckets();
  const gate = createGate(context, keys);
  const reading = readingOperations(store, gate);
  const writing = writingOperations(store, gate, context.clock);
  const listing = listingOperations(store, gate, { buckets, region: context.region });
  const retention = retentionOperations(store, gate, context.clock);
  const settings = bucketSettings(gate);
  const { keep, versionOf } = writing;

  type Handler = (call: AwsCall, place: { bucket: string; key: string }) => AwsReply;
  const inBucket =
    (handler: (call: AwsCall, bucket: ReturnType<Buckets['find']>) => AwsReply): Handler =>
    (call, { bucket }) =>
      handler(call, buckets.find(bucket));
  const onObject =
    (handler: typeof reading.getObject): Handler =>
    (call, { bucket, key }) =>
      handler(call, { bucket: buckets.find(bucket), key });

  const handlers: Record<Operation, Handler> = {
    ListBuckets: listing.listBuckets,
    HeadBucket: inBucket(listing.headBucket),
    GetBucketLocation: inBucket(listing.getBucketLocation),
    GetBucketVersioning: inBucket(settings.getBucketVersioning),
    GetObjectLockConfiguration: inBucket(settings.getObjectLockConfiguration),
    GetBucketEncryption: inBucket(settings.getBucketEncryption),
    GetBucketPolicy: inBucket(settings.getBucketPolicy),
    ListObjectsV2: inBucket(listing.listObjects),
    ListObjectVersions: inBucket(versionListing(store, gate)),
    PutObject: onObject(writing.putObject),
    GetObject: onObject(reading.getObject),
    HeadObject: onObject(reading.getObject),
    GetObjectRetention: onObject(retention.getObjectRetention),
    PutObjectRetention: onObject(retention.putObjectRetention),
    DeleteObject: onObject(writing.deleteObject),
  };

  return {
    name: 's3',
    signingNames: ['s3'],
    resources: [
      ...s3Resources(context, buckets, store),
      bucketDeployment({ buckets, store, assets, keep, versionOf }),
    ],
    async handle(call) {
      const request = readRequest(call);
      context.usage.count('s3', request.operation, { caller: call.caller });
      return handlers[request.operation](call, request);
    },
    read({ bucket, key, caller, headers = {} }) {
      const call: AwsCall = {
        service: 's3',
        method: 'GET',
        path: `/${bucket}/${key}`,
        query: new URLSearchParams(),
        headers,
        body: Buffer.alloc(0),
        caller,
      };
      return reading.getObject(call, { bucket: buckets.find(bucket), key });
    },
  };
}
