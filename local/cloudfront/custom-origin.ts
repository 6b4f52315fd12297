/** Origins that answer over HTTP, on loopback: calls are handed on, and their answers back. */
import { Agent, type IncomingMessage, request as requestOf, type ServerResponse } from 'node:http';
import type { CloudContext } from '../part.ts';
import type { Behavior, CustomOrigin } from './distribution.ts';
import { refuse } from './own-answer.ts';
import { type ResponseHeaders, shown, VIA } from './response-headers.ts';

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

interface Call {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly origin: CustomOrigin;
  readonly policy: Behavior['responseHeaders'];
}

export class CustomOrigins {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #log: CloudContext['log'];

  constructor(log: CloudContext['log']) {
    this.#log = log;
  }

  forward(call: Call): void {
    const { message, response, origin, policy } = call;
    const sent = requestOf({
      agent: this.#agent,
      host: new URL(`http://${origin.address}`).hostname.replace(/^\[|\]$/g, ''),
      port: origin.address.split(':').at(-1),
      method: message.method,
      path: `${origin.path}${message.url}`,
      headers: requestHeaders(call),
    });
    sent.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, responseHeaders(answer, policy));
      answer.on('error', () => response.destroy()).pipe(response);
    });
    sent.on('error', (error) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      this.#log({
        part: 'cloudfront',
        event: 'origin-failed',
        origin: origin.id,
        error: error.name,
      });
      refuse(message, response, 502);
    });
    response.on('close', () => sent.destroy());
    message.pipe(sent);
  }

  end(): void {
    this.#agent.destroy();
  }
}

/** All of the viewer's but `Host`; the origin's custom headers beat them. */
function requestHeaders({
  message: { rawHeaders, headers, socket },
  requestId,
  origin,
}: Call): Record<string, string | string[]> {
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
    via: VIA,
    'x-amz-cf-id': requestId,
    ...origin.headers,
  };
}

function responseHeaders(
  { headers, statusCode = 502 }: IncomingMessage,
  policy: ResponseHeaders | undefined,
) {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !HOP_BY_HOP.has(name)) kept[name] = value;
  return shown(kept, statusCode, policy);
}
