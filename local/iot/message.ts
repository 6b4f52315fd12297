/** A message on its way through the broker to rules and subscribers. */

/** Who published: a device, or a caller of the data plane. */
export type Publisher =
  | { readonly kind: 'device'; readonly clientId: string; readonly certificateId: string }
  | { readonly kind: 'caller'; readonly arn: string };

export interface Message {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  readonly publisher: Publisher;
}

/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
export const MOST_PAYLOAD_BYTES = 128 * 1024;

const UNIT = 5 * 1024;

/** How many messages of 5 KB AWS bills for a payload and its topic. */
export function messageUnits({ topic, payload }: Pick<Message, 'topic' | 'payload'>): number {
  return Math.max(1, Math.ceil((Buffer.byteLength(topic) + payload.length) / UNIT));
}
