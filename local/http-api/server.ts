/** The HTTP server in front of one API, on loopback. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { endServer, listenOnLoopback } from '../http/on-loopback.ts';
import type { CloudContext } from '../part.ts';
import type { HttpApi } from './api.ts';
import { newRequestId } from './event.ts';
import type { ClientResponse } from './function-response.ts';
import { type Gateway, responseOf } from './gateway.ts';
import { HttpError } from './http-error.ts';
import { readBody, readHead } from './request.ts';

export interface ApiServer {
  readonly port: number;
  close(): Promise<void>;
}

interface ServerOptions {
  /** The API that is served, once it exists. */
  readonly api: () => HttpApi | undefined;
  /** 0 takes any free port. */
  readonly port: number;
  /** Answers once the cloud has started. */
  readonly gateway: () => Gateway | undefined;
  readonly log: CloudContext['log'];
  readonly usage: CloudContext['usage'];
}

/**
 * Bytes of a head that is read to its end, to be refused with the answer that its method may have: far above the limit
 * of an HTTP API. What is larger still is refused unread.
 */
const LARGEST_READ = 65_536;

/** @throws when the port is taken. */
export async function serveApi({
  api,
  port,
  gateway,
  log,
  usage,
}: ServerOptions): Promise<ApiServer> {
  const address = { port };

  async function answer(message: IncomingMessage, requestId: string): Promise<ClientResponse> {
    try {
      const request = readHead(message, address.port);
      const body = await readBody(message);
      const [handle, served] = [gateway(), api()];
      if (handle === undefined || served === undefined) throw new HttpError(503);
      usage.count('apigateway', 'HttpRequest');
      return await handle(served, { request, body, requestId, port: address.port });
    } catch (error) {
      if (error instanceof HttpError) return responseOf(error);
      const name = error instanceof Error ? error.name : typeof error;
      log({ part: 'http-api', event: 'internal-failure', error: name });
      return responseOf(new HttpError(500));
    }
  }

  const server = createServer({ maxHeaderSize: LARGEST_READ }, (message, response) => {
    const requestId = newRequestId();
    message.on('error', () => response.destroy());
    answer(message, requestId)
      .then((reply) => send(message, response, reply, requestId))
      .catch(() => response.destroy());
  });
  server.on('clientError', (error, socket) => {
    const tooLong = Reflect.get(error, 'code') === 'HPE_HEADER_OVERFLOW';
    const refusal = new HttpError(tooLong ? 431 : 400);
    const head = `HTTP/1.1 ${refusal.status} ${refusal.message}\r\nContent-Type: application/json\r\nContent-Length: ${refusal.body.length}\r\nConnection: close\r\n\r\n`;
    if (socket.writable) socket.end(head + refusal.body);
    else socket.destroy();
  });
  address.port = await listenOnLoopback(server, port);

  return {
    port: address.port,
    close: () => endServer(server),
  };
}

function send(
  message: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: ClientResponse,
  requestId: string,
): void {
  if (response.destroyed) return;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('apigw-requestid', requestId);
  if (status !== 204 && status !== 304) response.setHeader('content-length', body.length);
  // What was not read would be taken for the next request.
  if (!message.complete) response.setHeader('connection', 'close');
  response.writeHead(status);
  response.end(body);
}
