import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { temporaryFolder } from '../small-cloud.ts';
import { ADMINISTRATOR, type LambdaCloud, lambdaCloud } from './lambda-cloud.ts';

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

describe('a handler', () => {
  test('gets the event and the context that Lambda gives', async () => {
    const arn = await cloud.fn(
      'echo',
      `export const handler = async (event, context) => ({
        event, ...context, remaining: context.getRemainingTimeInMillis(),
      });`,
      { MemorySize: 256, LoggingConfig: { LogGroup: 'own-group' } },
    );

    const { value } = await cloud.run(arn, { wipe: '遠隔初期化' });

    expect(value).toMatchObject({
      event: { wipe: '遠隔初期化' },
      functionName: 'echo',
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: '256',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logGroupName: 'own-group',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    });
    const { remaining } = Object(value);
    expect(remaining).toBeGreaterThan(5_000);
    expect(remaining).toBeLessThanOrEqual(10_000);
  });

  test('keeps its module between invocations', async () => {
    const arn = await cloud.fn('count', 'let n = 0; export const handler = async () => ++n;');

    const values = [await cloud.run(arn), await cloud.run(arn), await cloud.run(arn)];

    expect(values.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  test('without a result answers null', async () => {
    const arn = await cloud.fn('nothing', 'export const handler = async () => {};');

    expect(await cloud.run(arn)).toEqual({ value: null });
  });

  test('may be found in a folder of the code, and under a default export', async () => {
    const arn = await cloud.fn(
      'default',
      'export default { inner: { go: async () => "found" } };',
      {
        Handler: 'index.inner.go',
      },
    );

    expect(await cloud.run(arn)).toEqual({ value: 'found' });
  });
});

describe('the environment', () => {
  test('holds the variables of the function and of Lambda, and nothing of this machine', async () => {
    const arn = await cloud.fn('env', 'export const handler = async () => process.env;', {
      Environment: { Variables: { TABLE: 'wipes', DAYS: 30 } },
    });

    const { value } = await cloud.run(arn);

    const session = cloud.iam.credentials.forRole('arn:aws:iam::000000000000:role/runner');
    expect(value).toMatchObject({
      TABLE: 'wipes',
      DAYS: '30',
      AWS_REGION: 'ap-northeast-1',
      AWS_DEFAULT_REGION: 'ap-northeast-1',
      AWS_LAMBDA_FUNCTION_NAME: 'env',
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_SESSION_TOKEN: session.sessionToken,
      AWS_ENDPOINT_URL: cloud.url,
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/env',
      TZ: ':UTC',
    });
    expect(value).not.toHaveProperty('PATH');
    expect(value).not.toHaveProperty('HOME');
    expect(value).not.toHaveProperty('NODE_OPTIONS');
  });

  test('of one function is not seen by another, nor by this process', async () => {
    const setter = await cloud.fn(
      'setter',
      'globalThis.leak = 1; process.env.LEAK = "1"; export const handler = async () => 1;',
    );
    const getter = await cloud.fn(
      'getter',
      'export const handler = async () => [process.env.LEAK ?? "none", globalThis.leak ?? "none"];',
    );
    await cloud.run(setter);

    expect(await cloud.run(getter)).toEqual({ value: ['none', 'none'] });
    expect(process.env['LEAK']).toBeUndefined();
  });

  test.each([
    [{ AWS_REGION: 'x' }, 'reserved'],
    [{ '1ST': 'x' }, 'malformed'],
    [{ BIG: 'x'.repeat(4096) }, '4096'],
    [{ AWS_LAMBDA_EXEC_WRAPPER: '/opt/x' }, 'wrapper'],
  ])('with %j is refused', async (Variables, reason) => {
    await expect(cloud.fn('bad', '', { Environment: { Variables } })).rejects.toThrow(reason);
  });
});

test('the time in a function is that of the cloud, also after it was shifted', async () => {
  const arn = await cloud.fn(
    'clock',
    'export const handler = async () => [Date.now(), new Date().getTime()];',
  );
  await cloud.run(arn);

  cloud.clock.shift(40 * 86_400_000);
  const { value } = await cloud.run(arn);

  for (const time of Object.values(Object(value)))
    expect(Math.abs(Number(time) - cloud.clock.now())).toBeLessThan(10_000);
});

const PlatformLine = z.looseObject({
  time: z.iso.datetime(),
  type: z.string(),
  record: z.looseObject({
    status: z.string().optional(),
    errorType: z.string().optional(),
    metrics: z.unknown().optional(),
  }),
});

describe('the log', () => {
  test('has what the function wrote, between the lines of Lambda', async () => {
    const arn = await cloud.fn(
      'talker',
      'export const handler = async () => { console.log("out"); console.error("err"); process.stdout.write("raw\\n"); };',
    );
    const { requestId } = await cloud.lambda.invoke({
      functionArn: arn,
      payload: '{}',
      caller: ADMINISTRATOR,
    });
    await cloud.lambda.stop?.();

    const lines = cloud.logOf('talker').split('\n');
    expect(lines.slice(0, 5)).toEqual([
      `START RequestId: ${requestId} Version: $LATEST`,
      'out',
      'err',
      'raw',
      `END RequestId: ${requestId}`,
    ]);
    expect(lines[5]).toMatch(/^REPORT RequestId: .*\tMemory Size: 128 MB/);
  });

  test('of the format JSON has objects of Lambda, with the time of the cloud and how it ended', async () => {
    cloud.clock.shift(40 * 86_400_000);
    const arn = await cloud.fn(
      'json-talker',
      'export const handler = async ({ fail }) => { if (fail) throw new TypeError("no"); };',
      { LoggingConfig: { LogFormat: 'JSON' } },
    );

    await cloud.run(arn);
    await cloud.run(arn, { fail: true });
    await cloud.lambda.stop?.();

    const lines = cloud.logOf('json-talker').trimEnd().split('\n');
    const platform = lines
      .map((line) => PlatformLine.safeParse(JSON.parse(line)).data)
      .filter((line) => line !== undefined);
    expect(platform.map(({ type, record }) => [type, record.status, record.errorType])).toEqual([
      ['platform.start', undefined, undefined],
      ['platform.report', 'success', undefined],
      ['platform.start', undefined, undefined],
      ['platform.report', 'error', 'TypeError'],
    ]);
    expect(platform[1]?.record.metrics).toMatchObject({ memorySizeMB: 128 });
    for (const { time } of platform)
      expect(Math.abs(Date.parse(time) - cloud.clock.now())).toBeLessThan(10_000);
  });
});
