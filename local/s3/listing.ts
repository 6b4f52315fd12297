/** ListBuckets, HeadBucket, GetBucketLocation and ListObjectsV2. */
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { element } from '../endpoint/xml.ts';
import type { Gate } from './authorization.ts';
import type { Bucket, Buckets, Version } from './bucket.ts';
import type { ObjectStore } from './object-store.ts';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const MOST_KEYS = 1000;

const xml = (body: string): AwsReply => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

/** Makes the operations that read many objects or none. */
export function listingOperations(
  store: ObjectStore,
  gate: Gate,
  { buckets, region }: { buckets: Buckets; region: string },
) {
  return {
    listBuckets({ caller }: AwsCall): AwsReply {
      const everything = {
        arn: '*',
        name: '*',
        isVersioned: false,
        hasObjectLock: false,
        hasBucketKey: false,
      };
      gate.require(caller, 'ListAllMyBuckets', everything, undefined);
      const listed = buckets.names.map((name) => `<Bucket>${element('Name', name)}</Bucket>`);
      return xml(
        `<ListAllMyBucketsResult ${NAMESPACE}><Buckets>${listed.join('')}</Buckets></ListAllMyBucketsResult>`,
      );
    },
    headBucket({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'ListBucket', bucket, undefined);
      return { status: 200, headers: { 'x-amz-bucket-region': region } };
    },
    getBucketLocation({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'GetBucketLocation', bucket, undefined);
      return xml(`<LocationConstraint ${NAMESPACE}>${region}</LocationConstraint>`);
    },
    listObjects({ query, caller }: AwsCall, bucket: Bucket): AwsReply {
      if (query.get('list-type') !== '2')
        throw new AwsError('NotImplemented', 'list-type is 2', { status: 501 });
      const prefix = query.get('prefix') ?? '';
      const delimiter = query.get('delimiter') ?? '';
      gate.require(caller, 'ListBucket', bucket, undefined, {
        's3:prefix': prefix,
        's3:delimiter': delimiter,
        's3:max-keys': query.get('max-keys') ?? String(MOST_KEYS),
      });
      return xml(page(query, bucket, group(store.list(bucket.name, prefix), prefix, delimiter)));
    },
  };
}

/** An object, or the part of keys that they share up to a delimiter. `last` is where a page may end. */
type Entry = { readonly last: string } & (
  | { readonly version: Version }
  | { readonly shared: string }
);

function group(versions: readonly Version[], prefix: string, delimiter: string): Entry[] {
  const entries: Entry[] = [];
  const shared = new Map<string, number>();
  for (const version of versions) {
    const cut = delimiter === '' ? -1 : version.key.indexOf(delimiter, prefix.length);
    if (cut < 0) {
      entries.push({ last: version.key, version });
      continue;
    }
    const common = version.key.slice(0, cut + delimiter.length);
    const entry = { last: version.key, shared: common };
    const at = shared.get(common);
    if (at === undefined) shared.set(common, entries.push(entry) - 1);
    else entries[at] = entry;
  }
  return entries;
}

function page(query: URLSearchParams, bucket: Bucket, entries: readonly Entry[]): string {
  const token = query.get('continuation-token');
  const after = token === null ? query.get('start-after') : decodeToken(token);
  const asked = Number(query.get('max-keys') ?? MOST_KEYS);
  const most = Number.isInteger(asked) && asked >= 0 ? Math.min(asked, MOST_KEYS) : MOST_KEYS;
  const open = after === null ? entries : entries.filter(({ last }) => isAfter(last, after));
  const shown = open.slice(0, most);
  const end = open.length > shown.length ? shown.at(-1)?.last : undefined;
  const inUrl = query.get('encoding-type') === 'url';
  const key = (text: string) => (inUrl ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
  const contents = shown.map((entry) =>
    'shared' in entry
      ? `<CommonPrefixes>${element('Prefix', key(entry.shared))}</CommonPrefixes>`
      : `<Contents>${describe(entry.version, key)}</Contents>`,
  );
  const parts = [
    element('Name', bucket.name),
    element('Prefix', key(query.get('prefix') ?? '')),
    element('KeyCount', shown.length),
    element('MaxKeys', most),
    element('IsTruncated', end !== undefined),
    ...(inUrl ? [element('EncodingType', 'url')] : []),
    ...(query.has('delimiter') ? [element('Delimiter', key(query.get('delimiter') ?? ''))] : []),
    ...(token === null ? [] : [element('ContinuationToken', token)]),
    ...(end === undefined ? [] : [element('NextContinuationToken', encodeToken(end))]),
    ...contents,
  ];
  return `<ListBucketResult ${NAMESPACE}>${parts.join('')}</ListBucketResult>`;
}

const describe = ({ key, lastModified, etag, size }: Version, encode: (text: string) => string) =>
  element('Key', encode(key)) +
  element('LastModified', new Date(lastModified).toISOString()) +
  element('ETag', `"${etag}"`) +
  element('Size', size) +
  element('StorageClass', 'STANDARD');

const isAfter = (key: string, other: string) =>
  Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;
const encodeToken = (key: string) => Buffer.from(key).toString('base64url');
const decodeToken = (token: string) => Buffer.from(token, 'base64url').toString('utf8');
