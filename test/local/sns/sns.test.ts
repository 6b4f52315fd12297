import {
  CreatePlatformEndpointCommand,
  CreateTopicCommand,
  DeleteEndpointCommand,
  GetEndpointAttributesCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListEndpointsByPlatformApplicationCommand,
  ListPlatformApplicationsCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  SetEndpointAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { accessDenied } from '#local/aws/error.ts';
import type { Functions, Invocation } from '#local/functions.ts';
import type { Delivery, Inbox } from '#local/inbox/inbox.ts';
import { createKms } from '#local/kms/part.ts';
import { createSns } from '#local/sns/part.ts';
import { createSqs } from '#local/sqs/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

const APPLICATION = 'arn:aws:sns:ap-northeast-1:000000000000:app/GCM/handsets';
const FUNCTION = 'arn:aws:lambda:ap-northeast-1:000000000000:function:Alerts';

let folder = temporaryFolder();
let cloud: SmallCloud;
let client: SNSClient;
let deliveries: Delivery[] = [];
let invocations: Invocation[] = [];
let permitted = true;

const inbox: Inbox = {
  put: async (delivery) => {
    deliveries.push(delivery);
    return { ...delivery, id: deliveries.length, at: 0 };
  },
};
const functions: Functions = {
  invoke: () => Promise.reject(new Error('not called')),
  invokeLater: async (invocation) => {
    if (!permitted) throw accessDenied('sns.amazonaws.com', 'lambda:InvokeFunction', FUNCTION);
    invocations.push(invocation);
  },
};

async function startCloud() {
  cloud = await smallCloud(folder.path, (context, endpointUrl) => {
    const kms = createKms(context);
    const sqs = createSqs(context, { endpointUrl });
    const options = { functions, queues: sqs, inbox, requireKeyUse: kms.requireUse };
    const sns = createSns(context, { ...options, platformApplications: [APPLICATION] });
    return [kms, sqs, sns];
  });
  client = new SNSClient(cloud.client());
}
beforeEach(async () => {
  folder = temporaryFolder();
  deliveries = [];
  invocations = [];
  permitted = true;
  await startCloud();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const createTopic = async (properties: object = {}) =>
  (await cloud.create('AWS::SNS::Topic', 'Topic', properties)).ref;
const subscribe = (properties: object) =>
  cloud.create('AWS::SNS::Subscription', 'Subscription', properties);
async function createQueue(logicalId: string, topicArn: string) {
  const queue = await cloud.create('AWS::SQS::Queue', logicalId, {});
  await cloud.create('AWS::SQS::QueuePolicy', `${logicalId}Policy`, {
    Queues: [queue.ref],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue.attributes['Arn'],
          Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
        },
      ],
    },
  });
  return { url: queue.ref, arn: String(queue.attributes['Arn']) };
}
async function receive(QueueUrl: string) {
  const { Messages = [] } = await new SQSClient(cloud.client()).send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
  );
  return Messages;
}

