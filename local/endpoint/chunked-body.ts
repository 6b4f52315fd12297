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
    const { size, signature, length } = headerAt(body, at);
    at += length;
    const bytes = body.subarray(at, at + size);
    if (bytes.length < size) throw incomplete();
    chunks.push({ bytes, signature });
    if (size === 0) {
      const whole = Buffer.concat(chunks.map((chunk) => chunk.bytes));
      return { bytes: whole, chunks, trailers: trailersOf(body.subarray(at)) };
    }
    at += size;
    if (!isLineEnd(body, at)) throw incomplete();
    at += CRLF.length;
  }
}

const CRLF = '\r\n';

const isLineEnd = (body: Buffer, at: number) =>
  body.subarray(at, at + CRLF.length).toString('latin1') === CRLF;

/** The line before a chunk: its size in hexadecimal, which has no sign, and perhaps its signature. */
function headerAt(body: Buffer, at: number) {
  const end = body.indexOf(CRLF, at);
  const line = body.subarray(at, Math.max(end, at)).toString('latin1');
  const [, digits] = /^([0-9a-f]+)(?:;|$)/i.exec(line) ?? [];
  if (digits === undefined) throw incomplete();
  return {
    size: Number.parseInt(digits, 16),
    signature: /;chunk-signature=([0-9a-f]+)/.exec(line)?.[1],
    length: line.length + CRLF.length,
  };
}

const incomplete = () =>
  new AwsError('IncompleteBody', 'the aws-chunked body is malformed or ends before its last chunk');

function trailersOf(rest: Buffer): Record<string, string> {
  const text = rest.toString('latin1');
  if (!text.endsWith(CRLF)) throw incomplete();
  const trailers: Record<string, string> = {};
  for (const line of text.split(CRLF)) {
    const colon = line.indexOf(':');
    if (colon > 0)
      trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return trailers;
}
