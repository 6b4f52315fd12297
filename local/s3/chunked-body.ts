/** The `aws-chunked` content encoding, in which clients send streams with their checksum at the end. */
import { AwsError } from '../aws/error.ts';

/**
 * The bytes and the trailers of a body. Chunk signatures are not computed again.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @throws AwsError `IncompleteBody`.
 */
export function decodeChunked(body: Buffer): {
  bytes: Buffer;
  trailers: Readonly<Record<string, string>>;
} {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, Math.max(end, at)).toString('latin1'), 16);
    if (end < 0 || Number.isNaN(size) || end + 2 + size > body.length)
      throw new AwsError('IncompleteBody', 'the aws-chunked body ends before its last chunk');
    at = end + 2;
    if (size === 0)
      return { bytes: Buffer.concat(chunks), trailers: trailersOf(body.subarray(at)) };
    chunks.push(body.subarray(at, at + size));
    at += size + 2;
  }
}

function trailersOf(rest: Buffer): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of rest.toString('latin1').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0)
      trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return trailers;
}