describe('a topic', () => {
  test('calls a function with the documented event, as the topic', async () => {
    const TopicArn = await createTopic();
    const subscription = await subscribe({ TopicArn, Protocol: 'lambda', Endpoint: FUNCTION });

    const { MessageId } = await client.send(
      new PublishCommand({
        TopicArn,
        Subject: 'alert',
        Message: '滞留 <1> & "2"',
        MessageAttributes: { line: { DataType: 'String', StringValue: 'a' } },
      }),
    );

    expect(invocations).toMatchObject([
      {
        functionArn: FUNCTION,
        caller: { kind: 'service', principal: 'sns.amazonaws.com', sourceArn: TopicArn },
      },
    ]);
    expect(JSON.parse(invocations[0]?.payload ?? '')).toMatchObject({
      Records: [
        {
          EventSource: 'aws:sns',
          EventSubscriptionArn: subscription.ref,
          Sns: {
            MessageId,
            TopicArn,
            Subject: 'alert',
            Message: '滞留 <1> & "2"',
            MessageAttributes: { line: { Type: 'String', Value: 'a' } },
          },
        },
      ],
    });
  });

  test('sends to a queue in an envelope, or raw', async () => {
    const TopicArn = await createTopic();
    const wrapped = await createQueue('Wrapped', TopicArn);
    const raw = await createQueue('Raw', TopicArn);
    await subscribe({ TopicArn, Protocol: 'sqs', Endpoint: wrapped.arn });
    await subscribe({ TopicArn, Protocol: 'sqs', Endpoint: raw.arn, RawMessageDelivery: true });

    await client.send(
      new PublishCommand({
        TopicArn,
        MessageStructure: 'json',
        Message: JSON.stringify({ default: 'for all', sqs: 'for queues' }),
      }),
    );

    const [envelope] = await receive(wrapped.url);
    expect(JSON.parse(envelope?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn,
      Message: 'for queues',
    });
    expect(await receive(raw.url)).toMatchObject([{ Body: 'for queues' }]);
  });

  test('puts on the dead-letter queue what a function may not take, and the publisher succeeds', async () => {
    const TopicArn = await createTopic();
    const dead = await createQueue('Dead', TopicArn);
    await subscribe({
      TopicArn,
      Protocol: 'lambda',
      Endpoint: FUNCTION,
      RedrivePolicy: { deadLetterTargetArn: dead.arn },
    });
    permitted = false;

    await client.send(new PublishCommand({ TopicArn, Message: 'lost?' }));

    const [message] = await receive(dead.url);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ Message: 'lost?' });
    expect(cloud.lines).toMatchObject([{ part: 'sns', event: 'delivery-failed' }]);
  });

  test('may be published to by whom IAM or the topic policy names', async () => {
    const TopicArn = await createTopic();
    const publisher = await cloud.role('publisher', [
      { Effect: 'Allow', Action: 'sns:Publish', Resource: TopicArn },
    ]);
    const other = await cloud.role('other', []);
    const publish = (roleArn: string) =>
      new SNSClient(cloud.client(roleArn)).send(new PublishCommand({ TopicArn, Message: 'x' }));

    await publish(publisher);

    await expect(publish(other)).rejects.toMatchObject({ name: 'AuthorizationErrorException' });
    await cloud.create('AWS::SNS::TopicPolicy', 'Policy', {
      Topics: [TopicArn],
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { AWS: other }, Action: 'sns:Publish', Resource: TopicArn },
        ],
      },
    });
    await publish(other);
  });

  test('under a customer-managed key needs that key too', async () => {
    const key = await cloud.create('AWS::KMS::Key', 'Key', {});
    const TopicArn = await createTopic({ KmsMasterKeyId: key.ref });
    const publisher = await cloud.role('publisher', [
      { Effect: 'Allow', Action: 'sns:Publish', Resource: TopicArn },
    ]);

    await expect(
      new SNSClient(cloud.client(publisher)).send(new PublishCommand({ TopicArn, Message: 'x' })),
    ).rejects.toMatchObject({ name: 'KMSAccessDeniedException' });
  });

  test('is listed with its subscriptions and attributes', async () => {
    const TopicArn = await createTopic({ DisplayName: 'Alerts' });
    const { ref } = await subscribe({ TopicArn, Protocol: 'lambda', Endpoint: FUNCTION });

    const topics = await client.send(new ListTopicsCommand({}));
    const all = await client.send(new ListSubscriptionsCommand({}));
    const own = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));

    expect(topics.Topics).toEqual([{ TopicArn }]);
    expect(all.Subscriptions).toMatchObject([{ SubscriptionArn: ref, Endpoint: FUNCTION }]);
    expect(own.Subscriptions).toEqual(all.Subscriptions);
    expect(Attributes).toMatchObject({ DisplayName: 'Alerts', SubscriptionsConfirmed: '1' });
  });

  test('shows a subscription, and what is no subscription is an error', async () => {
    const TopicArn = await createTopic();
    const { ref } = await subscribe({ TopicArn, Protocol: 'lambda', Endpoint: FUNCTION });
    const show = (SubscriptionArn: string) =>
      client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));

    const { Attributes } = await show(ref);

    expect(Attributes).toMatchObject({
      SubscriptionArn: ref,
      TopicArn,
      Protocol: 'lambda',
      Endpoint: FUNCTION,
      RawMessageDelivery: 'false',
      PendingConfirmation: 'false',
    });
    await expect(show(`${TopicArn}:none`)).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(show('none')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        'Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1',
    });
  });

  test.each([
    [{ FilterPolicy: { a: ['b'] } }, 'FilterPolicy'],
    [{ Protocol: 'email', Endpoint: 'a@example.com' }, 'Protocol'],
    [{ RawMessageDelivery: true }, 'RawMessageDelivery'],
  ])('refuses the subscription properties %j by name', async (properties, name) => {
    const TopicArn = await createTopic();

    await expect(
      subscribe({ TopicArn, Protocol: 'lambda', Endpoint: FUNCTION, ...properties }),
    ).rejects.toThrow(name);
  });
});

