/** The TLS server of the MQTT port: only clients with an active certificate of this cloud get through. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Authority } from '../ca/authority.ts';

export interface MqttServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

interface MqttServerOptions {
  readonly authority: Authority;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whether a certificate is registered and active. */
  readonly isActive: (certificateId: string) => boolean;
  readonly serve: (socket: TLSSocket, certificateId: string) => void;
  readonly onRefused: (reason: string) => void;
}

const HOST = '127.0.0.1';
const HANDSHAKE_MILLISECONDS = 10_000;

/** Listens on loopback. @throws when the port is taken. */
export async function startMqttServer(options: MqttServerOptions): Promise<MqttServer> {
  const { authority, isActive, serve, onRefused } = options;
  const { certificate, privateKey } = authority.server();
  const open = new Set<Socket>();
  const server = createServer({
    cert: certificate,
    key: privateKey,
    ca: authority.pem,
    requestCert: true,
    rejectUnauthorized: true,
    // https://docs.aws.amazon.com/iot/latest/developerguide/transport-security.html
    minVersion: 'TLSv1.2',
    handshakeTimeout: HANDSHAKE_MILLISECONDS,
    // aedes' own packets are small: they must not wait for one another.
    noDelay: true,
  });
  // Before the handshake, so that half-open connections are ended too.
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('tlsClientError', (error, socket) => {
    onRefused(`TLS: ${error.message}`);
    socket.destroy();
  });
  server.on('secureConnection', (socket) => {
    const certificateId = certificateIdOf(socket);
    if (certificateId !== undefined && isActive(certificateId)) return serve(socket, certificateId);
    onRefused('the certificate is not registered and active');
    socket.on('error', () => {});
    socket.destroy();
  });
  server.listen(options.port, HOST);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;

  return {
    host: HOST,
    port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** A certificate's id is the SHA-256 of its DER, as AWS IoT has it. */
function certificateIdOf(socket: TLSSocket): string | undefined {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  return createHash('sha256').update(certificate.raw).digest('hex');
}
