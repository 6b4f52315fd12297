/** Reads what a request's SigV4 signature claims: who calls, which service is meant, and what is signed. */
import { AwsError } from '../../aws/error.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
export interface Claim {
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** `20260131` */
  readonly date: string;
  readonly region: string;
  /** `dynamodb`, `states`, … */
  readonly service: string;
  /** `20260131T235959Z` */
  readonly at: string;
  /** Lower-case names, in the order of the signature. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
  /** Whether it stands in the query of a presigned address. */
  readonly isPresigned: boolean;
}

interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/**
 * The claim of an `Authorization` header or of a presigned query. Nothing of it is believed yet.
 * @throws AwsError `MissingAuthenticationTokenException`, `IncompleteSignatureException`.
 */
export function readClaim({ headers, query }: Signed): Claim {
  const authorization = headers['authorization'];
  const read =
    authorization === undefined
      ? (name: string) => query.get(`X-Amz-${name}`) ?? undefined
      : fieldsOf(authorization);
  const credential = read('Credential');
  if (authorization === undefined && credential === undefined)
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
      { status: 403 },
    );
  const [, accessKeyId = '', date = '', region = '', service] =
    /^([^/]+)\/(\d{8})\/([^/]*)\/([A-Za-z0-9-]+)\/aws4_request$/.exec(credential ?? '') ?? [];
  if (service === undefined)
    throw incomplete('Credential must be keyid/date/region/service/aws4_request');
  const at = authorization === undefined ? query.get('X-Amz-Date') : dateOf(headers);
  const token = headers['x-amz-security-token'] ?? query.get('X-Amz-Security-Token');
  return {
    accessKeyId,
    sessionToken: token ?? undefined,
    date,
    region,
    service,
    at: at ?? '',
    signedHeaders: read('SignedHeaders')?.toLowerCase().split(';') ?? [],
    signature: read('Signature') ?? '',
    isPresigned: authorization === undefined,
  };
}

function fieldsOf(authorization: string): (name: string) => string | undefined {
  const [, rest = ''] = /^AWS4-HMAC-SHA256\s+(.*)$/.exec(authorization) ?? [];
  const fields = new Map(
    rest.split(',').map((field): [string, string] => {
      const [name = '', ...value] = field.trim().split('=');
      return [name, value.join('=')];
    }),
  );
  return (name) => fields.get(name);
}

/** `X-Amz-Date`, or `Date` where a client sends no other. */
function dateOf(headers: Signed['headers']): string | undefined {
  const own = headers['x-amz-date'];
  if (own !== undefined) return own;
  const common = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(common)) return undefined;
  return new Date(common).toISOString().replace(/[-:]|\.\d+/g, '');
}

const incomplete = (message: string) =>
  new AwsError('IncompleteSignatureException', message, { status: 403 });
