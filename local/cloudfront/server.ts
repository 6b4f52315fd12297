/** The HTTP server in front of one distribution, on loopback: hands calls on to origins, and their answers back. */
import { randomBytes } from 'node:crypto';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as requestOf,
  type ServerResponse,
} from 'node:http';
import { endServer, listenOnLoopback } from '../http/on-loopback.ts';
import { isOwnHost } from '../http/own-host.ts';
import type { CloudContext } from '../part.ts';
import type { Behavior, Distribution } from './distribution.ts';
import { withPolicy } from './response-headers.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html: all but the body. */
const LARGEST_HEAD = 32_768;

/** These belong to one connection, not to the call. */
const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
]);

export interface EdgeServer {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws when the port is taken; 0 takes any free one. */
export async function serveDistribution(
  distribution: Distribution,
  { port, log }: { readonly port: number } & Pick<CloudContext, 'log'>,
): Promise<EdgeServer> {
  const agent = new Agent({ keepAlive: true });
  const address = { port };

  const server = createServer({ maxHeaderSize: LARGEST_HEAD }, (message, response) => {
    message.on('error', () => response.destroy());
    response.on('error', () => message.destroy());
    if (!isOwnHost(message.headers.host, address.port)) return refuse(message, response, 403);
    const behavior = distribution.behaviorOf((message.url ?? '').split('?')[0] ?? '');
    if (!isTaken(message, behavior)) return refuse(message, response, 403);
    try {
      forward(message, response, behavior);
    } catch {
      // A path or header that this server lets in, and Node's own client does not send.
      refuse(message, response, 400);
    }
  });

  function forward(message: IncomingMessage, response: ServerResponse, behavior: Behavior): void {
    const { origin } = behavior;
    const sent = requestOf({
      agent,
      host: new URL(`http://${origin.address}`).hostname.replace(/^\[|\]$/g, ''),
      port: origin.address.split(':').at(-1),
      method: message.method,
      path: `${origin.path}${message.url}`,
      headers: requestHeaders(message, behavior),
    });
    sent.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, responseHeaders(answer, behavior));
      answer.on('error', () => response.destroy()).pipe(response);
    });
    sent.on('error', (error) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      log({ part: 'cloudfront', event: 'origin-failed', origin: origin.id, error: error.name });
      refuse(message, response, 502);
    });
    response.on('close', () => sent.destroy());
    message.pipe(sent);
  }

  server.on('clientError', (error, socket) => {
    const isTooLong = Reflect.get(error, 'code') === 'HPE_HEADER_OVERFLOW';
    if (!socket.writable) return void socket.destroy();
    const body = pageOf(isTooLong ? 413 : 400);
    socket.end(
      `HTTP/1.1 ${isTooLong ? '413 Request Entity Too Large' : '400 Bad Request'}\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
  address.port = await listenOnLoopback(server, port);

  return {
    port: address.port,
    async close() {
      agent.destroy();
      await endServer(server);
    },
  };
}

/**
 * "If a viewer GET request includes a body, CloudFront returns an HTTP status code 403":
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustom-get-body
 */
function isTaken({ method = '', headers }: IncomingMessage, { methods }: Behavior): boolean {
  const hasBody =
    headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
  return methods.includes(method) && !(method === 'GET' && hasBody);
}

/** All of the viewer's but `Host`; the origin's custom headers beat them. */
function requestHeaders(
  { rawHeaders, headers, socket }: IncomingMessage,
  { origin }: Behavior,
): Record<string, string | string[]> {
  const sent: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (HOP_BY_HOP.has(name) || name === 'host' || name in origin.headers) continue;
    sent[name] = [
      ...(Object.hasOwn(sent, name) ? (sent[name] ?? []) : []),
      rawHeaders[index + 1] ?? '',
    ];
  }
  const before = headers['x-forwarded-for'];
  const viewer = socket.remoteAddress ?? '127.0.0.1';
  return {
    ...sent,
    host: origin.address,
    'x-forwarded-for': before === undefined ? viewer : `${before}, ${viewer}`,
    via: '1.1 local.cloudfront.net (CloudFront)',
    'x-amz-cf-id': randomBytes(42).toString('base64url'),
    ...origin.headers,
  };
}

function responseHeaders(
  { headers, statusCode = 502 }: IncomingMessage,
  { responseHeaders: policy }: Behavior,
): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !HOP_BY_HOP.has(name)) kept[name] = value;
  return {
    ...withPolicy(kept, policy),
    'x-cache': `${statusCode < 400 ? 'Miss' : 'Error'} from cloudfront`,
    via: '1.1 local.cloudfront.net (CloudFront)',
  };
}

const pageOf = (status: number) =>
  `<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>${status} ERROR</H1></BODY></HTML>`;

/** An answer of CloudFront's own, which no policy acts on here. */
function refuse(message: IncomingMessage, response: ServerResponse, status: number): void {
  message.resume();
  const body = pageOf(status);
  response.writeHead(status, {
    'content-type': 'text/html',
    'content-length': body.length,
    'x-cache': 'Error from cloudfront',
    // What is still to come would be taken for the next call.
    ...(message.complete ? {} : { connection: 'close' }),
  });
  response.end(body);
}
