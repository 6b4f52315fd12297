/** The operations of the SQS API: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../aws/json-operations.ts';
import { pageOf } from '../aws/page.ts';
import type { CloudContext } from '../part.ts';
import { queueAttributes } from './attributes.ts';
import { md5, md5OfAttributes } from './checksum.ts';
import { messageAttribute } from './message.ts';
import type { QueueDirectory } from './queue-directory.ts';
import { received } from './received.ts';
import { sendMessage } from './sending.ts';

const QueueUrl = z.string();
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
const MOST_QUEUES = 1000;
const names = z.array(z.string()).default([]);

export function sqsOperations(
  { access, account, region }: CloudContext,
  directory: QueueDirectory,
): Record<string, JsonOperation> {
  return {
    SendMessage: jsonOperation(
      z.strictObject({
        QueueUrl,
        MessageBody: z.string(),
        DelaySeconds: z.int().min(0).max(900).exactOptional(),
        MessageAttributes: z.record(z.string(), messageAttribute).default({}),
      }),
      async (input, { caller }) => {
        const attributes = input.MessageAttributes;
        const sending = { body: input.MessageBody, attributes, delay: input.DelaySeconds };
        const message = await sendMessage(
          directory,
          directory.byUrl(input.QueueUrl),
          sending,
          caller,
        );
        return {
          MessageId: message.id,
          MD5OfMessageBody: md5(message.body),
          ...(Object.keys(attributes).length > 0 && {
            MD5OfMessageAttributes: md5OfAttributes(attributes),
          }),
        };
      },
    ),

    ReceiveMessage: jsonOperation(
      z.strictObject({
        QueueUrl,
        MaxNumberOfMessages: z.int().min(1).max(10).default(1),
        VisibilityTimeout: z.int().min(0).max(43_200).exactOptional(),
        WaitTimeSeconds: z.int().min(0).max(20).exactOptional(),
        AttributeNames: names,
        MessageSystemAttributeNames: names,
        MessageAttributeNames: names,
      }),
      async (input, { caller }) => {
        const queue = directory.byUrl(input.QueueUrl);
        directory.require(queue, 'sqs:ReceiveMessage', caller);
        directory.requireKey(queue, ['kms:Decrypt'], caller);
        const { settings } = queue;
        const until = Date.now() + (input.WaitTimeSeconds ?? settings.receiveWait) * 1000;
        const deadLetters =
          settings.redrive &&
          directory.queues.find(({ settings: { arn } }) => arn === settings.redrive?.deadLetterArn);
        const reception = {
          limit: input.MaxNumberOfMessages,
          visibilityTimeout: input.VisibilityTimeout ?? settings.visibilityTimeout,
          moveAway: deadLetters && ((message) => deadLetters.adopt(message)),
        } satisfies Parameters<typeof queue.receive>[0];
        let messages = await queue.receive(reception);
        while (messages.length === 0 && Date.now() < until && !queue.isClosed) {
          await queue.waitForMessage(until);
          messages = await queue.receive(reception);
        }
        const systemNames = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
        return messages.length === 0
          ? {}
          : {
              Messages: messages.map((each) =>
                received(each, systemNames, input.MessageAttributeNames),
              ),
            };
      },
    ),

    DeleteMessage: jsonOperation(
      z.strictObject({ QueueUrl, ReceiptHandle: z.string() }),
      async (input, { caller }) => {
        const queue = directory.byUrl(input.QueueUrl);
        directory.require(queue, 'sqs:DeleteMessage', caller);
        await queue.delete(input.ReceiptHandle);
        return {};
      },
    ),

    PurgeQueue: jsonOperation(z.strictObject({ QueueUrl }), async (input, { caller }) => {
      const queue = directory.byUrl(input.QueueUrl);
      directory.require(queue, 'sqs:PurgeQueue', caller);
      await queue.purge();
      return {};
    }),

    GetQueueAttributes: jsonOperation(
      z.strictObject({ QueueUrl, AttributeNames: names }),
      (input, { caller }) => {
        const queue = directory.byUrl(input.QueueUrl);
        directory.require(queue, 'sqs:GetQueueAttributes', caller);
        return { Attributes: queueAttributes(queue, input.AttributeNames) };
      },
    ),

    GetQueueUrl: jsonOperation(
      z.strictObject({
        QueueName: z.string(),
        QueueOwnerAWSAccountId: z.literal(account).exactOptional(),
      }),
      (input, { caller }) => {
        // Asked before it is said whether there is such a queue.
        const resource = `arn:aws:sqs:${region}:${account}:${input.QueueName}`;
        const known = directory.queues.find(({ settings }) => settings.arn === resource);
        access.require({
          caller,
          action: 'sqs:GetQueueUrl',
          resource,
          ...(known?.policy && { resourcePolicy: known.policy }),
        });
        return { QueueUrl: directory.urlOf(directory.byName(input.QueueName).settings.name) };
      },
    ),

    ListQueues: jsonOperation(
      z.strictObject({
        QueueNamePrefix: z.string().default(''),
        MaxResults: z.int().min(1).max(1000).exactOptional(),
        NextToken: z.string().exactOptional(),
      }),
      (input, { caller }) => {
        access.require({ caller, action: 'sqs:ListQueues', resource: '*' });
        const urls = directory.queues
          .map(({ settings }) => settings.name)
          .filter((name) => name.startsWith(input.QueueNamePrefix))
          .map((name) => directory.urlOf(name));
        const page = pageOf(urls, input.MaxResults ?? MOST_QUEUES, input.NextToken);
        if (page === undefined) throw new AwsError('InvalidParameterValue', 'Invalid NextToken');
        const { entries, next } = page;
        return {
          ...(entries.length > 0 && { QueueUrls: entries }),
          // Only who asked for a size is told that there is more (API_ListQueues).
          ...(input.MaxResults !== undefined && next !== undefined && { NextToken: next }),
        };
      },
    ),
  };
}
