/** How each protocol says that a signature is not right. */
import type { AwsCall } from '../../aws/call.ts';
import { AwsError } from '../../aws/error.ts';
import { type Protocol, protocolOf } from '../protocol.ts';
import type { Verdict } from './verify.ts';

type Spoken = Pick<AwsCall, 'service' | 'headers'>;

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
const NO_HOST = "'Host' must be a 'SignedHeader' in the AWS Authorization.";

const INCOMPLETE_QUERY =
  'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CommonErrors.html and its like. */
const MISMATCH_ANSWERS: Readonly<Record<Protocol, readonly [code: string, status: number]>> = {
  'json-1.0': ['InvalidSignatureException', 400],
  'json-1.1': ['InvalidSignatureException', 400],
  'rpc-v2-cbor': ['InvalidSignatureException', 400],
  'rest-json': ['InvalidSignatureException', 403],
  query: ['SignatureDoesNotMatch', 403],
  'ec2-query': ['AuthFailure', 403],
  'rest-xml': ['SignatureDoesNotMatch', 403],
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const S3_ANSWERS = {
  'incomplete-query': ['AuthorizationQueryParametersError', 400, INCOMPLETE_QUERY],
  'unsigned-headers': [
    'AccessDenied',
    403,
    'There were headers present in the request which were not signed',
  ],
  'missing-payload-hash': [
    'InvalidRequest',
    400,
    'Missing required header for this request: x-amz-content-sha256',
  ],
  'payload-mismatch': [
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
} as const;

/** The error for a request whose signature is not valid. */
export function signatureRefusal(verdict: Exclude<Verdict, 'valid'>, spoken: Spoken): AwsError {
  const protocol = protocolOf(spoken);
  if (verdict !== 'mismatch' && protocol === 'rest-xml') {
    const [code, status, message] = S3_ANSWERS[verdict];
    return new AwsError(code, message, { status });
  }
  if (verdict === 'incomplete-query')
    return new AwsError(incompleteCode(protocol), INCOMPLETE_QUERY, { status: 403 });
  const [code, status] = MISMATCH_ANSWERS[protocol];
  return new AwsError(code, verdict === 'mismatch' ? MISMATCH : NO_HOST, { status });
}

const incompleteCode = (protocol: Protocol) =>
  protocol === 'query' || protocol === 'ec2-query'
    ? 'IncompleteSignature'
    : 'IncompleteSignatureException';

/** Each protocol's code for an access key that nobody was given. */
const UNKNOWN_KEY: Partial<Record<Protocol, string>> = {
  query: 'InvalidClientTokenId',
  'ec2-query': 'AuthFailure',
  'rest-xml': 'InvalidAccessKeyId',
};

/** The error for an access key that nobody was given. */
export function unknownKeyRefusal(spoken: Spoken): AwsError {
  const code = UNKNOWN_KEY[protocolOf(spoken)] ?? 'UnrecognizedClientException';
  return new AwsError(code, 'The security token included in the request is invalid.', {
    status: 403,
  });
}
