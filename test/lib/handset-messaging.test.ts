import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { Statement } from './grants.ts';
import { functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const itself = `\${${'iot:Connection.Thing.ThingName'}}`;
const arn = (resource: string) => `arn:aws:iot:ap-northeast-1:<AWS::AccountId>:${resource}`;

describe('a certificate', () => {
  const [policy] = resourcesOf(templates, 'AWS::IoT::Policy');
  const statements = z
    .object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) })
    .parse(policy?.Properties).PolicyDocument.Statement;

  test('allows its own thing its own four topics, and nothing else', () => {
    expect(
      statements.flatMap(({ Effect, Action, Resource }) =>
        Action.flatMap((action) => Resource.map((resource) => `${Effect} ${action} ${resource}`)),
      ),
    ).toEqual([
      `Allow iot:Connect ${arn(`client/${itself}`)}`,
      `Allow iot:Publish ${arn(`topic/handsets/${itself}/claim`)}`,
      `Allow iot:Publish ${arn(`topic/handsets/${itself}/report`)}`,
      `Allow iot:Subscribe ${arn(`topicfilter/handsets/${itself}/command`)}`,
      `Allow iot:Subscribe ${arn(`topicfilter/handsets/${itself}/notice`)}`,
      `Allow iot:Receive ${arn(`topic/handsets/${itself}/command`)}`,
      `Allow iot:Receive ${arn(`topic/handsets/${itself}/notice`)}`,
    ]);
  });

  test('lets in only what is attached to the thing whose name it gives', () => {
    const connecting = statements.find(({ Action }) => Action.includes('iot:Connect'));

    expect(connecting?.Condition).toEqual({
      Bool: { 'iot:Connection.Thing.IsAttached': 'true' },
    });
  });
});

describe.each([
  ['claim', 'issue-command', 'Claims'],
  ['report', 'receive-report', 'Reports'],
] as const)('the rule that hears a %s', (topic, name, id) => {
  const rule = resourcesOf(templates, 'AWS::IoT::TopicRule').find(({ logicalId }) =>
    logicalId.startsWith(`HandsetMessaging${id}`),
  );
  const hearing = functionOf(templates, name);

  test(`adds what the broker knows, hands it to ${name}, and keeps what it cannot hand on`, () => {
    expect(rule?.Properties['TopicRulePayload']).toEqual({
      AwsIotSqlVersion: '2016-03-23',
      Sql: `SELECT v, jws, topic(2) AS enrolmentId, clientid() AS clientId, principal() AS principal, timestamp() AS receivedAt FROM 'handsets/+/${topic}'`,
      Actions: [{ Lambda: { FunctionArn: `<${hearing.logicalId.slice(0, -8)}.Arn>` } }],
      ErrorAction: {
        Sqs: {
          QueueUrl: '<HandsetMessagingDeadLettersQueue>',
          RoleArn: '<HandsetMessagingKeeper.Arn>',
        },
      },
      RuleDisabled: false,
    });
  });

  test('is the only one that may invoke it', () => {
    const permissions = resourcesOf(templates, 'AWS::Lambda::Permission').filter(
      ({ Properties }) => Properties['FunctionName'] === `<${hearing.logicalId.slice(0, -8)}.Arn>`,
    );

    expect(permissions.map(({ Properties }) => Properties)).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: expect.anything(),
        Principal: 'iot.amazonaws.com',
        SourceAccount: '<AWS::AccountId>',
        SourceArn: `<HandsetMessaging${id}.Arn>`,
      },
    ]);
  });
});

describe('dead letters', () => {
  test.each(['issue-command', 'receive-report', 'send-message', 'reconcile'] as const)(
    'keep the events that %s fails on, after two retries',
    (name) => {
      const { logicalId } = functionOf(templates, name);
      const config = resourcesOf(templates, 'AWS::Lambda::EventInvokeConfig').find(
        ({ Properties }) => Properties['FunctionName'] === `<${logicalId.slice(0, -8)}>`,
      );

      expect(config?.Properties).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: {
          OnFailure: { Destination: expect.stringMatching(/DeadLettersQueue/) },
        },
      });
    },
  );

  test('are encrypted, refused without TLS, kept for two weeks, and ring an alarm', () => {
    const queues = resourcesOf(templates, 'AWS::SQS::Queue');
    const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible',
    );

    expect(queues).toHaveLength(4);
    expect(alarms).toHaveLength(queues.length);
    for (const { Properties } of queues)
      expect(Properties).toMatchObject({
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 14 * 86_400,
      });
    for (const { Properties } of resourcesOf(templates, 'AWS::SQS::QueuePolicy'))
      expect(Properties['PolicyDocument']).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      });
  });
});
