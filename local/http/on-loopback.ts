/** Puts an HTTP server on loopback, where nobody but this machine reaches it, and takes it off again. */
import { once } from 'node:events';
import type { Server } from 'node:http';

/** Milliseconds. */
const KEEP_ALIVE = 75_000;

/** Answers the port it listens on; 0 takes any free one. @throws when the port is taken. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  // Longer than clients keep idle connections: whoever closes second meets no closed socket.
  server.keepAliveTimeout = KEEP_ALIVE;
  server.headersTimeout = KEEP_ALIVE + 5000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Resolves once no connection is left, whatever they were at. Idempotent. */
export async function endServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
