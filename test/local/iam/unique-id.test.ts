import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { createKms } from '#local/kms/part.ts';
import { createSqs } from '#local/sqs/part.ts';
import { createSts } from '#local/sts/part.ts';
import { queryCall } from '../signed-call.ts';
import { smallCloud, temporaryFolder } from '../small-cloud.ts';

test('a role has one id, whether its resource, STS or a message of its session tells it', async () => {
  const folder = temporaryFolder();
  const cloud = await smallCloud(folder.path, (context, endpointUrl) => {
    const kms = createKms(context);
    const sqs = createSqs(context, { endpointUrl, requireKeyUse: kms.requireUse });
    return [kms, sqs, createSts(context)];
  });
  const { ref: QueueUrl } = await cloud.create('AWS::SQS::Queue', 'Queue', {});
  const { attributes } = await cloud.create('AWS::IAM::Role', 'Issuing', {
    Path: '/wipe/',
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'own',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] },
      },
    ],
  });
  const arn = String(attributes['Arn']);
  const sqs = new SQSClient(cloud.client(arn));

  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'done' }));
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['SenderId'] }),
  );
  const { xml } = await queryCall(cloud.url, cloud.iam.credentials.forRole(arn), {
    service: 'sts',
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
  });

  const session = `${attributes['RoleId']}:local`;
  expect(session).toMatch(/^AROA[A-Z2-7]{17}:local$/);
  expect(Messages?.[0]?.Attributes?.SenderId).toBe(session);
  expect(xml).toContain(`<UserId>${session}</UserId>`);
  expect(xml).toContain(':assumed-role/Test-Issuing-0A1B2C/local</Arn>');
  await cloud.stop();
  folder.remove();
});