describe('SMS', () => {
  const send = (PhoneNumber: string, roleArn?: string) =>
    new SNSClient(cloud.client(roleArn)).send(
      new PublishCommand({
        PhoneNumber,
        Message: 'コードは 123456 です',
        MessageAttributes: {
          'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'WIPE' },
        },
      }),
    );

  test('lands in the inbox', async () => {
    await send('+819012345678');

    expect(deliveries).toEqual([
      { kind: 'sms', to: '+819012345678', from: 'WIPE', body: 'コードは 123456 です' },
    ]);
  });

  test.each(['09012345678', '+81', '+81-90-1234-5678', '+0123456789'])(
    'is not sent to %s, and the error does not repeat it',
    async (number) => {
      const refused = await send(number).catch((error: unknown) => error);

      expect(refused).toMatchObject({ name: 'InvalidParameterException' });
      expect(String(refused)).not.toContain(number);
    },
  );

  test('is not allowed by a grant for topics', async () => {
    const topics = await cloud.role('topics', [
      { Effect: 'Allow', Action: 'sns:Publish', Resource: 'arn:aws:sns:*:*:*' },
    ]);
    const sms = await cloud.role('sms', [
      { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' },
    ]);

    await expect(send('+819012345678', topics)).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
    });
    await send('+819012345678', sms);
  });
});

describe('a push endpoint', () => {
  const create = (input: object = {}) =>
    client.send(
      new CreatePlatformEndpointCommand({
        PlatformApplicationArn: APPLICATION,
        Token: 'token-1',
        ...input,
      }),
    );

  test('takes messages for its platform and outlives a restart', async () => {
    const { EndpointArn } = await create();
    await cloud.stop();
    await startCloud();

    await client.send(
      new PublishCommand({
        TargetArn: EndpointArn,
        MessageStructure: 'json',
        Message: JSON.stringify({ default: 'plain', GCM: '{"data":{}}' }),
      }),
    );

    expect(EndpointArn).toMatch(/:endpoint\/GCM\/handsets\/[0-9a-f-]{36}$/);
    expect(deliveries).toEqual([{ kind: 'push', to: 'token-1', body: '{"data":{}}' }]);
  });

  test('is the same for the same token, unless its attributes differ', async () => {
    const first = await create();
    const second = await create();

    expect(second.EndpointArn).toBe(first.EndpointArn);
    await expect(create({ CustomUserData: 'other' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  test('is listed with the others of its application, a page at a time', async () => {
    for (let index = 0; index < 101; index += 1) await create({ Token: `token-${index}` });
    const list = (NextToken?: string) =>
      client.send(
        new ListEndpointsByPlatformApplicationCommand({
          PlatformApplicationArn: APPLICATION,
          NextToken,
        }),
      );

    const first = await list();
    const second = await list(first.NextToken);

    expect(first.Endpoints).toHaveLength(100);
    expect(second.Endpoints).toEqual([
      {
        EndpointArn: expect.stringContaining(':endpoint/GCM/handsets/'),
        Attributes: { Enabled: 'true', Token: 'token-100' },
      },
    ]);
    expect(second.NextToken).toBeUndefined();
    await expect(list('x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('changes, refuses when disabled, and ends', async () => {
    const { EndpointArn } = await create();
    const Attributes = { Enabled: 'false', Token: 'token-2' };
    await client.send(new SetEndpointAttributesCommand({ EndpointArn, Attributes }));

    const shown = await client.send(new GetEndpointAttributesCommand({ EndpointArn }));
    const publish = () => client.send(new PublishCommand({ TargetArn: EndpointArn, Message: 'x' }));

    expect(shown.Attributes).toEqual({ Enabled: 'false', Token: 'token-2' });
    await expect(publish()).rejects.toMatchObject({ name: 'EndpointDisabledException' });
    await client.send(new DeleteEndpointCommand({ EndpointArn }));
    await expect(publish()).rejects.toMatchObject({ name: 'NotFoundException' });
    await client.send(new DeleteEndpointCommand({ EndpointArn }));
  });

  test('belongs to an application that the cloud was started with', async () => {
    const { PlatformApplications } = await client.send(new ListPlatformApplicationsCommand({}));
    expect(PlatformApplications).toEqual([
      { PlatformApplicationArn: APPLICATION, Attributes: { Enabled: 'true' } },
    ]);

    const PlatformApplicationArn = `${APPLICATION}-other`;

    await expect(create({ PlatformApplicationArn })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });
});

test('refuses by name what it does not host', async () => {
  await expect(client.send(new CreateTopicCommand({ Name: 'x' }))).rejects.toMatchObject({
    name: 'InvalidAction',
  });
  await expect(
    client.send(new PublishCommand({ TopicArn: 'arn:x', Message: 'x', MessageGroupId: 'group' })),
  ).rejects.toThrow('MessageGroupId');
  await expect(
    client.send(new PublishCommand({ TopicArn: 'a', PhoneNumber: '+819012345678', Message: 'x' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
