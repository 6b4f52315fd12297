/** GetObject and HeadObject. */
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Caller } from '../iam/caller.ts';
import type { Gate } from './authorization.ts';
import type { Bucket, Version } from './bucket.ts';
import { missingObject } from './missing-object.ts';
import type { ObjectStore } from './object-store.ts';
import { retentionHeaders } from './retention.ts';
import { encryptionHeaders, versionHeader } from './writing.ts';

interface Place {
  readonly bucket: Bucket;
  readonly key: string;
}

/** Makes the operations that read one object. */
export function readingOperations(store: ObjectStore, gate: Gate) {
  /** @throws AwsError `AccessDenied`, `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed`. */
  function find(caller: Caller, { bucket, key }: Place, versionId: string | null): Version {
    if (versionId === null) gate.require(caller, 'GetObject', bucket, key);
    else gate.require(caller, 'GetObjectVersion', bucket, key, { 's3:VersionId': versionId });
    const version =
      versionId === null
        ? store.latest(bucket.name, key)
        : store.version(bucket.name, key, versionId);
    if (version === undefined || (versionId === null && version.isDeleteMarker))
      throw missingObject({
        key,
        versionId,
        mayList: gate.allows(caller, 'ListBucket', bucket, undefined),
      });
    if (version.isDeleteMarker)
      throw new AwsError(
        'MethodNotAllowed',
        'The specified method is not allowed against this resource.',
        {
          status: 405,
        },
      );
    return version;
  }

  function getObject(call: AwsCall, place: Place): AwsReply {
    const { method, headers, query, caller } = call;
    const version = find(caller, place, query.get('versionId'));
    gate.requireKey(caller, 'Decrypt', place.bucket, place.key, version.keyArn);
    const described = describe(version, headers['x-amz-checksum-mode'] === 'ENABLED');
    const etag = `"${version.etag}"`;
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag)
      throw new AwsError(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        {
          status: 412,
        },
      );
    if (method === 'HEAD')
      return { status: 200, headers: { ...described, 'content-length': String(version.size) } };
    const body = store.body(place.bucket.name, version);
    const range = rangeOf(headers['range'], body.length);
    if (range === undefined) return { status: 200, headers: described, body };
    const [first, last] = range;
    return {
      status: 206,
      headers: {
        ...withoutChecksums(described),
        'content-range': `bytes ${first}-${last}/${body.length}`,
      },
      body: body.subarray(first, last + 1),
    };
  }

  return { getObject };
}

function describe(version: Version, withChecksums: boolean): Record<string, string> {
  const headers = withChecksums ? version.headers : withoutChecksums(version.headers);
  return {
    'content-type': 'binary/octet-stream',
    ...headers,
    ...(withChecksums && hasChecksum(headers) && { 'x-amz-checksum-type': 'FULL_OBJECT' }),
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(version),
    ...encryptionHeaders(version),
    ...retentionHeaders(version.retention),
  };
}

const isChecksum = (name: string) => name.startsWith('x-amz-checksum-');
const hasChecksum = (headers: Readonly<Record<string, string>>) =>
  Object.keys(headers).some(isChecksum);
const withoutChecksums = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isChecksum(name)));

/** One range of bytes, first and last; several are answered with everything, as S3 does. */
function rangeOf(header: string | undefined, size: number): [number, number] | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last)
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', { status: 416 });
  return [first, last];
}
