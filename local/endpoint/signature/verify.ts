/** Computes a request's SigV4 signature again. The age of a signature is not looked at: clocks here may be shifted. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { decodeChunked } from '../chunked-body.ts';
import { canonicalRequest, type SentRequest } from './canonical-request.ts';
import { chunksAreSigned } from './chunks.ts';
import type { Claim } from './claim.ts';

interface SignedRequest {
  readonly sent: SentRequest;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** `valid`, or what AWS would complain of. */
export type Verdict =
  | 'valid'
  | 'mismatch'
  | 'incomplete-query'
  | 'unsigned-headers'
  | 'missing-payload-hash'
  | 'payload-mismatch';

const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
const SIGNED_STREAM = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const SIGNED_STREAM_AND_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html: those without a signature of chunks. */
const UNSIGNED_PAYLOADS = [UNSIGNED_PAYLOAD, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

/** Judges a request by the signing key of whom it claims to be from. */
export function judgeSignature(request: SignedRequest, claim: Claim, key: Buffer): Verdict {
  const { sent, headers, body } = request;
  const isS3 = claim.service === 's3';
  if (claim.isPresigned && !isComplete(request.query)) return 'incomplete-query';
  if (!coversHeaders(headers, claim, isS3)) return 'unsigned-headers';
  const payloadHash = isS3 ? s3PayloadHash(request, claim) : sha256(body);
  if (payloadHash === undefined) return 'missing-payload-hash';
  const { signedHeaders, at } = claim;
  const scope = [claim.date, claim.region, claim.service, 'aws4_request'].join('/');
  const canonical = canonicalRequest(sent, { signedHeaders, payloadHash, isS3 });
  const text = [ALGORITHM, at, scope, sha256(canonical)].join('\n');
  const signature = createHmac('sha256', key).update(text).digest('hex');
  if (!at.startsWith(claim.date) || !sameText(signature, claim.signature)) return 'mismatch';
  if (!isS3 || UNSIGNED_PAYLOADS.includes(payloadHash)) return 'valid';
  if (payloadHash === SIGNED_STREAM || payloadHash === SIGNED_STREAM_AND_TRAILER) {
    const hasSignedTrailer = payloadHash === SIGNED_STREAM_AND_TRAILER;
    const chain = { key, at, scope, seed: signature };
    return chunksAreSigned(decodeChunked(body), chain, { hasSignedTrailer }) ? 'valid' : 'mismatch';
  }
  return payloadHash === sha256(body) ? 'valid' : 'payload-mismatch';
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** Seconds in seven days. */
const LONGEST_LIFE = 604_800;

/**
 * Whether a presigned address says all that it has to. How long it lives is asked for, not held against any clock.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
function isComplete(query: URLSearchParams): boolean {
  const read = (name: string) => query.get(`X-Amz-${name}`) ?? '';
  return (
    read('Algorithm') === ALGORITHM &&
    /^\d{8}T\d{6}Z$/.test(read('Date')) &&
    /^\d+$/.test(read('Expires')) &&
    Number(read('Expires')) <= LONGEST_LIFE &&
    read('SignedHeaders') !== '' &&
    read('Signature') !== ''
  );
}

/** The host must be signed; S3 wants every `x-amz-` header signed too. */
function coversHeaders(
  headers: SignedRequest['headers'],
  { signedHeaders }: Claim,
  isS3: boolean,
): boolean {
  const covered = (name: string) => signedHeaders.includes(name);
  if (!covered('host')) return false;
  return !isS3 || Object.keys(headers).every((name) => !/^x-amz-/.test(name) || covered(name));
}

/** What S3 takes for the payload's hash: the client says it, and a presigned address need not. */
function s3PayloadHash({ headers, query }: SignedRequest, claim: Claim): string | undefined {
  const said = headers['x-amz-content-sha256'] ?? query.get('X-Amz-Content-Sha256') ?? undefined;
  return said ?? (claim.isPresigned ? UNSIGNED_PAYLOAD : undefined);
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
