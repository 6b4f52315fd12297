/** A message as ReceiveMessage shows it: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html */
import { md5, md5OfAttributes } from './checksum.ts';
import type { Message } from './message.ts';
import { receiptHandle } from './receipt.ts';

/** Only the attributes that were asked for are shown; `All` asks for all of them. */
export function received(
  message: Message,
  systemNames: readonly string[],
  attributeNames: readonly string[],
): object {
  const system = chosen(systemAttributes(message), (name) => asksFor(systemNames, name));
  const own = chosen(message.attributes, (name) => asksForOwn(attributeNames, name));
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle({ messageId: message.id, receiveCount: message.receiveCount }),
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(own).length > 0 && {
      MessageAttributes: own,
      MD5OfMessageAttributes: md5OfAttributes(own),
    }),
  };
}

const systemAttributes = (message: Message) => ({
  SenderId: message.senderId,
  SentTimestamp: String(message.sentAt),
  ApproximateReceiveCount: String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
});

const asksFor = (names: readonly string[], name: string) =>
  names.includes('All') || names.includes(name);

/** `All`, `.*`, a name, or a prefix as in `bar.*`. */
const asksForOwn = (names: readonly string[], name: string) =>
  asksFor(names, name) ||
  names.some((each) => each.endsWith('.*') && name.startsWith(each.slice(0, -2)));

function chosen<Value>(
  all: Readonly<Record<string, Value>>,
  wanted: (name: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}
