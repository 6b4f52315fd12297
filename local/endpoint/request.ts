/** Reads one HTTP request: its host, its headers, its body within bounds, and the operation it asks for. */
import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws/error.ts';
import type { SentRequest } from './signature/canonical-request.ts';

/** A request before its caller is known. */
export interface EndpointRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** The same before anything was decoded, as it was signed. */
  readonly sent: SentRequest;
}

const LOOPBACK_HOST = /^(?:([a-z0-9.-]+)\.)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * The head of a request.
 * @throws AwsError `ForbiddenHost` (403) unless it was sent to loopback by something that is not a web page.
 */
export function readHead(message: IncomingMessage): EndpointRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  const host = LOOPBACK_HOST.exec(headers['host'] ?? '');
  if (host === null)
    throw new AwsError('ForbiddenHost', 'this endpoint answers loopback hosts only', {
      status: 403,
    });
  if (headers['origin'] !== undefined || headers['sec-fetch-site'] === 'cross-site')
    throw new AwsError('ForbiddenHost', 'this endpoint does not answer web pages', {
      status: 403,
    });
  const [rawPath = '/', ...rest] = (message.url ?? '/').split('?');
  const path = decodePath(rawPath);
  // A bucket may stand before the host name, as it does with S3 itself.
  const bucket = host[1];
  const method = message.method ?? 'GET';
  return {
    method,
    path: bucket === undefined ? path : `/${bucket}${path}`,
    query: new URLSearchParams(rest.join('?')),
    headers,
    sent: { method, target: message.url ?? '/', rawHeaders: message.rawHeaders },
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsError('InvalidURI', 'the path is not percent-encoded UTF-8');
  }
}

/**
 * The whole body.
 * @throws AwsError `RequestEntityTooLargeException` (413) beyond `limit` bytes, `IncompleteBody` when the client leaves.
 */
export async function readBody(message: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of message) {
      const bytes: Buffer = chunk;
      length += bytes.length;
      if (length > limit) break;
      chunks.push(bytes);
    }
  } catch {
    throw new AwsError('IncompleteBody', 'the client left before its body ended');
  }
  if (length > limit)
    throw new AwsError('RequestEntityTooLargeException', `the body is over ${limit} bytes`, {
      status: 413,
    });
  return Buffer.concat(chunks);
}

/** The operation's name, where the protocol says it outside the path's own meaning. */
export function operationOf(
  { headers, path, query }: Pick<EndpointRequest, 'headers' | 'path' | 'query'>,
  body: Buffer,
): string | undefined {
  const target = headers['x-amz-target'];
  if (target !== undefined) return target.slice(target.lastIndexOf('.') + 1);
  const rpc = /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(path)?.[1];
  if (rpc !== undefined) return rpc;
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return new URLSearchParams(body.toString('utf8')).get('Action') ?? undefined;
  return query.get('Action') ?? undefined;
}
