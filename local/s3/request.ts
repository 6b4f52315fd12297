/** Tells from method, path and query which S3 operation a call asks for. */
import type { AwsCall } from '../aws/call.ts';
import { unknownOperation } from '../endpoint/protocol.ts';

export interface S3Request {
  readonly operation: Operation;
  readonly bucket: string;
  readonly key: string;
}

const OPERATIONS = {
  'GET service': {
    name: 'ListBuckets',
    query: ['max-buckets', 'continuation-token', 'prefix', 'bucket-region'],
  },
  'HEAD bucket': { name: 'HeadBucket', query: [] },
  'GET bucket list-type': {
    name: 'ListObjectsV2',
    query: [
      'list-type',
      'prefix',
      'delimiter',
      'max-keys',
      'start-after',
      'continuation-token',
      'encoding-type',
      'fetch-owner',
    ],
  },
  'GET bucket location': { name: 'GetBucketLocation', query: ['location'] },
  'GET bucket versioning': { name: 'GetBucketVersioning', query: ['versioning'] },
  'GET bucket object-lock': { name: 'GetObjectLockConfiguration', query: ['object-lock'] },
  'GET bucket encryption': { name: 'GetBucketEncryption', query: ['encryption'] },
  'GET bucket policy': { name: 'GetBucketPolicy', query: ['policy'] },
  'GET bucket versions': {
    name: 'ListObjectVersions',
    query: ['versions', 'prefix', 'max-keys', 'key-marker', 'version-id-marker', 'encoding-type'],
  },
  'PUT object': { name: 'PutObject', query: [] },
  'GET object': { name: 'GetObject', query: ['versionId', 'partNumber'] },
  'HEAD object': { name: 'HeadObject', query: ['versionId', 'partNumber'] },
  'GET object retention': { name: 'GetObjectRetention', query: ['retention', 'versionId'] },
  'PUT object retention': { name: 'PutObjectRetention', query: ['retention', 'versionId'] },
  'DELETE object': { name: 'DeleteObject', query: ['versionId'] },
} as const;

export type Operation = (typeof OPERATIONS)[keyof typeof OPERATIONS]['name'];

/** Query parameters that choose an operation. */
const SUBRESOURCES = new Set([
  'encryption',
  'list-type',
  'location',
  'object-lock',
  'policy',
  'retention',
  'versioning',
  'versions',
]);
/** Beside the operation's own. */
const isNeutral = (name: string) => name === 'x-id' || /^x-amz-/i.test(name);

/** @throws AwsError `NotImplemented` (501) naming what nobody here does. */
export function readRequest({ method, path, query, headers }: AwsCall): S3Request {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const level = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  const names = [...query.keys()].filter((name) => !isNeutral(name));
  const subresource = names.find((name) => SUBRESOURCES.has(name));
  const wanted = [method, level, subresource].filter((part) => part !== undefined).join(' ');
  const found = Object.entries(OPERATIONS).find(([signature]) => signature === wanted)?.[1];
  const said = query.get('x-id') ?? [wanted, ...names].join(' ');
  if (found === undefined || headers['x-amz-copy-source'] !== undefined)
    throw unknownOperation('s3', said);
  const unread = names.find((name) => !found.query.some((known) => known === name));
  if (unread !== undefined) throw unknownOperation('s3', `${found.name} with ${unread}`);
  return { operation: found.name, bucket, key };
}
