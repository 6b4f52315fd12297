/** ListObjectVersions: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { element } from '../endpoint/xml.ts';
import type { Gate } from './authorization.ts';
import type { Bucket, Version } from './bucket.ts';
import { isAfter, keyEncoding, mostKeys } from './listing.ts';
import type { ObjectStore } from './object-store.ts';
import { OWNER } from './owner.ts';
import { xmlReply } from './xml-reply.ts';

/** Makes the operation. All versions of a key stand together, the newest first. */
export function versionListing(store: ObjectStore, gate: Gate) {
  return ({ query, caller }: AwsCall, bucket: Bucket): AwsReply => {
    const prefix = query.get('prefix') ?? '';
    gate.require(caller, 'ListBucketVersions', bucket, undefined, { 's3:prefix': prefix });
    const all = store.allVersions(bucket.name, prefix);
    const rest = all.slice(startOf(all, query.get('key-marker'), query.get('version-id-marker')));
    const most = mostKeys(query);
    const shown = rest.slice(0, most);
    const last = rest.length > shown.length ? shown.at(-1) : undefined;
    const key = keyEncoding(query);
    const parts = [
      element('Name', bucket.name),
      element('Prefix', key(prefix)),
      element('KeyMarker', key(query.get('key-marker') ?? '')),
      element('VersionIdMarker', query.get('version-id-marker') ?? ''),
      element('MaxKeys', most),
      element('IsTruncated', last !== undefined),
      ...(query.get('encoding-type') === 'url' ? [element('EncodingType', 'url')] : []),
      ...(last === undefined
        ? []
        : [
            element('NextKeyMarker', key(last.key)),
            element('NextVersionIdMarker', last.versionId),
          ]),
      ...shown.map((version) => versionXml(version, isLatest(store, bucket, version), key)),
    ];
    return xmlReply('ListVersionsResult', parts.join(''));
  };
}

const isLatest = (store: ObjectStore, { name }: Bucket, { key, versionId }: Version) =>
  store.latest(name, key)?.versionId === versionId;

/** Where a page begins: behind all versions of the marker's key, or behind one of them. */
function startOf(
  all: readonly Version[],
  keyMarker: string | null,
  versionMarker: string | null,
): number {
  if (versionMarker !== null) {
    const place = all.findIndex(
      ({ key, versionId }) => key === keyMarker && versionId === versionMarker,
    );
    if (place < 0) throw new AwsError('InvalidArgument', 'Invalid version id specified');
    return place + 1;
  }
  if (keyMarker === null) return 0;
  const place = all.findIndex(({ key }) => isAfter(key, keyMarker));
  return place < 0 ? all.length : place;
}

function versionXml(version: Version, latest: boolean, key: (text: string) => string): string {
  const common = [
    element('Key', key(version.key)),
    element('VersionId', version.versionId),
    element('IsLatest', latest),
    element('LastModified', new Date(version.lastModified).toISOString()),
    OWNER,
  ].join('');
  if (version.isDeleteMarker) return `<DeleteMarker>${common}</DeleteMarker>`;
  const content = [
    element('ETag', `"${version.etag}"`),
    element('Size', version.size),
    element('StorageClass', 'STANDARD'),
  ];
  return `<Version>${common}${content.join('')}</Version>`;
}
