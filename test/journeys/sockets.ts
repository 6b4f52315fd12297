/** Bytes sent to a port as they are, past every client that would mind them. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

/** Longer than any server here takes to answer or to hang up, milliseconds. */
const PATIENCE = 20_000;

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** A request by Node's own client, which sends whatever host, headers and body it is given. */
export async function ask(
  base: string,
  {
    method = 'GET',
    path = '/',
    headers = {},
    body = '',
  }: {
    method?: string;
    path?: string;
    headers?: Readonly<Record<string, string>>;
    body?: string | Buffer;
  },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  const sent = request({
    ...{ hostname, port, method, path, agent: false, timeout: PATIENCE },
    // Else Node sends the body of a GET with nothing that says how long it is.
    headers: { 'content-length': String(Buffer.byteLength(body)), ...headers },
  });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, text: (await buffer(answer)).toString('utf8') };
}

/** Sends bytes over TCP, says that no more come, and answers all that came back until the other end hung up. */
export async function pour(base: string, bytes: Uint8Array | string): Promise<string> {
  const { hostname, port } = new URL(base);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on('connect', () => socket.end(bytes));
  return heard(socket);
}

/** The same over TLS, staying unless it is told to leave. A refused handshake is an end like any other. */
export async function pourTls(
  options: ConnectionOptions,
  bytes: Uint8Array | string,
  { andLeave = false } = {},
): Promise<string> {
  const socket = connectTls(options);
  socket.on('secureConnect', () => (andLeave ? socket.end(bytes) : socket.write(bytes)));
  return heard(socket);
}

/** All that comes until the end. @throws Error when there is none in time. */
async function heard(socket: ReturnType<typeof connect>): Promise<string> {
  const chunks: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.setTimeout(PATIENCE, () => {
    reject(new Error('the other end neither answers nor hangs up'));
    socket.destroy();
  });
  socket.on('data', (chunk) => chunks.push(chunk));
  // A reset is a way to hang up.
  socket.on('error', () => resolve());
  socket.on('close', () => resolve());
  await promise;
  return Buffer.concat(chunks).toString('latin1');
}
