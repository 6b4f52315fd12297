/** ListBuckets, HeadBucket, GetBucketLocation and ListObjectsV2. */
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { pageOf } from '../aws/page.ts';
import { element } from '../endpoint/xml.ts';
import type { Gate } from './authorization.ts';
import type { Bucket, Buckets, Version } from './bucket.ts';
import type { ObjectStore } from './object-store.ts';
import { OWNER } from './owner.ts';
import { xmlReply } from './xml-reply.ts';

const MOST_KEYS = 1000;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
const MOST_BUCKETS = 10_000;

/** Makes the operations that read many objects or none. */
export function listingOperations(
  store: ObjectStore,
  gate: Gate,
  { buckets, region }: { buckets: Buckets; region: string },
) {
  return {
    listBuckets({ caller, query }: AwsCall): AwsReply {
      const everything = {
        arn: '*',
        name: '*',
        isVersioned: false,
        hasObjectLock: false,
        hasBucketKey: false,
      };
      gate.require(caller, 'ListAllMyBuckets', everything, undefined);
      const prefix = query.get('prefix') ?? '';
      const here = (query.get('bucket-region') ?? region) === region;
      const names = here ? buckets.names.filter((name) => name.startsWith(prefix)) : [];
      const most = countOf(query, 'max-buckets', MOST_BUCKETS);
      const listed = pageOf(names, most, query.get('continuation-token') ?? undefined);
      if (listed === undefined)
        throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
      const bucketXml = listed.entries.map((name) => {
        const made = new Date(store.createdAt(name)).toISOString();
        return `<Bucket>${element('Name', name)}${element('CreationDate', made)}</Bucket>`;
      });
      const next = listed.next === undefined ? '' : element('ContinuationToken', listed.next);
      return xmlReply(
        'ListAllMyBucketsResult',
        `${OWNER}<Buckets>${bucketXml.join('')}</Buckets>${next}`,
      );
    },
    headBucket({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'ListBucket', bucket, undefined);
      return { status: 200, headers: { 'x-amz-bucket-region': region } };
    },
    getBucketLocation({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'GetBucketLocation', bucket, undefined);
      return xmlReply('LocationConstraint', region);
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
      const entries = group(store.list(bucket.name, prefix), prefix, delimiter);
      return xmlReply('ListBucketResult', page(query, bucket, entries));
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
  const most = mostKeys(query);
  const open = after === null ? entries : entries.filter(({ last }) => isAfter(last, after));
  const shown = open.slice(0, most);
  const end = open.length > shown.length ? shown.at(-1)?.last : undefined;
  const key = keyEncoding(query);
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
    ...(query.get('encoding-type') === 'url' ? [element('EncodingType', 'url')] : []),
    ...(query.has('delimiter') ? [element('Delimiter', key(query.get('delimiter') ?? ''))] : []),
    ...(token === null ? [] : [element('ContinuationToken', token)]),
    ...(end === undefined ? [] : [element('NextContinuationToken', encodeToken(end))]),
    ...contents,
  ];
  return parts.join('');
}

function countOf(query: URLSearchParams, name: string, most: number): number {
  const asked = Number(query.get(name) ?? most);
  return Number.isInteger(asked) && asked >= 0 ? Math.min(asked, most) : most;
}

/** How many keys a page may hold. */
export const mostKeys = (query: URLSearchParams) => countOf(query, 'max-keys', MOST_KEYS);

/** Keys hold characters that XML cannot say: clients ask for them as in an address. */
export function keyEncoding(query: URLSearchParams): (key: string) => string {
  if (query.get('encoding-type') !== 'url') return (key) => key;
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/');
}

const describe = ({ key, lastModified, etag, size }: Version, encode: (text: string) => string) =>
  element('Key', encode(key)) +
  element('LastModified', new Date(lastModified).toISOString()) +
  element('ETag', `"${etag}"`) +
  element('Size', size) +
  element('StorageClass', 'STANDARD');

/** In the order of keys. */
export const isAfter = (key: string, other: string) =>
  Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;
const encodeToken = (key: string) => Buffer.from(key).toString('base64url');
const decodeToken = (token: string) => Buffer.from(token, 'base64url').toString('utf8');
