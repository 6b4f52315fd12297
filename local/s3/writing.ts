/** PutObject and DeleteObject. */
import { createHash, randomBytes } from 'node:crypto';
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import { type ChunkedBody, decodeChunked } from '../endpoint/chunked-body.ts';
import { type Gate, uploadContext } from './authorization.ts';
import type { Bucket, Version } from './bucket.ts';
import { verifyChecksums } from './checksum.ts';
import type { ObjectStore } from './object-store.ts';
import { asksToBypass, requireUnlocked, retentionOf } from './retention.ts';

interface Place {
  readonly bucket: Bucket;
  readonly key: string;
}

/** Makes the two operations that change a bucket. */
export function writingOperations(store: ObjectStore, gate: Gate, clock: Clock) {
  /** A version that nothing more is asked of. */
  function versionOf({ bucket, key }: Place, body: Buffer, given: Partial<Version>) {
    return {
      key,
      versionId: bucket.isVersioned ? randomBytes(16).toString('hex') : 'null',
      isDeleteMarker: false,
      size: body.length,
      etag: createHash('md5').update(body).digest('hex'),
      lastModified: clock.now(),
      headers: {},
      ...given,
    };
  }

  const keep = (place: Place, body: Buffer, given: Partial<Version>) =>
    store.put(place.bucket.name, versionOf(place, body, given), body);

  function putObject(call: AwsCall, place: Place): AwsReply {
    const { bucket, key } = place;
    const { headers, caller } = call;
    gate.require(caller, 'PutObject', bucket, key, uploadContext(call));
    if (headers['x-amz-object-lock-mode'] !== undefined)
      gate.require(caller, 'PutObjectRetention', bucket, key, uploadContext(call));
    refuseUnread(headers);
    const { bytes, trailers } = bodyOf(call);
    const checksums = verifyChecksums(bytes, { ...headers, ...trailers });
    const retention = retentionOf(bucket, headers, clock.now());
    const keyArn = encryptionKey(bucket, headers);
    gate.requireKey(caller, 'GenerateDataKey', bucket, key, keyArn);
    // From here to the end of the write nothing waits, so of two writers one finds the other's object.
    requirePreconditions(headers, store.latest(bucket.name, key));
    const version = keep(place, bytes, {
      headers: { ...keptHeaders(headers), ...checksums },
      retention,
      keyArn,
    });
    return {
      status: 200,
      headers: {
        etag: `"${version.etag}"`,
        ...checksums,
        ...versionHeader(version),
        ...encryptionHeaders(version),
      },
    };
  }

  function deleteObject({ query, headers, caller }: AwsCall, { bucket, key }: Place): AwsReply {
    const versionId = query.get('versionId');
    if (versionId !== null) {
      gate.require(caller, 'DeleteObjectVersion', bucket, key, { 's3:VersionId': versionId });
      const version = store.version(bucket.name, key, versionId);
      if (version === undefined) return { status: 204 };
      const mayBypass = () =>
        asksToBypass(headers) && gate.allows(caller, 'BypassGovernanceRetention', bucket, key);
      requireUnlocked(version, clock.now(), mayBypass);
      store.remove(bucket.name, version);
      return { status: 204, headers: { 'x-amz-version-id': versionId } };
    }
    gate.require(caller, 'DeleteObject', bucket, key);
    const latest = store.latest(bucket.name, key);
    if (!bucket.isVersioned) {
      if (latest !== undefined) store.remove(bucket.name, latest);
      return { status: 204 };
    }
    const marker = keep({ bucket, key }, Buffer.alloc(0), { isDeleteMarker: true });
    return { status: 204, headers: { ...versionHeader(marker), 'x-amz-delete-marker': 'true' } };
  }

  return { putObject, deleteObject, keep, versionOf };
}

/** The version that a reply is about; a bucket without versioning does not say. */
export function versionHeader({ versionId }: Version): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

/** How a version is encrypted on AWS. */
export function encryptionHeaders({ keyArn }: Version): Record<string, string> {
  if (keyArn === undefined) return { 'x-amz-server-side-encryption': 'AES256' };
  return {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': keyArn,
  };
}

function encryptionKey(
  bucket: Bucket,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  const algorithm = headers['x-amz-server-side-encryption'];
  if (algorithm === 'AES256') return undefined;
  if (algorithm !== undefined && algorithm !== 'aws:kms')
    throw new AwsError('NotImplemented', `encryption ${algorithm} is not supported here`, {
      status: 501,
    });
  return headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? bucket.keyArn;
}

function bodyOf({ body, headers }: AwsCall): Pick<ChunkedBody, 'bytes' | 'trailers'> {
  const isChunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false;
  return isChunked ? decodeChunked(body) : { bytes: body, trailers: {} };
}

function requirePreconditions(
  headers: Readonly<Record<string, string>>,
  latest: Version | undefined,
): void {
  const present = latest?.isDeleteMarker === false ? latest : undefined;
  const noneMatch = headers['if-none-match'];
  const match = headers['if-match'];
  if (noneMatch !== undefined && noneMatch !== '*')
    throw new AwsError('NotImplemented', 'If-None-Match of a write takes * only', { status: 501 });
  if (match !== undefined && present === undefined)
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  const failed =
    (noneMatch === '*' && present !== undefined && 'If-None-Match') ||
    (match !== undefined && match.replaceAll('"', '') !== present?.etag && 'If-Match');
  if (failed)
    throw new AwsError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      {
        status: 412,
        detail: { Condition: failed },
      },
    );
}

const KEPT = [
  'content-type',
  'content-disposition',
  'content-language',
  'cache-control',
  'expires',
];

function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => KEPT.includes(name) || name.startsWith('x-amz-meta-'),
  );
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked')
    .join(', ');
  return { ...Object.fromEntries(kept), ...(encoding !== '' && { 'content-encoding': encoding }) };
}

/** Headers that ask for something which is not done here. */
const UNREAD = [
  'x-amz-acl',
  'x-amz-tagging',
  'x-amz-website-redirect-location',
  'x-amz-object-lock-legal-hold',
];

function refuseUnread(headers: Readonly<Record<string, string>>): void {
  const unread = Object.keys(headers).find(
    (name) =>
      UNREAD.includes(name) || /^x-amz-(grant-|server-side-encryption-customer-)/.test(name),
  );
  if (unread !== undefined)
    throw new AwsError('NotImplemented', `the header ${unread} is not supported here`, {
      status: 501,
    });
}
