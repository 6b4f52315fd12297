/** The HTTP server in front of one distribution, on loopback. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { endServer, listenOnLoopback } from '../http/on-loopback.ts';
import { isOwnHost } from '../http/own-host.ts';
import type { CloudContext } from '../part.ts';
import type { Objects } from '../s3/part.ts';
import { objectAnswer } from './bucket-origin.ts';
import { CustomOrigins } from './custom-origin.ts';
import type { Behavior, BucketOrigin, Distribution } from './distribution.ts';
import { FunctionError } from './function-runtime.ts';
import { finish, pageOf, refuse } from './own-answer.ts';
import { shown } from './response-headers.ts';
import { InvalidAnswer, verdictOf } from './viewer-request.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html: all but the body. */
const LARGEST_HEAD = 32_768;

export interface EdgeServer {
  readonly port: number;
  close(): Promise<void>;
}

interface EdgeOptions extends Pick<CloudContext, 'log'> {
  readonly port: number;
  /** Absent until the template has been read. */
  readonly distribution: () => Distribution | undefined;
  readonly objects: Objects;
}

interface Call {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly distribution: Distribution;
  readonly behavior: Behavior;
  readonly requestId: string;
}

/** @throws when the port is taken; 0 takes any free one. */
export async function serveDistribution(options: EdgeOptions): Promise<EdgeServer> {
  const { log, objects } = options;
  const customOrigins = new CustomOrigins(log);
  const address = { port: options.port };

  const server = createServer({ maxHeaderSize: LARGEST_HEAD }, (message, response) => {
    message.on('error', () => response.destroy());
    response.on('error', () => message.destroy());
    if (!isOwnHost(message.headers.host, address.port)) return refuse(message, response, 403);
    const distribution = options.distribution();
    if (distribution === undefined) return refuse(message, response, 503);
    const behavior = distribution.behaviorOf(pathOf(message));
    if (!isTaken(message, behavior)) return refuse(message, response, 403);
    const requestId = randomBytes(42).toString('base64url');
    answer({ message, response, distribution, behavior, requestId }).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const said = error instanceof Error ? error.message : 'unknown';
      const { id } = distribution;
      if (error instanceof InvalidAnswer || error instanceof FunctionError) {
        log({ part: 'cloudfront', event: 'function-failed', id, error: said });
        if (error instanceof InvalidAnswer)
          return refuse(message, response, 502, 'FunctionValidationError');
        return refuse(message, response, 503, 'FunctionExecutionError');
      }
      log({ part: 'cloudfront', event: 'server-error', id, error: said });
      refuse(message, response, 500);
    });
  });

  async function answer(call: Call): Promise<void> {
    const { message, response, requestId, distribution, behavior } = call;
    const { origin, paths, responseHeaders: policy } = behavior;
    if (origin.kind === 'custom')
      try {
        return customOrigins.forward({ message, response, requestId, origin, policy });
      } catch {
        // A path or header that this server lets in, and Node's own client does not send.
        return refuse(message, response, 400);
      }
    if (paths === undefined) return answerFromBucket(call, origin, pathOf(message));
    const verdict = verdictOf(paths, message, { distributionId: distribution.id, requestId });
    if ('path' in verdict) return answerFromBucket(call, origin, verdict.path);
    const { status, headers, body } = verdict.response;
    const cache = { 'x-cache': 'FunctionGeneratedResponse from cloudfront' };
    finish(message, response, { status, body, headers: { ...headers, ...cache } });
  }

  async function answerFromBucket(
    { message, response, behavior, distribution, requestId }: Call,
    { bucket, path }: BucketOrigin,
    uri: string,
  ): Promise<void> {
    const { status, headers, body } = await objectAnswer(
      objects,
      { bucket, distributionArn: distribution.arn },
      {
        path: `${path}${uri}`,
        headers: message.headers,
        mayCompress: behavior.compress && message.method === 'GET',
        requestId,
      },
    );
    finish(message, response, {
      status,
      body,
      headers: shown(headers, status, behavior.responseHeaders),
    });
  }

  server.on('clientError', (error, socket) => {
    const isTooLong = Reflect.get(error, 'code') === 'HPE_HEADER_OVERFLOW';
    if (!socket.writable) return void socket.destroy();
    const body = pageOf(isTooLong ? 413 : 400);
    socket.end(
      `HTTP/1.1 ${isTooLong ? '413 Request Entity Too Large' : '400 Bad Request'}\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
  address.port = await listenOnLoopback(server, options.port);

  return {
    port: address.port,
    async close() {
      customOrigins.end();
      await endServer(server);
    },
  };
}

const pathOf = ({ url = '' }: IncomingMessage) => url.split('?')[0] ?? '';

/**
 * "If a viewer GET request includes a body, CloudFront returns an HTTP status code 403":
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustom-get-body
 */
function isTaken({ method = '', headers }: IncomingMessage, { methods }: Behavior): boolean {
  const hasBody =
    headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
  return methods.includes(method) && !(method === 'GET' && hasBody);
}
