import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException as TableNotFound,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeThingCommand,
  IoTClient,
  ResourceNotFoundException as ThingNotFound,
} from '@aws-sdk/client-iot';
import {
  InvalidRequestException,
  IoTDataPlaneClient,
  PublishCommand as PublishMqtt,
} from '@aws-sdk/client-iot-data-plane';
import {
  DecryptCommand,
  DescribeKeyCommand,
  InvalidCiphertextException,
  NotFoundException as KeyNotFound,
  KMSClient,
} from '@aws-sdk/client-kms';
import {
  ResourceNotFoundException as FunctionNotFound,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchBucket,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { MessageRejected, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  InvalidArn,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import {
  InvalidParameterException,
  PublishCommand,
  SNSClient,
  NotFoundException as TopicNotFound,
} from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Cloud, startCloud } from '#local/cloud.ts';
import { cloudOptions, writeAssembly } from '../cloud-fixture.ts';
import { signedCall } from '../signed-call.ts';
import { temporaryFolder } from '../small-cloud.ts';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const place = 'ap-northeast-1:000000000000';
let cloud: Cloud;
const named = (logicalId: string) =>
  String(cloud.resources.find((each) => each.logicalId === logicalId)?.ref);

beforeAll(async () => {
  const options = cloudOptions(folder.path);
  writeAssembly(folder.path, { service: { Dead: { Type: 'AWS::SQS::Queue', Properties: {} } } });
  cloud = await startCloud(options);
});
afterAll(async () => {
  await cloud.stop();
  folder.remove();
});

const clients: { destroy(): void }[] = [];
afterAll(() => {
  for (const each of clients) each.destroy();
});
/** One client of a kind, as the administrator. */
function client<Client extends { destroy(): void }>(
  make: new (configuration: object) => Client,
): Client {
  const made = new make({
    endpoint: cloud.endpointUrl,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    forcePathStyle: true,
  });
  clients.push(made);
  return made;
}
const item = { id: { S: 'a' } };

/** An exception class of a client, or the name alone where AWS models none. */
type Kind = (new (...parameters: never[]) => Error) | string;

describe("what AWS's clients make of an error", () => {
  test.each<[string, () => Promise<unknown>, Kind, number, RegExp]>([
    [
      'DynamoDB, no such table',
      () => client(DynamoDBClient).send(new GetItemCommand({ TableName: 'gone', Key: item })),
      TableNotFound,
      400,
      /^Requested resource not found/,
    ],
    [
      'DynamoDB, a condition that does not hold',
      () =>
        client(DynamoDBClient).send(
          new PutItemCommand({
            TableName: named('Wipes'),
            Item: item,
            ConditionExpression: 'attribute_exists(id)',
          }),
        ),
      ConditionalCheckFailedException,
      400,
      /^The conditional request failed$/,
    ],
    [
      'DynamoDB, a request that means nothing',
      () => client(DynamoDBClient).send(new QueryCommand({ TableName: named('Wipes') })),
      'ValidationException',
      400,
      /Expression/,
    ],
    [
      'Step Functions, no such machine',
      () =>
        client(SFNClient).send(
          new StartExecutionCommand({
            stateMachineArn: `arn:aws:states:${place}:stateMachine:gone`,
          }),
        ),
      StateMachineDoesNotExist,
      400,
      /^State Machine Does Not Exist: 'arn:aws:states:.*gone'$/,
    ],
    [
      'Step Functions, no such execution',
      () =>
        client(SFNClient).send(
          new DescribeExecutionCommand({
            executionArn: `arn:aws:states:${place}:execution:m:gone`,
          }),
        ),
      ExecutionDoesNotExist,
      400,
      /^Execution Does Not Exist: 'arn:aws:states:.*gone'$/,
    ],
    [
      'Step Functions, what is no ARN',
      () => client(SFNClient).send(new DescribeExecutionCommand({ executionArn: 'gone' })),
      InvalidArn,
      400,
      /^Invalid Arn: /,
    ],
    [
      'Step Functions, what is no token',
      () => client(SFNClient).send(new SendTaskSuccessCommand({ taskToken: 'x', output: '1' })),
      InvalidToken,
      400,
      /^Invalid Token: /,
    ],
    [
      'KMS, no such key',
      () => client(KMSClient).send(new DescribeKeyCommand({ KeyId: 'alias/gone' })),
      KeyNotFound,
      400,
      /is not found|does not exist/,
    ],
    [
      'KMS, what nobody encrypted',
      () => client(KMSClient).send(new DecryptCommand({ CiphertextBlob: Buffer.from('x') })),
      InvalidCiphertextException,
      400,
      /^/,
    ],
    [
      'SNS, no such topic',
      () =>
        client(SNSClient).send(
          new PublishCommand({ TopicArn: `arn:aws:sns:${place}:gone`, Message: 'm' }),
        ),
      TopicNotFound,
      404,
      /^Topic does not exist$/,
    ],
    [
      'SNS, an empty message',
      () =>
        client(SNSClient).send(
          new PublishCommand({ TopicArn: `arn:aws:sns:${place}:gone`, Message: '' }),
        ),
      InvalidParameterException,
      400,
      /^Invalid parameter: Empty message$/,
    ],
    [
      'SQS, no such queue',
      () => client(SQSClient).send(new GetQueueUrlCommand({ QueueName: 'gone' })),
      QueueDoesNotExist,
      400,
      /^The specified queue does not exist/,
    ],
    [
      'SQS, what is no receipt',
      () =>
        client(SQSClient).send(
          new DeleteMessageCommand({ QueueUrl: named('Dead'), ReceiptHandle: 'x' }),
        ),
      ReceiptHandleIsInvalid,
      404,
      /receipt handle/i,
    ],
    [
      'S3, no such key',
      () => client(S3Client).send(new GetObjectCommand({ Bucket: named('Sealed'), Key: 'gone' })),
      NoSuchKey,
      404,
      /^The specified key does not exist\.$/,
    ],
    [
      'S3, no such bucket',
      () => client(S3Client).send(new GetObjectCommand({ Bucket: 'gone', Key: 'k' })),
      NoSuchBucket,
      404,
      /^The specified bucket does not exist$/,
    ],
    [
      'S3, an answer without a body',
      () => client(S3Client).send(new HeadObjectCommand({ Bucket: named('Sealed'), Key: 'gone' })),
      NotFound,
      404,
      /^/,
    ],
    [
      'S3, a condition that does not hold',
      async () => {
        const put = { Bucket: named('Sealed'), Key: 'once', Body: 'b', IfNoneMatch: '*' };
        await client(S3Client).send(new PutObjectCommand(put));
        return await client(S3Client).send(new PutObjectCommand(put));
      },
      'PreconditionFailed',
      412,
      /^At least one of the pre-conditions you specified did not hold$/,
    ],
    [
      'Lambda, no such function',
      () => client(LambdaClient).send(new InvokeCommand({ FunctionName: 'gone' })),
      FunctionNotFound,
      404,
      /^Function not found: arn:aws:lambda:.*:function:gone$/,
    ],
    [
      'Lambda, nothing to tell of',
      () => client(LambdaClient).send(new GetFunctionCommand({ FunctionName: 'gone' })),
      FunctionNotFound,
      404,
      /^Function not found: arn:aws:lambda:.*:function:gone$/,
    ],
    [
      'IoT Core, no such thing',
      () => client(IoTClient).send(new DescribeThingCommand({ thingName: 'gone' })),
      ThingNotFound,
      404,
      /^Thing gone (does not exist|not found)/i,
    ],
    [
      'IoT Core, a topic that means many',
      () => client(IoTDataPlaneClient).send(new PublishMqtt({ topic: 'a/#' })),
      InvalidRequestException,
      400,
      /^/,
    ],
    [
      'SES, an address that nobody has verified',
      () =>
        client(SESv2Client).send(
          new SendEmailCommand({
            FromEmailAddress: 'nobody@example.com',
            Destination: { ToAddresses: ['somebody@example.com'] },
            Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
          }),
        ),
      MessageRejected,
      400,
      /^Email address is not verified\./,
    ],
  ])('%s', async (_name, call, kind, httpStatusCode, message) => {
    const error: unknown = await call().then(
      () => 'no error',
      (caught: unknown) => caught,
    );

    if (typeof kind === 'string') expect(error).toMatchObject({ name: kind });
    else expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({
      $fault: 'client',
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });
});

const wire = async (call: Parameters<typeof signedCall>[2]) => {
  const keys = { accessKeyId: 'local', secretAccessKey: 'local' };
  const response = await signedCall(cloud.endpointUrl, keys, call);
  return { response, text: await response.text() };
};

describe('an error on the wire', () => {
  test.each([
    ['dynamodb', 'DynamoDB_20120810.GetItem', { TableName: 'gone', Key: item }, '1.0'],
    ['states', 'AWSStepFunctions.DescribeExecution', { executionArn: 'gone' }, '1.0'],
    ['kms', 'TrentService.DescribeKey', { KeyId: 'alias/gone' }, '1.1'],
  ])('of %s is AWS JSON: its type and its message', async (service, target, body, version) => {
    const { response, text } = await wire({
      service,
      headers: { 'x-amz-target': target, 'content-type': `application/x-amz-json-${version}` },
      body: JSON.stringify(body),
    });

    expect(response.headers.get('content-type')).toBe(`application/x-amz-json-${version}`);
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(JSON.parse(text)).sort()).toEqual(['__type', 'message']);
  });

  test('of SQS has its old code in a header', async () => {
    const { response, text } = await wire({
      service: 'sqs',
      headers: { 'x-amz-target': 'AmazonSQS.GetQueueUrl' },
      body: JSON.stringify({ QueueName: 'gone' }),
    });

    expect(JSON.parse(text)).toMatchObject({ __type: expect.stringMatching(/QueueDoesNotExist$/) });
    expect(response.headers.get('x-amzn-query-error')).toBe(
      'AWS.SimpleQueueService.NonExistentQueue;Sender',
    );
  });

  test('of SNS is an ErrorResponse', async () => {
    const { response, text } = await wire({
      service: 'sns',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `Action=Publish&Version=2010-03-31&Message=m&TopicArn=arn:aws:sns:${place}:gone`,
    });

    expect(response.status).toBe(404);
    expect(text).toMatch(
      /^<ErrorResponse[^>]*><Error><Type>Sender<\/Type><Code>NotFound<\/Code><Message>Topic does not exist<\/Message><\/Error><RequestId>[0-9a-f-]{36}<\/RequestId><\/ErrorResponse>$/,
    );
  });

  test('of S3 is an Error with the ids of the request', async () => {
    const { response, text } = await wire({ service: 's3', method: 'GET', path: '/gone/key' });

    expect(response.status).toBe(404);
    expect(text).toMatch(/<Error><Code>NoSuchBucket<\/Code><Message>.*<\/Message>/);
    const [, requestId] = /<RequestId>(.*)<\/RequestId>/.exec(text) ?? [];
    const [, hostId] = /<HostId>(.*)<\/HostId><\/Error>$/.exec(text) ?? [];
    expect([requestId, hostId]).toEqual([
      response.headers.get('x-amz-request-id'),
      response.headers.get('x-amz-id-2'),
    ]);
  });

  test.each([
    ['lambda', '/2015-03-31/functions/gone'],
    ['iot', '/things/gone'],
  ])('of %s has its type in a header', async (service, path) => {
    const { response, text } = await wire({ service, method: 'GET', path });

    expect(response.status).toBe(404);
    expect(response.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(text)).toMatchObject({ message: expect.any(String) });
  });
});
