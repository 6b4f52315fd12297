import { GetTopicRuleCommand, ListTopicRulesCommand } from '@aws-sdk/client-iot';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { MqttClient } from 'mqtt';
import { AwsError } from '#local/aws/error.ts';
import { temporaryFolder } from '../small-cloud.ts';
import {
  closed,
  connect,
  type Device,
  endConnections,
  enrol,
  type IotCloud,
  startHandsetCloud,
} from './iot-cloud.ts';

const CLAIM = 'arn:aws:lambda:ap-northeast-1:000000000000:function:claim';
const FALLBACK = 'arn:aws:lambda:ap-northeast-1:000000000000:function:fallback';
const RULE = 'arn:aws:iot:ap-northeast-1:000000000000:rule/Claims';

let folder = temporaryFolder();
let cloud: IotCloud;
let device: Device;
let client: MqttClient;

beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await startHandsetCloud(folder.path);
  device = await enrol(cloud, 'one');
  client = await connect(cloud, device);
});
afterEach(async () => {
  await endConnections();
  await cloud.stop();
  folder.remove();
});

const rule = (payload: object = {}, name = 'Claims') =>
  cloud.create('AWS::IoT::TopicRule', name, {
    RuleName: name,
    TopicRulePayload: {
      Sql: "SELECT *, topic(2) AS enrolmentId, clientid() AS clientId, principal() AS principal, timestamp() AS at FROM 'handsets/+/claim'",
      AwsIotSqlVersion: '2016-03-23',
      Actions: [{ Lambda: { FunctionArn: CLAIM } }],
      ...payload,
    },
  });
const events = () =>
  cloud.functions.later.map(({ functionArn, payload }) => ({
    functionArn,
    event: JSON.parse(payload),
  }));
const claim = (payload: string | Buffer) =>
  client.publishAsync('handsets/one/claim', payload, { qos: 1 });

describe('a rule', () => {
  test('invokes its function with the selected object, as AWS IoT on its own behalf', async () => {
    await rule();
    const before = cloud.clock.now();

    await claim('{"v":1,"jws":"a.b.c"}');

    expect(cloud.functions.later).toEqual([
      {
        functionArn: CLAIM,
        payload: expect.any(String),
        caller: { kind: 'service', principal: 'iot.amazonaws.com', sourceArn: RULE },
      },
    ]);
    expect(events()[0]?.event).toEqual({
      v: 1,
      jws: 'a.b.c',
      enrolmentId: 'one',
      clientId: 'one',
      principal: device.certificateId,
      at: expect.any(Number),
    });
    expect(events()[0]?.event.at).toBeGreaterThanOrEqual(before);
  });

  test('reads the cloud’s clock', async () => {
    await rule();
    cloud.clock.shift(86_400_000);

    await claim('{}');

    expect(events()[0]?.event.at).toBeGreaterThan(Date.now() + 86_000_000);
  });

  test('runs for the topics of its FROM only, and not while it is disabled', async () => {
    await rule({ Sql: "SELECT * FROM 'handsets/+/report'" }, 'Reports');
    await rule({ Sql: "SELECT * FROM 'handsets/one/claim/#'" }, 'Below');
    await rule({ RuleDisabled: true }, 'Disabled');
    await rule({ Sql: "SELECT 'all' AS rule FROM '#'" }, 'All');

    await claim('{}');

    expect(events()).toEqual([{ functionArn: CLAIM, event: { rule: 'all' } }]);
  });

  test('does nothing when WHERE is not true', async () => {
    await rule({ Sql: "SELECT * FROM 'handsets/+/claim' WHERE v = 1" });

    await claim('{"v":2}');
    await claim('{"v":1}');

    expect(events().map(({ event }) => event)).toEqual([{ v: 1 }]);
  });

  test('is described', async () => {
    const { attributes } = await rule({ ErrorAction: { Lambda: { FunctionArn: FALLBACK } } });

    const { rule: described } = await cloud.registry.send(
      new GetTopicRuleCommand({ ruleName: 'Claims' }),
    );
    const { rules = [] } = await cloud.registry.send(new ListTopicRulesCommand({}));

    expect(attributes['Arn']).toBe(RULE);
    expect(described).toMatchObject({
      ruleName: 'Claims',
      actions: [{ lambda: { functionArn: CLAIM } }],
      errorAction: { lambda: { functionArn: FALLBACK } },
      awsIotSqlVersion: '2016-03-23',
    });
    expect(rules).toMatchObject([{ ruleArn: RULE, topicPattern: 'handsets/+/claim' }]);
  });

  test('has a generated name without hyphens', async () => {
    const { ref } = await cloud.create('AWS::IoT::TopicRule', 'Claims', {
      TopicRulePayload: {
        Sql: "SELECT * FROM 'a'",
        AwsIotSqlVersion: '2016-03-23',
        Actions: [],
      },
    });

    expect(ref).toBe('Test_Claims_0A1B2C');
  });

  test.each([
    ['another SQL version', { AwsIotSqlVersion: '2015-10-08' }, 'AwsIotSqlVersion'],
    ['another action', { Actions: [{ S3: { BucketName: 'b' } }] }, 'S3'],
    ['another error action', { ErrorAction: { Republish: { Topic: 't' } } }, 'Republish'],
    [
      'a substitution template',
      { Actions: [{ Lambda: { FunctionArn: `${CLAIM}\${topic()}` } }] },
      'substitution templates',
    ],
    ['SQL that is not hosted', { Sql: "SELECT md5(a) AS b FROM 'a'" }, 'md5()'],
  ])('is refused for %s', async (_, payload, named) => {
    await expect(rule(payload)).rejects.toThrow(named);
  });
});

