import { join } from 'node:path';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { temporaryFolder } from '../small-cloud.ts';
import { type LambdaCloud, lambdaCloud } from './lambda-cloud.ts';

const SENDER = `
  import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
  const client = new SQSClient({});
  export const handler = async ({ QueueUrl }) => {
    const { MessageId } = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    return MessageId;
  };`;

let folder = temporaryFolder();
let cloud: LambdaCloud;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await lambdaCloud(folder.path);
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SENDER, resolveDir: join(import.meta.dirname, '../../..') },
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
  });
  return outputFiles[0]?.text ?? '';
}

test('an AWS client inside a bundle reaches the cloud as the role of its function', async () => {
  const { ref: QueueUrl, attributes } = await cloud.create('AWS::SQS::Queue', 'Queue', {});
  const arn = await cloud.fn('sender', await bundled(), { Timeout: 20 });

  const denied = await cloud.run(arn, { QueueUrl });
  await cloud.role('runner', [
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: String(attributes['Arn']) },
  ]);
  const sent = await cloud.run(arn, { QueueUrl });

  expect(denied).toMatchObject({
    functionError: 'Unhandled',
    value: { errorType: 'AccessDeniedException', errorMessage: expect.stringContaining('runner') },
  });
  const client = new SQSClient(cloud.client());
  const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages).toMatchObject([{ MessageId: sent.value, Body: 'hello' }]);
});
