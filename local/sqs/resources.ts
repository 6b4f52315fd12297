/** The resource types AWS::SQS::Queue and AWS::SQS::QueuePolicy. */
import { join } from 'node:path';
import * as z from 'zod';
import { resourcePolicy } from '../iam/document.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import { Queue } from './queue.ts';
import type { QueueDirectory } from './queue-directory.ts';

/** Template numbers may come as text. */
const seconds = (least: number, most: number, otherwise: number) =>
  z.coerce.number().int().min(least).max(most).default(otherwise);

const DAY = 86_400;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
const queueProperties = z.strictObject({
  QueueName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,80}$/)
    .exactOptional(),
  VisibilityTimeout: seconds(0, 43_200, 30),
  MessageRetentionPeriod: seconds(60, 14 * DAY, 4 * DAY),
  DelaySeconds: seconds(0, 900, 0),
  MaximumMessageSize: seconds(1024, 1_048_576, 1_048_576),
  ReceiveMessageWaitTimeSeconds: seconds(0, 20, 0),
  KmsMasterKeyId: z.string().exactOptional(),
  SqsManagedSseEnabled: z.boolean().exactOptional(),
  RedrivePolicy: z
    .strictObject({
      deadLetterTargetArn: z.string(),
      maxReceiveCount: z.coerce.number().int().min(1).max(1000),
    })
    .exactOptional(),
});

export function sqsResources(
  { account, region, clock, dataDir }: CloudContext,
  directory: QueueDirectory,
): readonly ResourceType[] {
  const queue = resourceType({
    type: 'AWS::SQS::Queue',
    properties: queueProperties,
    inert: ['KmsDataKeyReusePeriodSeconds', 'Tags'],
    async create({ properties, physicalName }) {
      const name = properties.QueueName ?? physicalName;
      const arn = `arn:aws:sqs:${region}:${account}:${name}`;
      const { RedrivePolicy: redrive } = properties;
      const settings = {
        name,
        arn,
        visibilityTimeout: properties.VisibilityTimeout,
        retentionPeriod: properties.MessageRetentionPeriod,
        delay: properties.DelaySeconds,
        maximumMessageSize: properties.MaximumMessageSize,
        receiveWait: properties.ReceiveMessageWaitTimeSeconds,
        kmsKey: properties.KmsMasterKeyId,
        sqsManagedEncryption:
          properties.SqsManagedSseEnabled ?? properties.KmsMasterKeyId === undefined,
        redrive: redrive && {
          deadLetterArn: redrive.deadLetterTargetArn,
          maxReceiveCount: redrive.maxReceiveCount,
        },
      };
      directory.add(new Queue(settings, clock, join(dataDir, 'sqs', `${name}.jsonl`)));
      const url = directory.urlOf(name);
      return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
    },
  });

  const queuePolicy = resourceType({
    type: 'AWS::SQS::QueuePolicy',
    properties: z.strictObject({ PolicyDocument: resourcePolicy, Queues: z.array(z.string()) }),
    inert: [],
    async create({ properties, physicalName }) {
      for (const url of properties.Queues) directory.byUrl(url).policy = properties.PolicyDocument;
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
  });

  return [queue, queuePolicy];
}
