/** The canonical request that SigV4 signs: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */

/** A request as it came over the wire. */
export interface SentRequest {
  readonly method: string;
  /** Path and query, encoded as they were sent. */
  readonly target: string;
  /** Name, value, name, value, …, as Node has them. */
  readonly rawHeaders: readonly string[];
}

interface Canonical {
  /** Lower-case names. */
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  /** S3 signs the path as it is sent; all other services normalize it and encode it once more. */
  readonly isS3: boolean;
}

export function canonicalRequest(
  { method, target, rawHeaders }: SentRequest,
  { signedHeaders, payloadHash, isS3 }: Canonical,
): string {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return [
    method,
    isS3 ? path : encodedTwice(path),
    mark < 0 ? '' : canonicalQuery(target.slice(mark + 1)),
    ...signedHeaders.map((name) => `${name}:${canonicalHeader(rawHeaders, name)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function encodedTwice(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encodeStrictly(segment));
  }
  const end = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [recoded(name), recoded(value.join('='))] as const;
    });
  return pairs
    .sort(([a, b], [c, d]) => compare(a, c) || compare(b, d))
    .map((pair) => pair.join('='))
    .join('&');
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Several headers of a name count as one, their values joined by commas; runs of spaces count as one. */
function canonicalHeader(rawHeaders: readonly string[], name: string): string {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.toLowerCase() === name)
      values.push((rawHeaders[index + 1] ?? '').trim().replace(/\s+/g, ' '));
  return values.join(',');
}

/** Clients may encode less than SigV4 does. What is no encoding at all is taken as it is. */
function recoded(text: string): string {
  try {
    return encodeStrictly(decodeURIComponent(text));
  } catch {
    return text;
  }
}

/** All bytes but the unreserved characters of RFC 3986 section 2.3. */
const encodeStrictly = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
