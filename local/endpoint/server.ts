/** The AWS endpoint of the local cloud: one HTTP server on loopback in front of all parts. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError, UnknownOperation } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import { endServer, listenOnLoopback } from '../http/on-loopback.ts';
import type { Credentials } from '../iam/credentials.ts';
import type { CloudLogLine, Part } from '../part.ts';
import type { Usage } from '../usage.ts';
import { authenticationBy } from './authenticate.ts';
import { answerControl } from './control.ts';
import { errorReply, unknownOperation } from './protocol.ts';
import { type EndpointRequest, operationOf, readBody, readHead } from './request.ts';
import { readClaim } from './signature/claim.ts';
import { inWordsOfAws } from './unknown-operation.ts';

const MEBIBYTE = 1024 * 1024;
/** DynamoDB's own limit is the largest of the services but S3's. */
const BODY_LIMIT = 16 * MEBIBYTE;
const OBJECT_LIMIT = 128 * MEBIBYTE;

export interface Endpoint {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

interface EndpointOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Looked through at every call: parts may be added later. */
  readonly parts: readonly Pick<Part, 'name' | 'signingNames' | 'handle'>[];
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly usage: Usage;
  readonly health: () => Record<string, unknown>;
  readonly log: (line: CloudLogLine) => void;
}

/** As much of a call as is known when it fails. */
type Spoken = Pick<AwsCall, 'service' | 'headers' | 'body'>;

/** Starts the endpoint. @throws when the port is taken. */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const authentication = authenticationBy(options.credentials);

  async function answer(message: IncomingMessage, requestId: string): Promise<AwsReply> {
    let spoken: Spoken = { service: '', headers: {}, body: Buffer.alloc(0) };
    try {
      const request = readHead(message);
      spoken = { ...spoken, headers: request.headers };
      if (request.path.startsWith('/_local/'))
        return answerControl(request, await readBody(message, MEBIBYTE), options);
      const claim = readClaim(request);
      const { service } = claim;
      spoken = { ...spoken, service };
      const caller = authentication.requireKnownKey(claim, request);
      const body = await readBody(message, service === 's3' ? OBJECT_LIMIT : BODY_LIMIT);
      spoken = { ...spoken, body };
      authentication.requireSignature(claim, request, body);
      return await dispatch(callOf(request, service, body, caller));
    } catch (error) {
      return errorReply(spoken, asAwsError(error, spoken), requestId);
    }
  }

  async function dispatch(call: AwsCall): Promise<AwsReply> {
    const part = options.parts.find(({ signingNames }) => signingNames.includes(call.service));
    if (part?.handle === undefined) throw unknownOperation(call.service, nameOf(call));
    // Services that name their operations by paths count for themselves.
    const { service, operation, caller } = call;
    if (operation !== undefined) options.usage.count(service, operation, { caller });
    return await part.handle(call);
  }

  function asAwsError(error: unknown, spoken: Spoken): AwsError {
    const { service } = spoken;
    if (error instanceof UnknownOperation) {
      const { operation } = error;
      options.log({ part: 'endpoint', event: 'unknown-operation', service, operation });
      return inWordsOfAws(error, spoken);
    }
    const known = error instanceof AwsError ? error : internalFailure(error, service);
    const event = LOGGED[known.code];
    if (event !== undefined)
      options.log({ part: 'endpoint', event, service, message: known.message });
    return known;
  }

  function internalFailure(error: unknown, service: string): AwsError {
    const where = error instanceof Error ? frameOf(error) : '';
    const name = error instanceof Error ? error.name : typeof error;
    options.log({ part: 'endpoint', event: 'internal-failure', service, error: name, where });
    return new AwsError('InternalFailure', 'the local cloud failed; its log says where', {
      status: 500,
    });
  }

  const server = createServer((message, response) => {
    const requestId = randomUUID();
    message.on('error', () => response.destroy());
    answer(message, requestId)
      .then((reply) => send(message, response, reply, requestId))
      .catch((error: unknown) => {
        internalFailure(error, 'endpoint');
        response.destroy();
      });
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  const port = await listenOnLoopback(server, options.port);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => endServer(server),
  };
}

const nameOf = ({ operation, method, path }: AwsCall) => operation ?? `${method} ${path}`;

/** The first frame that is in a file. */
const frameOf = ({ stack = '' }: Error) =>
  stack
    .split('\n')
    .find((line) => /^\s*at .*\//.test(line))
    ?.trim() ?? '';

/** Refusals that a developer should see on the log, and the event each is logged as. */
const LOGGED: Readonly<Record<string, string>> = {
  AccessDenied: 'access-denied',
  AccessDeniedException: 'access-denied',
  AuthFailure: 'signature-refused',
  AuthorizationError: 'access-denied',
  InvalidSignatureException: 'signature-refused',
  KMSAccessDenied: 'access-denied',
  NotImplemented: 'not-implemented',
  SignatureDoesNotMatch: 'signature-refused',
  XAmzContentSHA256Mismatch: 'signature-refused',
};

function callOf(
  { sent: _, ...request }: EndpointRequest,
  service: string,
  body: Buffer,
  caller: AwsCall['caller'],
): AwsCall {
  const operation = operationOf(request, body);
  return { ...request, service, body, caller, ...(operation === undefined ? {} : { operation }) };
}

function send(
  message: IncomingMessage,
  response: ServerResponse,
  reply: AwsReply,
  requestId: string,
): void {
  if (response.destroyed) return;
  const length = Buffer.byteLength(reply.body ?? '');
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId, ...reply.headers };
  if (reply.status !== 204 && headers['content-length'] === undefined)
    headers['content-length'] = String(length);
  // A body that was not read to its end would be taken for the next request.
  if (!message.complete) headers['connection'] = 'close';
  response.writeHead(reply.status, headers);
  response.end(reply.body);
}
