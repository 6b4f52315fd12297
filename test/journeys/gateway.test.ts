import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { synthesize } from '#demo/synthesize.ts';
import { PATIENCE, until } from '#demo/until.ts';
import { Hardware } from './hardware.ts';
import { Stage } from './stage.ts';
import { request } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

const NAME = 'CarrierMessages';
const GATEWAY = `arn:aws:sns:ap-northeast-1:000000000000:${NAME}`;

/** What a carrier has of its own: the topic, and a queue that it reads. */
const CARRIERS = {
  CarrierTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: NAME } },
  CarrierQueue: { Type: 'AWS::SQS::Queue' },
  CarrierSubscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'CarrierTopic' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['CarrierQueue', 'Arn'] },
      RawMessageDelivery: true,
    },
  },
  CarrierQueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'CarrierQueue' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': ['CarrierQueue', 'Arn'] },
            Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'CarrierTopic' } } },
          },
        ],
      },
    },
  },
};

const Template = z.looseObject({ Resources: z.record(z.string(), z.unknown()) });

let folder: string;
let stage: Stage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remote-wipe-gateway-'));
  await synthesize(folder, { messageGateway: GATEWAY });
  const file = join(folder, 'RemoteWipe-Service.template.json');
  const template = Template.parse(JSON.parse(await readFile(file, 'utf8')));
  const Resources = { ...template.Resources, ...CARRIERS };
  await writeFile(file, JSON.stringify({ ...template, Resources }));
  stage = await Stage.set({ assemblyDir: folder });
}, 2 * PATIENCE);

afterAll(async () => {
  await stage.strike();
  await rm(folder, { recursive: true, force: true });
});

test('a carrier’s gateway gets messages ready to send, and nobody else sends them', async () => {
  const line = await stage.line();
  await new Hardware(stage, line).enrol();
  const sqs = new SQSClient({ ...ADMINISTRATOR, endpoint: stage.system.endpoint });
  const QueueUrl = stage.nameOf('CarrierQueue');
  const received: unknown[] = [];

  const { wipeId } = await request(stage, line);
  await until('the message about the request', async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    received.push(...Messages.map(({ Body = '' }): unknown => JSON.parse(Body)));
    return JSON.stringify(received).includes(wipeId) || undefined;
  }).finally(() => sqs.destroy());

  expect(received).toContainEqual({
    v: 1,
    kind: 'mail',
    key: `${wipeId}:requested`,
    address: line.mail,
    subject: '遠隔初期化のお申し込みを受け付けました',
    text: expect.stringContaining(`/not-me#${wipeId}.`),
  });
  expect(await stage.messages(line.mail)).toEqual([]);
});
