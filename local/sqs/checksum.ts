/** The MD5 digests by which clients check that SQS took what they sent. */
import { createHash } from 'node:crypto';
import type { MessageAttribute } from './message.ts';

export const md5 = (content: string | Buffer) => createHash('md5').update(content).digest('hex');

/**
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 * "Calculating the MD5 message digest for message attributes".
 */
export function md5OfAttributes(attributes: Readonly<Record<string, MessageAttribute>>): string {
  const STRING_VALUE = Buffer.from([1]);
  const encoded = Object.entries(attributes)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, { DataType, StringValue }]) => [
      withLength(name),
      withLength(DataType),
      STRING_VALUE,
      withLength(StringValue),
    ]);
  return md5(Buffer.concat(encoded));
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
