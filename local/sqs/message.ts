/** A message on a queue, and the log lines that keep it. */
import * as z from 'zod';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html */
export const messageAttribute = z.strictObject({
  // Binary attributes are not hosted.
  DataType: z.string().regex(/^(String|Number)(\.[\x21-\x7e]+)?$/),
  StringValue: z.string().min(1),
});
export type MessageAttribute = z.infer<typeof messageAttribute>;

const message = z.strictObject({
  id: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), messageAttribute),
  senderId: z.string(),
  /** Epoch milliseconds on the cloud's clock, as all times here. */
  sentAt: z.number(),
  visibleAt: z.number(),
  receiveCount: z.number(),
  firstReceivedAt: z.number().nullable(),
});
/** `visibleAt` is when it can next be received: after its delay, or after its visibility timeout. */
export type Message = z.infer<typeof message>;

/** What happened to a queue's messages, in order. */
export const queueEvent = z.discriminatedUnion('event', [
  /** A message came, or was received: its newest state. */
  z.strictObject({ event: z.literal('kept'), message }),
  z.strictObject({ event: z.literal('gone'), id: z.string() }),
  z.strictObject({ event: z.literal('purged') }),
]);
export type QueueEvent = z.infer<typeof queueEvent>;

/** The messages that a log leaves, oldest first. */
export function replay(events: Iterable<QueueEvent>): Map<string, Message> {
  const messages = new Map<string, Message>();
  for (const event of events)
    if (event.event === 'kept') messages.set(event.message.id, event.message);
    else if (event.event === 'gone') messages.delete(event.id);
    else messages.clear();
  return messages;
}
