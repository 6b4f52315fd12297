/** Signatures of the chunks of a stream: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html */
import { createHash, createHmac } from 'node:crypto';
import type { ChunkedBody } from '../chunked-body.ts';

/** What the chunks' signatures are chained to. */
interface ChunkChain {
  readonly key: Buffer;
  readonly at: string;
  /** `{date}/{region}/{service}/aws4_request` */
  readonly scope: string;
  /** The signature of the request itself. */
  readonly seed: string;
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const EMPTY = sha256('');
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

/** Whether every chunk, and the trailers where they are signed, continue the chain. */
export function chunksAreSigned(
  { chunks, trailers }: ChunkedBody,
  { key, at, scope, seed }: ChunkChain,
  { hasSignedTrailer }: { hasSignedTrailer: boolean },
): boolean {
  const sign = (kind: string, previous: string, ...hashes: string[]) => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, at, scope, previous, ...hashes].join('\n');
    return createHmac('sha256', key).update(text).digest('hex');
  };
  let previous = seed;
  for (const { bytes, signature } of chunks) {
    previous = sign('PAYLOAD', previous, EMPTY, sha256(bytes));
    if (signature !== previous) return false;
  }
  if (!hasSignedTrailer) return Object.keys(trailers).length === 0;
  const canonical = Object.entries(trailers)
    .filter(([name]) => name !== TRAILER_SIGNATURE)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`);
  return trailers[TRAILER_SIGNATURE] === sign('TRAILER', previous, sha256(canonical.join('')));
}
