/** Holds the bytes of an upload against every checksum that came with them. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../aws/error.ts';
import { crc32c, crc64Nvme } from './crc.ts';

const PREFIX = 'x-amz-checksum-';
/** Say something about checksums and are none. */
const NOT_A_VALUE = new Set([
  'x-amz-checksum-mode',
  'x-amz-checksum-type',
  'x-amz-checksum-algorithm',
]);

const COMPUTED: Readonly<Record<string, (bytes: Buffer) => string>> = {
  crc32(bytes) {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(crc32(bytes));
    return value.toString('base64');
  },
  crc32c: (bytes) => crc32c(bytes).toString('base64'),
  crc64nvme: (bytes) => crc64Nvme(bytes).toString('base64'),
  sha1: (bytes) => createHash('sha1').update(bytes).digest('base64'),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('base64'),
};

/**
 * The checksum headers to keep with the object.
 * @throws AwsError `BadDigest`, `NotImplemented` for a checksum of another kind.
 */
export function verifyChecksums(
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(bytes).digest('base64'))
    throw new AwsError(
      'BadDigest',
      'The Content-MD5 you specified did not match what we received.',
    );
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(PREFIX) || NOT_A_VALUE.has(name)) continue;
    const compute = COMPUTED[name.slice(PREFIX.length)];
    if (compute === undefined)
      throw new AwsError('NotImplemented', `${name} is not supported here`, { status: 501 });
    if (compute(bytes) !== value)
      throw new AwsError('BadDigest', `The ${name} you specified did not match what we received.`);
    kept[name] = value;
  }
  return kept;
}
