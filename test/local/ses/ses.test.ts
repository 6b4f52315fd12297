import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Delivery, Inbox } from '#local/inbox/inbox.ts';
import { createSes } from '#local/ses/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

let folder = temporaryFolder();
let cloud: SmallCloud;
let deliveries: Delivery[] = [];
const inbox: Inbox = {
  put: async (delivery) => {
    deliveries.push(delivery);
    return { ...delivery, id: deliveries.length, at: 0 };
  },
};

beforeEach(async () => {
  folder = temporaryFolder();
  deliveries = [];
  cloud = await smallCloud(folder.path, (context) => [
    createSes(context, { inbox, identities: ['notices@example.com'] }),
  ]);
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const Simple = { Subject: { Data: '件名 <b>' }, Body: { Text: { Data: '本文' } } };
const send = (input: object = {}, roleArn?: string) =>
  new SESv2Client(cloud.client(roleArn)).send(
    new SendEmailCommand({
      FromEmailAddress: 'Notices <notices@example.com>',
      Destination: { ToAddresses: ['hanako@example.net'] },
      Content: { Simple },
      ...input,
    }),
  );

test('a simple mail lands in the inbox, once for each recipient', async () => {
  const { MessageId } = await send({
    Destination: {
      ToAddresses: ['Hanako <hanako@example.net>'],
      BccAddresses: ['taro@example.net'],
    },
  });

  expect(MessageId).toBeTruthy();
  expect(deliveries).toEqual(
    ['hanako@example.net', 'taro@example.net'].map((to) => ({
      kind: 'mail',
      to,
      from: 'Notices <notices@example.com>',
      subject: '件名 <b>',
      body: '本文',
    })),
  );
});

test('a sender that nobody verified is refused', async () => {
  await expect(send({ FromEmailAddress: 'other@example.com' })).rejects.toMatchObject({
    name: 'MessageRejected',
  });
  expect(deliveries).toEqual([]);
});

test('a domain of the template covers its addresses and subdomains', async () => {
  await cloud.create('AWS::SES::EmailIdentity', 'Domain', { EmailIdentity: 'wipe.example' });

  await send({ FromEmailAddress: 'a@wipe.example' });
  await send({ FromEmailAddress: 'a@mail.wipe.example' });

  await expect(send({ FromEmailAddress: 'a@notwipe.example' })).rejects.toThrow('not verified');
});

test('needs the grant on the identity', async () => {
  const identity = 'arn:aws:ses:ap-northeast-1:000000000000:identity/notices@example.com';
  const sender = await cloud.role('sender', [
    { Effect: 'Allow', Action: 'ses:SendEmail', Resource: identity },
  ]);
  const other = await cloud.role('other', [
    { Effect: 'Allow', Action: 'ses:SendEmail', Resource: `${identity}.uk` },
  ]);

  await send({}, sender);

  await expect(send({}, other)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test.each([
  ['Raw', { Content: { Raw: { Data: Buffer.from('x') } } }],
  ['Template', { Content: { Template: { TemplateName: 'x' } } }],
  ['ConfigurationSetName', { ConfigurationSetName: 'x' }],
])('refuses %s by name', async (name, input) => {
  await expect(send(input)).rejects.toThrow(name);
});

test('refuses addresses that SES refuses, and nobody as a recipient', async () => {
  await expect(send({ Destination: { ToAddresses: ['花子@example.net'] } })).rejects.toMatchObject({
    name: 'BadRequestException',
  });
  await expect(send({ Destination: {} })).rejects.toMatchObject({ name: 'BadRequestException' });
});

test('has no other operation', async () => {
  await expect(
    new SESv2Client(cloud.client()).send(new GetAccountCommand({})),
  ).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
