import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { IoTDataPlaneClient, PublishCommand as PublishMqtt } from '@aws-sdk/client-iot-data-plane';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AwsCall, AwsReply } from '#local/aws/call.ts';
import { AwsError } from '#local/aws/error.ts';
import { createClock } from '#local/clock.ts';
import { jsonReply } from '#local/endpoint/protocol.ts';
import { type Endpoint, startEndpoint } from '#local/endpoint/server.ts';
import { createCredentials } from '#local/iam/sessions.ts';
import type { CloudLogLine } from '#local/part.ts';
import { Usage } from '#local/usage.ts';
import { signedCall } from '../signed-call.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

const signingNames = ['dynamodb', 'states', 'kms', 'sns', 'sqs', 'iotdata', 's3'];

async function start(handle: (call: AwsCall) => AwsReply | Promise<AwsReply>) {
  const lines: CloudLogLine[] = [];
  const clock = createClock();
  const usage = new Usage();
  const endpoint: Endpoint = await startEndpoint({
    port: 0,
    parts: [{ name: 'probe', signingNames, handle: async (call) => handle(call) }],
    credentials: createCredentials('000000000000'),
    clock,
    usage,
    health: () => ({ status: 'ok' }),
    log: (line) => lines.push(line),
  });
  open.push(endpoint);
  const client = (key = 'local') => ({
    endpoint: endpoint.url,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: key, secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return { endpoint, lines, clock, client };
}

type Head = { method?: string; path?: string; headers?: Record<string, string>; body?: string };
async function raw(endpoint: Endpoint, { body, ...head }: Head) {
  const request = httpRequest({ host: '127.0.0.1', port: endpoint.port, ...head });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20260311/ap-northeast-1/kms/aws4_request, SignedHeaders=host, Signature=0';

describe('calls', () => {
  test('reach their part with caller, service and operation', async () => {
    const calls: AwsCall[] = [];
    const { client } = await start((call) => {
      calls.push(call);
      return jsonReply(call, {});
    });

    await new DynamoDBClient(client()).send(
      new GetItemCommand({ TableName: 'lines', Key: { lineId: { S: '1' } } }),
    );

    expect(calls).toEqual([
      expect.objectContaining({
        service: 'dynamodb',
        operation: 'GetItem',
        method: 'POST',
        caller: { kind: 'administrator', arn: 'arn:aws:iam::000000000000:user/local' },
      }),
    ]);
  });

  test.each<[string, (config: object) => Promise<unknown>]>([
    [
      'DynamoDB',
      (config) => new DynamoDBClient(config).send(new GetItemCommand({ TableName: 'a', Key: {} })),
    ],
    [
      'Step Functions',
      (config) => new SFNClient(config).send(new DescribeExecutionCommand({ executionArn: 'a' })),
    ],
    ['KMS', (config) => new KMSClient(config).send(new DescribeKeyCommand({ KeyId: 'a' }))],
    ['SNS', (config) => new SNSClient(config).send(new PublishCommand({ Message: 'a' }))],
    ['SQS', (config) => new SQSClient(config).send(new GetQueueUrlCommand({ QueueName: 'a' }))],
    [
      'IoT data',
      (config) => new IoTDataPlaneClient(config).send(new PublishMqtt({ topic: 'a/b' })),
    ],
    ['S3', (config) => new S3Client(config).send(new GetObjectCommand({ Bucket: 'a', Key: 'b' }))],
  ])("an error has its name and message in %s's client", async (_, send) => {
    const { client } = await start(() => {
      throw new AwsError('SomethingException', 'so <it> & "is"', { status: 409 });
    });

    await expect(send(client())).rejects.toMatchObject({
      name: 'SomethingException',
      message: 'so <it> & "is"',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test("SQS's old error codes arrive as the new exceptions", async () => {
    const { client } = await start(() => {
      throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'gone');
    });

    const sending = new SQSClient(client()).send(new GetQueueUrlCommand({ QueueName: 'a' }));

    await expect(sending).rejects.toMatchObject({ name: 'QueueDoesNotExist', message: 'gone' });
  });

  test.each<[string, string, (config: object) => Promise<unknown>]>([
    [
      'KMS',
      'UnrecognizedClientException',
      (config) => new KMSClient(config).send(new DescribeKeyCommand({ KeyId: 'a' })),
    ],
    [
      'SNS',
      'InvalidClientTokenId',
      (config) => new SNSClient(config).send(new PublishCommand({ Message: 'a' })),
    ],
    [
      'S3',
      'InvalidAccessKeyId',
      (config) => new S3Client(config).send(new GetObjectCommand({ Bucket: 'a', Key: 'b' })),
    ],
  ])('an unknown key is refused to %s as %s', async (_, name, send) => {
    const { client } = await start((call) => jsonReply(call, {}));
    await expect(send(client('AKIAUNKNOWN'))).rejects.toMatchObject({ name });
  });

  test('an unexpected failure is a 500 and a log line without its message', async () => {
    const { client, lines } = await start(() => {
      throw new TypeError('090-0000-0000');
    });

    const sending = new KMSClient(client()).send(new DescribeKeyCommand({ KeyId: 'a' }));

    await expect(sending).rejects.toMatchObject({ name: 'InternalFailure' });
    expect(lines).toEqual([
      expect.objectContaining({ event: 'internal-failure', error: 'TypeError' }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('090');
  });

  test('a service that nobody hosts is an unknown operation, and logged by name', async () => {
    const { endpoint, lines, client } = await start((call) => jsonReply(call, {}));

    const answer = await signedCall(endpoint.url, client().credentials, {
      service: 'ec2',
      headers: { 'x-amz-target': 'A.RunInstances' },
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: 'UnknownOperationException' });
    expect(lines).toEqual([
      { part: 'endpoint', event: 'unknown-operation', service: 'ec2', operation: 'RunInstances' },
    ]);
  });
});

describe('what is no call', () => {
  test.each<[string, Head, number, string]>([
    ['no signature', { method: 'POST' }, 403, 'MissingAuthenticationTokenException'],
    [
      'half a signature',
      { headers: { authorization: 'AWS4-HMAC-SHA256 nothing' } },
      403,
      'IncompleteSignatureException',
    ],
    [
      'another scheme',
      { headers: { authorization: 'Basic bG9jYWw6bG9jYWw=' } },
      403,
      'IncompleteSignatureException',
    ],
    ['a foreign host', { headers: { host: 'evil.example', authorization } }, 403, 'ForbiddenHost'],
    [
      'a host that only begins well',
      { headers: { host: 'localhost.evil.example', authorization } },
      403,
      'ForbiddenHost',
    ],
    [
      'a web page',
      { headers: { origin: 'https://evil.example', authorization } },
      403,
      'ForbiddenHost',
    ],
    ['a path that is no text', { path: '/%ff%', headers: { authorization } }, 400, 'InvalidURI'],
  ])('%s is refused', async (_, head, status, code) => {
    const { endpoint } = await start((call) => jsonReply(call, {}));
    const reply = await raw(endpoint, head);
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(code);
  });

  test('a body over the limit is refused', async () => {
    const { endpoint } = await start((call) => jsonReply(call, {}));
    const socket = connect(endpoint.port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    socket.write(
      `POST / HTTP/1.1\r\nhost: localhost\r\nauthorization: ${authorization}\r\ncontent-length: 99999999\r\n\r\n`,
    );
    socket.write(Buffer.alloc(16 * 1024 * 1024 + 1));
    let text = '';
    for await (const chunk of socket) text += chunk;
    expect(text).toContain('413');
  });

  test('garbage on the socket leaves the endpoint alive', async () => {
    const { endpoint } = await start((call) => jsonReply(call, {}));
    for (const garbage of [
      '\0\0\0',
      'GET\r\n\r\n',
      'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\n\r\nab',
    ]) {
      const socket = connect(endpoint.port, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      socket.end(garbage);
      socket.resume();
      await once(socket, 'close');
    }

    expect((await raw(endpoint, { path: '/_local/health' })).status).toBe(200);
  });
});

describe('control calls', () => {
  test('what was used is told, call by call and by caller', async () => {
    const { endpoint, client } = await start((call) => jsonReply(call, {}));
    await new KMSClient(client()).send(new DescribeKeyCommand({ KeyId: 'a' }));

    const reply = await raw(endpoint, { path: '/_local/usage' });

    expect(JSON.parse(reply.text)).toEqual({
      usage: [{ service: 'kms', meter: 'DescribeKey', caller: 'administrator', amount: 1 }],
    });
  });

  test('the clock goes forward', async () => {
    const { endpoint, clock } = await start((call) => jsonReply(call, {}));

    const reply = await raw(endpoint, {
      method: 'POST',
      path: '/_local/clock',
      headers: { 'x-local-control': '1' },
      body: '{ "shiftMilliseconds": 60000 }',
    });

    expect(reply.status).toBe(200);
    expect(clock.offset()).toBe(60_000);
    expect(JSON.parse((await raw(endpoint, { path: '/_local/clock' })).text)).toMatchObject({
      offsetMilliseconds: 60_000,
    });
  });

  test.each<[string, Head, number]>([
    [
      'a post without the header',
      { method: 'POST', path: '/_local/clock', body: '{"shiftMilliseconds":1}' },
      403,
    ],
    [
      'the clock back',
      {
        method: 'POST',
        path: '/_local/clock',
        headers: { 'x-local-control': '1' },
        body: '{"shiftMilliseconds":-1}',
      },
      400,
    ],
    [
      'no shift',
      { method: 'POST', path: '/_local/clock', headers: { 'x-local-control': '1' }, body: '{' },
      400,
    ],
    ['another path', { path: '/_local/secrets' }, 404],
    ['a foreign host', { path: '/_local/health', headers: { host: 'evil.example' } }, 403],
  ])('refuse %s', async (_, head, status) => {
    const { endpoint, clock } = await start((call) => jsonReply(call, {}));
    expect((await raw(endpoint, head)).status).toBe(status);
    expect(clock.offset()).toBe(0);
  });
});
