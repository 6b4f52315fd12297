import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSqs } from '#local/sqs/part.ts';
import { queryCall, type SigningKeys } from '../signed-call.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: SmallCloud;
let QueueUrl: string;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await smallCloud(folder.path, (context, endpointUrl) => [
    createSqs(context, { endpointUrl }),
  ]);
  QueueUrl = (await cloud.create('AWS::SQS::Queue', 'Queue', {})).ref;
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const ask = (
  fields: { Action: string; [field: string]: string },
  keys: SigningKeys = cloud.client().credentials,
) => queryCall(cloud.url, keys, { service: 'sqs', Version: '2012-11-05', ...fields });

test('a message goes and comes with its attributes', async () => {
  await ask({
    Action: 'SendMessage',
    QueueUrl,
    MessageBody: '<done> & more',
    DelaySeconds: '0',
    'MessageAttribute.1.Name': 'Origin.of',
    'MessageAttribute.1.Value.DataType': 'String',
    'MessageAttribute.1.Value.StringValue': 'one',
  });

  const { xml } = await ask({
    Action: 'ReceiveMessage',
    QueueUrl,
    MaxNumberOfMessages: '10',
    'AttributeName.1': 'ApproximateReceiveCount',
    'MessageAttributeName.1': 'All',
  });

  expect(xml).toContain('<Body>&lt;done&gt; &amp; more</Body>');
  expect(xml).toContain(
    '<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>',
  );
  expect(xml).toContain(
    '<MessageAttribute><Name>Origin.of</Name><Value><DataType>String</DataType><StringValue>one</StringValue></Value></MessageAttribute>',
  );
});

test('queues are listed, and their attributes', async () => {
  const listed = await ask({ Action: 'ListQueues' });
  const attributes = await ask({
    Action: 'GetQueueAttributes',
    QueueUrl,
    'AttributeName.1': 'QueueArn',
  });

  expect(listed.xml).toContain(`<ListQueuesResult><QueueUrl>${QueueUrl}</QueueUrl>`);
  expect(attributes.xml).toContain('<Attribute><Name>QueueArn</Name><Value>arn:aws:sqs:');
});

test.each([
  ['AWS.SimpleQueueService.NonExistentQueue', { Action: 'GetQueueUrl', QueueName: 'none' }],
  ['InvalidParameterValue', { Action: 'ListQueues', MaxResults: 'many' }],
  ['InvalidParameterValue', { Action: 'SendMessage', QueueUrl: 'x', 'MessageAttribute.1': 'x' }],
  ['InvalidAction', { Action: 'CreateQueue', QueueName: 'x' }],
])('what is wrong is %s, as it was called before', async (code, fields) => {
  const { status, xml } = await ask(fields);

  expect(status).toBe(400);
  expect(xml).toContain(`<Code>${code}</Code>`);
});

test('who may not is told so in the same protocol', async () => {
  const role = await cloud.role('nobody', []);

  const { status, xml } = await ask(
    { Action: 'ReceiveMessage', QueueUrl },
    cloud.client(role).credentials,
  );

  expect(status).toBe(403);
  expect(xml).toContain('<Code>AccessDenied</Code>');
});
