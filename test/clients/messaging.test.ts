import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { SENDER } from '#demo/system.ts';
import { setClientStage } from './client-stage.ts';

const set = setClientStage();

const Topics = z.object({ Topics: z.tuple([z.object({ TopicArn: z.string() })]) });
const Subscriptions = z.object({
  Subscriptions: z.tuple([z.looseObject({ SubscriptionArn: z.string() })]),
});
const Queues = z.object({ QueueUrls: z.array(z.string()).min(2) });
const Page = z.object({ QueueUrls: z.array(z.string()), NextToken: z.string().optional() });
const Received = z.object({
  Messages: z.tuple([
    z.looseObject({ Body: z.string(), ReceiptHandle: z.string(), MessageAttributes: z.unknown() }),
  ]),
});

describe('aws sns', () => {
  test('shows the topic and its subscription', async () => {
    const { aws } = set();
    const [{ TopicArn }] = (await aws.read(Topics, 'sns', 'list-topics')).Topics;

    const attributes = await aws.json('sns', 'get-topic-attributes', '--topic-arn', TopicArn);
    const all = await aws.json('sns', 'list-subscriptions');
    const own = await aws.read(
      Subscriptions,
      ...['sns', 'list-subscriptions-by-topic', '--topic-arn', TopicArn],
    );
    const [{ SubscriptionArn }] = own.Subscriptions;
    const one = await aws.json(
      ...['sns', 'get-subscription-attributes', '--subscription-arn', SubscriptionArn],
    );

    expect(attributes).toMatchObject({ Attributes: { TopicArn, SubscriptionsConfirmed: '1' } });
    expect(all).toEqual(own);
    expect(one).toMatchObject({ Attributes: { SubscriptionArn, TopicArn, Protocol: 'lambda' } });
  });

  test('sends an SMS, which lands in the inbox', async () => {
    const { aws, stage } = set();

    const sent = await aws.json(
      ...['sns', 'publish', '--phone-number', '+819000000042', '--message', '初期化 & more'],
    );

    expect(sent).toEqual({ MessageId: expect.any(String) });
    expect(await stage.messages('+819000000042')).toMatchObject([
      { kind: 'sms', body: '初期化 & more' },
    ]);
  });

  test('is told that a topic does not exist, or is none', async () => {
    const { aws } = set();
    const get = (arn: string) => aws.errorCode('sns', 'get-topic-attributes', '--topic-arn', arn);

    expect(await get('arn:aws:sns:ap-northeast-1:000000000000:none')).toBe('NotFound');
    expect(await get('none')).toBe('InvalidParameter');
  });
});

describe('aws sqs', () => {
  test('lists queues, all or a few', async () => {
    const { aws } = set();

    const { QueueUrls } = await aws.read(Queues, 'sqs', 'list-queues');
    const first = await aws.read(
      Page,
      ...['sqs', 'list-queues', '--page-size', '1', '--max-items', '2'],
    );
    const rest = await aws.read(
      Page,
      ...['sqs', 'list-queues', '--starting-token', first.NextToken ?? ''],
    );

    expect([...first.QueueUrls, ...rest.QueueUrls]).toEqual(QueueUrls);
    expect(first.QueueUrls).toHaveLength(2);
  });

  test('sends a message, receives it with its attributes, and deletes it', async () => {
    const { aws } = set();
    const { QueueUrls } = await aws.read(Queues, 'sqs', 'list-queues');
    const url = ['--queue-url', QueueUrls[0] ?? ''];
    const attributes = { Origin: { DataType: 'String', StringValue: 'a <b>' } };
    await aws.json(
      ...['sqs', 'send-message', ...url, '--message-body', '{"a":"<b> & c"}'],
      ...['--message-attributes', JSON.stringify(attributes)],
    );

    const { Messages } = await aws.read(
      Received,
      ...['sqs', 'receive-message', ...url, '--message-attribute-names', 'All'],
      ...['--attribute-names', 'All', '--wait-time-seconds', '5'],
    );
    const [{ Body, ReceiptHandle, MessageAttributes }] = Messages;
    await aws.text('sqs', 'delete-message', ...url, '--receipt-handle', ReceiptHandle);
    const counted = await aws.json(
      ...['sqs', 'get-queue-attributes', ...url, '--attribute-names', 'All'],
    );

    expect(Body).toBe('{"a":"<b> & c"}');
    expect(MessageAttributes).toEqual(attributes);
    expect(counted).toMatchObject({
      Attributes: {
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesNotVisible: '0',
      },
    });
  });

  test('is told that a queue does not exist', async () => {
    const code = await set().aws.errorCode('sqs', 'get-queue-url', '--queue-name', 'none');

    expect(code).toMatch(/NonExistentQueue|QueueDoesNotExist/);
  });
});

describe('aws sesv2', () => {
  const send = (from: string) => [
    ...['sesv2', 'send-email', '--from-email-address', from],
    ...['--destination', 'ToAddresses=reader@example.com'],
    ...['--content', 'Simple={Subject={Data=hello},Body={Text={Data=there}}}'],
  ];

  test('sends a mail, which lands in the inbox', async () => {
    const { aws, stage } = set();

    await aws.json(...send(SENDER));

    expect(await stage.messages('reader@example.com')).toMatchObject([
      { kind: 'mail', subject: 'hello', body: 'there' },
    ]);
  });

  test('is told that a sender is not verified', async () => {
    expect(await set().aws.errorCode(...send('other@example.net'))).toBe('MessageRejected');
  });
});