describe('PUBACK', () => {
  test('comes after the invocation is durable', async () => {
    await rule();
    const order: string[] = [];
    cloud.functions.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('durable');
    };

    await claim('{}');
    order.push('acknowledged');

    expect(order).toEqual(['durable', 'acknowledged']);
  });

  test('never comes when the invocation cannot even be refused', async () => {
    await rule();
    cloud.functions.answer = () => Promise.reject(new Error('the log is closed'));

    client.publish('handsets/one/claim', '{}', { qos: 1 });

    expect(await closed(client)).toBe('closed');
    expect(client.getLastMessageId()).toBeGreaterThan(0);
    expect(cloud.functions.later).toEqual([]);
  });
});

describe('the error action', () => {
  const denied = new AwsError('AccessDeniedException', 'no permission for iot.amazonaws.com', {
    status: 403,
  });

  test('gets the message, and every action that failed', async () => {
    await rule({
      Actions: [{ Lambda: { FunctionArn: CLAIM } }, { Lambda: { FunctionArn: `${CLAIM}:live` } }],
      ErrorAction: { Lambda: { FunctionArn: FALLBACK } },
    });
    cloud.functions.answer = async ({ functionArn }) => {
      if (functionArn !== FALLBACK) throw denied;
    };

    await claim('{"v":1}');

    const errorMessage = 'AccessDeniedException: no permission for iot.amazonaws.com';
    expect(events()).toEqual([
      {
        functionArn: FALLBACK,
        event: {
          ruleName: 'Claims',
          topic: 'handsets/one/claim',
          cloudwatchTraceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          clientId: 'one',
          base64OriginalPayload: Buffer.from('{"v":1}').toString('base64'),
          failures: [
            { failedAction: 'LambdaAction', failedResource: CLAIM, errorMessage },
            { failedAction: 'LambdaAction', failedResource: `${CLAIM}:live`, errorMessage },
          ],
        },
      },
    ]);
  });

  test('gets a payload that is not JSON', async () => {
    await rule({ ErrorAction: { Lambda: { FunctionArn: FALLBACK } } });

    await claim(Buffer.from([0xff, 0xfe]));

    expect(events()).toMatchObject([
      { functionArn: FALLBACK, event: { base64OriginalPayload: '//4=', failures: [{}] } },
    ]);
  });

  test('puts its message on a queue as the rule’s role', async () => {
    const { ref: QueueUrl, attributes } = await cloud.create('AWS::SQS::Queue', 'Failed', {});
    const statement = {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: String(attributes['Arn']),
    } as const;
    const RoleArn = await cloud.role('rule', [statement], 'iot.amazonaws.com');
    await rule({ ErrorAction: { Sqs: { QueueUrl, RoleArn } } });
    cloud.functions.answer = () => Promise.reject(denied);

    await claim('{"v":1}');

    const queues = new SQSClient(cloud.client());
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({ ruleName: 'Claims' });
  });

  test.each([
    ['may not send to the queue', [], 'iot.amazonaws.com'],
    [
      'does not trust AWS IoT',
      [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
      'lambda.amazonaws.com',
    ],
  ] as const)('fails on the log when its role %s', async (_, statements, trusted) => {
    const { ref: QueueUrl } = await cloud.create('AWS::SQS::Queue', 'Failed', {});
    const RoleArn = await cloud.role('rule', [...statements], trusted);
    await rule({ ErrorAction: { Sqs: { QueueUrl, RoleArn } } });
    cloud.functions.answer = () => Promise.reject(denied);

    await claim('{}');

    expect(cloud.lines.map(({ event }) => event)).toEqual([
      'rule-action-failed',
      'error-action-failed',
    ]);
  });
});
