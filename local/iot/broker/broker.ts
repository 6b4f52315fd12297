/** The MQTT broker behind the TLS server: aedes, with this cloud's gate in front of every act. */

import type { TLSSocket } from 'node:tls';
import { Aedes, type Client } from 'aedes';
import { type Message, MOST_PAYLOAD_BYTES } from '../message.ts';
import type { RetainedMessages } from '../retained.ts';
import { createCleanSessions } from './clean-sessions.ts';
import { createEmitter } from './emitter.ts';
import { createGate, type GateOptions, Refusal } from './gate.ts';
import type { Meter } from './meter.ts';
import { limitPackets } from './packet-limit.ts';
import { Sessions } from './sessions.ts';

export interface Broker {
  /** Speaks MQTT on a connection that was made with this certificate. */
  serve(socket: TLSSocket, certificateId: string): void;
  /** Hands a message to its subscribers. */
  forward(message: Message): void;
  /** Closes all connections made with a certificate. */
  disconnect(certificateId: string): void;
  close(): Promise<void>;
}

/** Topic, client id and the like beside the payload of a PUBLISH or a will. */
const MOST_PACKET_BYTES = MOST_PAYLOAD_BYTES + 4096;

export async function openBroker({
  retained,
  log,
  meter,
  ...gateOptions
}: Omit<GateOptions, 'sessions'> & {
  retained: RetainedMessages;
  meter: Meter;
}): Promise<Broker> {
  const sessions = new Sessions();
  let closing = false;
  const accept = async (message: Message) => {
    if (closing) throw new Refusal('the broker is closing');
    await gateOptions.accept(message);
    // Without its PUBACK the device sends the message again: what ran while this cloud ended may not have been kept.
    if (closing) throw new Refusal('the broker is closing');
  };
  const gate = createGate({ ...gateOptions, sessions, log, accept });
  const aedes = await Aedes.createBroker({
    ...gate,
    authorizeForward: meter.forwarding(gate.authorizeForward),
    mq: createEmitter(),
    persistence: createCleanSessions(retained),
    connectTimeout: 10_000,
    drainTimeout: 10_000,
  });
  meter.watch(aedes);
  const logError = (client: Client, error: Error) => {
    // A socket's own errors are the network's business and have a code; refusals are on the log already.
    if (error instanceof Refusal || 'code' in error) return;
    log({
      part: 'iot',
      event: 'connection-ended',
      clientId: client.id ?? '',
      reason: error.message,
    });
  };
  aedes.on('clientError', logError);
  aedes.on('connectionError', logError);
  aedes.on('unsubscribe', (filters, client) => {
    for (const filter of filters) sessions.of(client)?.filters.delete(filter);
  });

  return {
    serve(socket, certificateId) {
      limitPackets(socket, MOST_PACKET_BYTES);
      const client = aedes.handle(socket);
      sessions.begin(client, certificateId);
      socket.once('close', () => sessions.end(client));
    },
    forward({ topic, payload, qos, retain }) {
      aedes.publish({ cmd: 'publish', dup: false, topic, payload, qos, retain }, () => {});
    },
    disconnect: (certificateId) => sessions.disconnect(certificateId),
    async close() {
      closing = true;
      await new Promise<void>((resolve) => aedes.close(resolve));
    },
  };
}
