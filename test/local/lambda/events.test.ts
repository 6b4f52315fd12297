import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { ADMINISTRATOR, eventually, type LambdaCloud, lambdaCloud } from './lambda-cloud.ts';

const MINUTE = 60_000;
/** Notes each run in a file, and fails as often as the event says. */
const NOTES = `
  import { appendFileSync, readFileSync } from 'node:fs';
  export const handler = async ({ file, failures }, { awsRequestId }) => {
    appendFileSync(file, awsRequestId + ' ' + Date.now() + '\\n');
    if (readFileSync(file, 'utf8').trim().split('\\n').length <= failures) throw new Error('not yet');
  };`;

let folder = temporaryFolder();
let cloud: LambdaCloud;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await lambdaCloud(folder.path);
  await cloud.start();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const file = () => join(folder.path, 'notes');
const notes = () => {
  try {
    return readFileSync(file(), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};
const noted = (count: number) => eventually(() => (notes().length >= count ? notes() : undefined));
const later = (functionArn: string, event: object) =>
  cloud.lambda.invokeLater({ functionArn, payload: JSON.stringify(event), caller: ADMINISTRATOR });
const queued = () =>
  readFileSync(join(folder.path, 'lambda', 'events.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

async function createQueue(name: string) {
  const { ref, attributes } = await cloud.create('AWS::SQS::Queue', name, { QueueName: name });
  const receive = async () => {
    const client = new SQSClient(cloud.client());
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: ref, MessageAttributeNames: ['All'] }),
    );
    return Messages?.[0];
  };
  return { arn: String(attributes['Arn']), receive };
}
const sender = (arn: string) =>
  cloud.role('runner', [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn }]);

describe('an asynchronous event', () => {
  test('runs once when it succeeds, and leaves the queue', async () => {
    const arn = await cloud.fn('notes', NOTES);

    await later(arn, { file: file(), failures: 0 });

    await noted(1);
    await eventually(() => queued().some((line) => Object(line).line === 'gone'));
    expect(notes()).toHaveLength(1);
  });

  test('is tried again after one minute, then after two, under one request id', async () => {
    const arn = await cloud.fn('notes', NOTES);

    await later(arn, { file: file(), failures: 2 });
    await noted(1);
    await eventually(() => queued().length === 2);
    cloud.clock.shift(MINUTE);
    await noted(2);
    await eventually(() => queued().length === 3);
    cloud.clock.shift(2 * MINUTE);
    const lines = await noted(3);

    const [first, second, third] = lines.map((line) => Number(line.split(' ')[1]));
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(1);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(MINUTE);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(2 * MINUTE);
  });

  test('that fails for good goes to the destination and to the dead-letter queue as the function', async () => {
    const destination = await createQueue('destination');
    const dead = await createQueue('dead');
    await sender('*');
    const arn = await cloud.fn('notes', NOTES, { DeadLetterConfig: { TargetArn: dead.arn } });
    await cloud.create('AWS::Lambda::EventInvokeConfig', 'Config', {
      FunctionName: 'notes',
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: destination.arn } },
    });
    const event = { file: file(), failures: 9 };

    await later(arn, event);
    await noted(1);
    await eventually(() => queued().length === 2);
    cloud.clock.shift(MINUTE);
    const record = await eventually(destination.receive);
    const letter = await eventually(dead.receive);

    const [requestId] = notes()[0]?.split(' ') ?? [];
    expect(JSON.parse(record.Body ?? '')).toEqual({
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      requestContext: {
        requestId,
        functionArn: `${arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 2,
      },
      requestPayload: event,
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: 'Unhandled',
      },
      responsePayload: {
        errorType: 'Error',
        errorMessage: 'not yet',
        trace: expect.any(Array),
      },
    });
    expect(JSON.parse(letter.Body ?? '')).toEqual(event);
    expect(letter.MessageAttributes).toMatchObject({
      RequestID: { StringValue: requestId },
      ErrorCode: { StringValue: '200' },
      ErrorMessage: { StringValue: 'not yet' },
    });
    expect(notes()).toHaveLength(2);
  });

  test('is lost, and the log says so, where the function may not use its dead-letter queue', async () => {
    const dead = await createQueue('dead');
    const arn = await cloud.fn('notes', NOTES, {
      DeadLetterConfig: { TargetArn: dead.arn },
      ReservedConcurrentExecutions: 0,
    });

    await later(arn, { file: file() });

    const line = await eventually(() => cloud.lines.find((l) => l.event === 'destination-failed'));
    expect(line).toMatchObject({ queue: dead.arn, reason: 'AccessDeniedException' });
    expect(await dead.receive()).toBeUndefined();
  });

  test('for a function without any concurrency goes to the dead-letter queue at once', async () => {
    const dead = await createQueue('dead');
    await sender(dead.arn);
    const arn = await cloud.fn('notes', NOTES, {
      DeadLetterConfig: { TargetArn: dead.arn },
      ReservedConcurrentExecutions: 0,
    });

    await later(arn, { file: file() });

    expect(await eventually(dead.receive)).toMatchObject({
      MessageAttributes: { ErrorMessage: { StringValue: 'ZeroReservedConcurrency' } },
    });
    expect(notes()).toEqual([]);
  });

  test('that grew too old is given up without another attempt', async () => {
    const dead = await createQueue('dead');
    await sender(dead.arn);
    const arn = await cloud.fn('notes', NOTES, { DeadLetterConfig: { TargetArn: dead.arn } });
    await cloud.create('AWS::Lambda::EventInvokeConfig', 'Config', {
      FunctionName: arn,
      Qualifier: '$LATEST',
      MaximumEventAgeInSeconds: 60,
    });

    await later(arn, { file: file(), failures: 9 });
    await noted(1);
    await eventually(() => queued().length === 2);
    cloud.clock.shift(2 * MINUTE);

    expect(await eventually(dead.receive)).toMatchObject({
      MessageAttributes: { ErrorMessage: { StringValue: 'EventAgeExceeded' } },
    });
    expect(notes()).toHaveLength(1);
  });
});

describe('the queue of events', () => {
  test('outlives the end of the cloud', async () => {
    const arn = await cloud.fn('notes', NOTES);
    await cloud.lambda.stop?.();
    await cloud.stop();
    cloud = await lambdaCloud(folder.path);
    await cloud.fn('notes', NOTES);
    await later(arn, { file: file() });
    await cloud.stop();
    expect(notes()).toEqual([]);

    cloud = await lambdaCloud(folder.path);
    await cloud.fn('notes', NOTES);
    await cloud.start();

    expect(await noted(1)).toHaveLength(1);
  });

  test('outlives kill -9: what was accepted is run', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./event-writer.ts', import.meta.url)), folder.path, file()],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let accepted = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      accepted += text.split('\n').length - 1;
      if (accepted >= 20) child.kill('SIGKILL');
    });
    await once(child, 'close');
    await cloud.stop();

    cloud = await lambdaCloud(folder.path);
    await cloud.fn('notes', NOTES);
    await cloud.start();

    expect(accepted).toBeGreaterThanOrEqual(20);
    const lines = await noted(accepted);
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBeGreaterThanOrEqual(accepted);
  });

  test('drops an event whose function is no more', async () => {
    const arn = await cloud.fn('notes', NOTES);
    await cloud.stop();
    cloud = await lambdaCloud(folder.path);
    await cloud.fn('notes', NOTES);
    await later(arn, { file: file() });
    await cloud.stop();

    cloud = await lambdaCloud(folder.path);
    await cloud.start();

    await eventually(() => cloud.lines.some((line) => line.event === 'event-without-function'));
  });
});
