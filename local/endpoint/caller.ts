/** Reads out of a request's SigV4 signature who calls, and which service is meant. */
import { AwsError } from '../aws/error.ts';
import type { Caller } from '../iam/caller.ts';
import type { Credentials } from '../iam/credentials.ts';
import { protocolOf } from './protocol.ts';

interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** What a signature claims: an access key, and the service of its credential scope. */
export interface Signature {
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** `dynamodb`, `states`, … */
  readonly service: string;
}

/**
 * The claim of an `Authorization` header or a presigned query. The signature itself is not computed again: on
 * loopback the session token is the secret.
 * @throws AwsError `MissingAuthenticationTokenException`, `IncompleteSignatureException`.
 */
export function readSignature({ headers, query }: Signed): Signature {
  const authorization = headers['authorization'];
  const credential =
    authorization === undefined
      ? query.get('X-Amz-Credential')
      : /^AWS4-HMAC-SHA256\s.*?Credential=([^,\s]+)/.exec(authorization)?.[1];
  if (credential === null)
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
      { status: 403 },
    );
  const [service, accessKeyId] = scopeOf(credential ?? '');
  if (service === undefined || accessKeyId === undefined)
    throw new AwsError(
      'IncompleteSignatureException',
      'Credential must be keyid/date/region/service/aws4_request',
      { status: 403 },
    );
  const sessionToken = headers['x-amz-security-token'] ?? query.get('X-Amz-Security-Token');
  return { accessKeyId, sessionToken: sessionToken ?? undefined, service };
}

function scopeOf(credential: string): [string | undefined, string | undefined] {
  const [, accessKeyId, service] =
    /^([^/]+)\/\d{8}\/[^/]*\/([A-Za-z0-9-]+)\/aws4_request$/.exec(credential) ?? [];
  return [service, accessKeyId];
}

/** Each protocol's code for an access key that nobody was given. */
const UNKNOWN_KEY = {
  query: 'InvalidClientTokenId',
  'rest-xml': 'InvalidAccessKeyId',
} as const;

/** @throws AwsError `UnrecognizedClientException`, or the service's own word for it. */
export function identifyCaller(
  credentials: Credentials,
  signature: Signature,
  headers: Signed['headers'],
): Caller {
  try {
    return credentials.identify(signature.accessKeyId, signature.sessionToken);
  } catch (error) {
    const protocol = protocolOf({ service: signature.service, headers });
    if (!(error instanceof AwsError) || (protocol !== 'query' && protocol !== 'rest-xml'))
      throw error;
    throw new AwsError(UNKNOWN_KEY[protocol], error.message, { status: error.status });
  }
}
