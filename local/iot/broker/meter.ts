/**
 * Counts a device's messages and minutes as AWS IoT Core bills them:
 * https://aws.amazon.com/iot-core/pricing/additional-details/
 */
import type { Aedes, AedesOptions, Client } from 'aedes';
import type { CloudContext } from '../../part.ts';
import { messageUnits } from '../message.ts';

const MINUTE = 60_000;

type Forward = NonNullable<AedesOptions['authorizeForward']>;

export function createMeter({ clock, usage }: Pick<CloudContext, 'clock' | 'usage'>) {
  const count = (amount: number) => usage.count('iot', 'Message', { amount });
  const since = new WeakMap<Client, number>();
  return {
    /** CONNECT, SUBSCRIBE, PUBLISH and PUBACK of devices. Of pings and unsubscribing nothing is billed. */
    watch(aedes: Aedes): void {
      aedes.on('clientReady', (client) => {
        since.set(client, clock.now());
        count(1);
      });
      aedes.on('clientDisconnect', (client) => {
        const minutes = Math.ceil((clock.now() - (since.get(client) ?? clock.now())) / MINUTE);
        usage.count('iot', 'ConnectionMinute', { amount: Math.max(1, minutes) });
      });
      aedes.on('subscribe', () => count(1));
      aedes.on('publish', ({ topic, payload }, client) => {
        if (client !== null) count(messageUnits({ topic, payload: Buffer.from(payload) }));
      });
      aedes.on('ack', () => count(1));
    },

    /** What the broker sends to devices. */
    forwarding:
      (forward: Forward): Forward =>
      (client, packet) => {
        const sent = forward(client, packet);
        if (sent) count(messageUnits({ topic: sent.topic, payload: Buffer.from(sent.payload) }));
        return sent;
      },
  };
}

export type Meter = ReturnType<typeof createMeter>;
