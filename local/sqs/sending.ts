/** Puts a message on a queue, for clients and for the other parts alike. */
import { AwsError } from '../aws/error.ts';
import type { Caller } from '../iam/caller.ts';
import { userIdOf } from '../iam/unique-id.ts';
import type { Message, MessageAttribute } from './message.ts';
import type { Queue } from './queue.ts';
import type { QueueDirectory } from './queue-directory.ts';

export interface Sending {
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** Seconds. */
  readonly delay?: number | undefined;
}

/** @throws AwsError `AccessDeniedException`, `InvalidParameterValue`, `InvalidMessageContents`. */
export async function sendMessage(
  directory: QueueDirectory,
  queue: Queue,
  { body, attributes, delay }: Sending,
  caller: Caller,
): Promise<Message> {
  directory.require(queue, 'sqs:SendMessage', caller);
  directory.requireKey(queue, ['kms:GenerateDataKey', 'kms:Decrypt'], caller);
  checkContent(queue, body, attributes);
  // "For an IAM user, returns the user ID" (API_Message.html); for a role, its id and the session's name.
  return await queue.send({ body, attributes, senderId: userIdOf(caller) }, delay);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function checkContent(
  { settings }: Queue,
  body: string,
  attributes: Readonly<Record<string, MessageAttribute>>,
): void {
  if (body === '')
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  const texts = Object.entries(attributes).flatMap(([name, { DataType, StringValue }]) => [
    name,
    DataType,
    StringValue,
  ]);
  const size = [body, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (size > settings.maximumMessageSize)
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${settings.maximumMessageSize} bytes.`,
    );
  if ([body, ...texts].some((text) => FORBIDDEN.test(text)))
    throw new AwsError(
      'InvalidMessageContents',
      'The message has characters outside the allowed set.',
    );
  if (Object.keys(attributes).length > 10)
    throw new AwsError('InvalidParameterValue', 'Number of message attributes [10] exceeded.');
}
