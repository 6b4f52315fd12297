/** Reads a client's request within the bounds of an HTTP API. */
import type { IncomingMessage } from 'node:http';
import { isOwnHost } from '../http/own-host.ts';
import { HttpError } from './http-error.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LARGEST_HEAD = 10_240;
const LARGEST_BODY = 10 * 1024 * 1024;
/** A client that sends more than this after it was too much is cut off. */
const PATIENCE = 8 * LARGEST_BODY;

export interface ClientRequest {
  readonly method: string;
  /** Decoded, without the query; with the stage, where the client named one. */
  readonly path: string;
  /** As sent. */
  readonly rawQuery: string;
  /** Lower-case names; values of one name joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly protocol: string;
  readonly sourceIp: string;
}

/** @throws HttpError 400, 403 for a host that is not this one, 431. */
export function readHead(message: IncomingMessage, port: number): ClientRequest {
  const headers: Record<string, string> = {};
  let size = Buffer.byteLength(`${message.method} ${message.url} HTTP/${message.httpVersion}`);
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index]?.toLowerCase() ?? '';
    const value = message.rawHeaders[index + 1] ?? '';
    // Cookies are one header in pieces (RFC 6265, 5.4).
    const separator = name === 'cookie' ? '; ' : ',';
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}${separator}${value}` : value;
    size += Buffer.byteLength(value);
  }
  if (size > LARGEST_HEAD) throw new HttpError(431);
  // A page under a foreign name that points here (DNS rebinding).
  if (!isOwnHost(headers['host'], port)) throw new HttpError(403);
  const [rawPath = '', ...rest] = (message.url ?? '').split('?');
  return {
    method: message.method ?? '',
    path: decode(rawPath),
    rawQuery: rest.join('?'),
    headers,
    protocol: `HTTP/${message.httpVersion}`,
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
  };
}

function decode(path: string): string {
  if (!path.startsWith('/')) throw new HttpError(400);
  try {
    return decodeURIComponent(path);
  } catch {
    throw new HttpError(400);
  }
}

/** @throws HttpError 413 once all of a body that is too large has come, 400 for one that does not end. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of message) {
      const bytes: Buffer = chunk;
      length += bytes.length;
      if (length <= LARGEST_BODY) chunks.push(bytes);
      else chunks.length = 0;
      if (length > PATIENCE) break;
    }
  } catch {
    throw new HttpError(400);
  }
  if (length > LARGEST_BODY) throw new HttpError(413);
  return Buffer.concat(chunks);
}
