import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createKms } from '#local/kms/part.ts';
import type { Part } from '#local/part.ts';
import { createSqs } from '#local/sqs/part.ts';
import type { Queues } from '#local/sqs/queues.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

let folder = temporaryFolder();
let cloud: SmallCloud;
let sqs: Part & Queues;
let client: SQSClient;

async function startCloud() {
  cloud = await smallCloud(folder.path, (context, endpointUrl) => {
    const kms = createKms(context);
    sqs = createSqs(context, { endpointUrl, requireKeyUse: kms.requireUse });
    return [kms, sqs];
  });
  client = new SQSClient(cloud.client());
}
beforeEach(async () => {
  folder = temporaryFolder();
  await startCloud();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const createQueue = async (properties: object = {}, logicalId = 'Queue') => {
  const { ref, attributes } = await cloud.create('AWS::SQS::Queue', logicalId, properties);
  return { QueueUrl: ref, arn: String(attributes['Arn']) };
};
const receive = async (QueueUrl: string, input: object = {}) =>
  (await client.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];

describe('a message', () => {
  test('is received with its attributes, once until its visibility timeout, and deleted for good', async () => {
    const { QueueUrl } = await createQueue({ VisibilityTimeout: 60 });
    await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: '初期化 <done> & more',
        MessageAttributes: { RequestID: { DataType: 'String', StringValue: 'one' } },
      }),
    );

    const [message] = await receive(QueueUrl, {
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    const hidden = await receive(QueueUrl);
    cloud.clock.shift(61_000);
    const [again] = await receive(QueueUrl);
    await client.send(
      new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle ?? '' }),
    );
    cloud.clock.shift(61_000);

    expect(message).toMatchObject({
      Body: '初期化 <done> & more',
      MessageAttributes: { RequestID: { StringValue: 'one' } },
      Attributes: { ApproximateReceiveCount: '1' },
    });
    expect(hidden).toEqual([]);
    expect(again?.MessageId).toBe(message?.MessageId);
    expect(await receive(QueueUrl)).toEqual([]);
  });

  test('outlives a restart, and so does its receipt handle', async () => {
    const { QueueUrl } = await createQueue();
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'deleted' }));
    const [first] = await receive(QueueUrl, { MaxNumberOfMessages: 1 });
    await cloud.stop();
    await startCloud();
    const after = await createQueue();

    await client.send(
      new DeleteMessageCommand({
        QueueUrl: after.QueueUrl,
        ReceiptHandle: first?.ReceiptHandle ?? '',
      }),
    );
    const left = await receive(after.QueueUrl, { MaxNumberOfMessages: 10 });

    expect(first?.Body).toBe('kept');
    expect(left.map(({ Body }) => Body)).toEqual(['deleted']);
  });

  test('waits for its delay, and a long poll waits for it', async () => {
    const { QueueUrl } = await createQueue();
    await client.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 900 }),
    );
    const early = await receive(QueueUrl);

    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    setTimeout(() => cloud.clock.shift(900_000), 50);

    expect(early).toEqual([]);
    expect(await waiting).toMatchObject([{ Body: 'later' }]);
  });

  test('ends on the dead-letter queue after too many receptions', async () => {
    const dead = await createQueue({}, 'Dead');
    const { QueueUrl } = await createQueue({
      VisibilityTimeout: 10,
      RedrivePolicy: { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 },
    });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'stubborn' }));

    for (let reception = 0; reception < 3; reception += 1) {
      await receive(QueueUrl);
      cloud.clock.shift(11_000);
    }

    expect(await receive(QueueUrl)).toEqual([]);
    expect(await receive(dead.QueueUrl)).toMatchObject([{ Body: 'stubborn' }]);
  });

  test('is gone after the retention period', async () => {
    const { QueueUrl } = await createQueue({ MessageRetentionPeriod: 60 });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'old' }));

    cloud.clock.shift(61_000);

    expect(await receive(QueueUrl)).toEqual([]);
  });
});

describe('a queue', () => {
  test('tells its attributes, its URL and that it exists', async () => {
    const { QueueUrl, arn } = await createQueue({ QueueName: 'letters' });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));

    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );

    expect(Attributes).toMatchObject({
      QueueArn: arn,
      ApproximateNumberOfMessages: '1',
      VisibilityTimeout: '30',
    });
    expect(await client.send(new GetQueueUrlCommand({ QueueName: 'letters' }))).toMatchObject({
      QueueUrl,
    });
    expect(await client.send(new ListQueuesCommand({ QueueNamePrefix: 'let' }))).toMatchObject({
      QueueUrls: [QueueUrl],
    });
  });

  test('is purged, though not twice within a minute', async () => {
    const { QueueUrl } = await createQueue();
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));

    await client.send(new PurgeQueueCommand({ QueueUrl }));

    expect(await receive(QueueUrl)).toEqual([]);
    await expect(client.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toMatchObject({
      name: 'PurgeQueueInProgress',
    });
  });

  test('that nobody made is an error, and so is what is not hosted', async () => {
    const { QueueUrl } = await createQueue();

    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    await expect(
      client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [] })),
    ).rejects.toMatchObject({ name: 'UnknownOperationException' });
    await expect(
      client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a\u0001b' })),
    ).rejects.toMatchObject({ name: 'InvalidMessageContents' });
    await expect(
      client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageGroupId: 'g' })),
    ).rejects.toThrow('MessageGroupId');
    await expect(createQueue({ FifoQueue: true })).rejects.toThrow('FifoQueue');
  });
});

describe('access', () => {
  test('needs an identity policy or the queue policy', async () => {
    const { QueueUrl, arn } = await createQueue();
    const sender = await cloud.role('sender', [
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn },
    ]);
    const other = await cloud.role('other', []);
    const send = (roleArn: string) =>
      new SQSClient(cloud.client(roleArn)).send(
        new SendMessageCommand({ QueueUrl, MessageBody: 'x' }),
      );

    await send(sender);

    await expect(send(other)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await cloud.create('AWS::SQS::QueuePolicy', 'Policy', {
      Queues: [QueueUrl],
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { AWS: other }, Action: 'sqs:SendMessage', Resource: arn },
        ],
      },
    });
    await send(other);
  });

  test('a service sends only for the source that the queue policy names', async () => {
    const { QueueUrl, arn } = await createQueue();
    await cloud.create('AWS::SQS::QueuePolicy', 'Policy', {
      Queues: [QueueUrl],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: arn,
            Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:x:0:good' } },
          },
        ],
      },
    });
    const from = (sourceArn: string) =>
      sqs.send({
        queueArn: arn,
        body: 'x',
        attributes: { ErrorCode: '200' },
        caller: { kind: 'service', principal: 'sns.amazonaws.com', sourceArn },
      });

    await from('arn:aws:sns:x:0:good');

    await expect(from('arn:aws:sns:x:0:bad')).rejects.toThrow('not authorized');
    expect(await receive(QueueUrl, { MessageAttributeNames: ['All'] })).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: '200' } } },
    ]);
  });

  test('a queue under a customer-managed key needs that key too', async () => {
    const key = await cloud.create('AWS::KMS::Key', 'Key', {});
    const { QueueUrl, arn } = await createQueue({ KmsMasterKeyId: key.attributes['Arn'] });
    const sender = await cloud.role('sender', [
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn },
    ]);

    await expect(
      new SQSClient(cloud.client(sender)).send(
        new SendMessageCommand({ QueueUrl, MessageBody: 'x' }),
      ),
    ).rejects.toThrow('kms:GenerateDataKey');
  });
});
