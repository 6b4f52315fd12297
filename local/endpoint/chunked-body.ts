/** The `aws-chunked` content encoding, in which clients send streams with their checksum at the end. */
import { AwsError } from '../aws/error.ts';

export interface Chunk {
  readonly bytes: Buffer;
  /** Where the client signed each chunk. */
  readonly signature: string | undefined;
}

export interface ChunkedBody {
  readonly bytes: Buffer;
  /** All chunks, the empty last one included. */
  readonly chunks: readonly Chunk[];
  /** Lower-case names. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * The bytes and the trailers of a body; signatures are read, not verified.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @throws AwsError `IncompleteBody`.
 */
export function decodeChunked(body: Buffer): ChunkedBody {
  const chunks: Chunk[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const line = body.subarray(at, Math.max(end, at)).toString('latin1');
    const size = Number.parseInt(line, 16);
    if (end < 0 || Number.isNaN(size) || end + 2 + size > body.length)
      throw new AwsError('IncompleteBody', 'the aws-chunked body ends before its last chunk');
    at = end + 2;
    const bytes = body.subarray(at, at + size);
    chunks.push({ bytes, signature: /;chunk-signature=([0-9a-f]+)/.exec(line)?.[1] });
    if (size === 0) {
      const whole = Buffer.concat(chunks.map((chunk) => chunk.bytes));
      return { bytes: whole, chunks, trailers: trailersOf(body.subarray(at)) };
    }
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
