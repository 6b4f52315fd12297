import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
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

describe('the error of a handler', () => {
  test.each<[string, string, object]>([
    [
      'thrown',
      'class WipeError extends Error { name = "WipeError" }\nexport const handler = async () => { throw new WipeError("no such line"); };',
      {
        errorType: 'WipeError',
        errorMessage: 'no such line',
        trace: expect.arrayContaining([expect.stringContaining('no such line')]),
      },
    ],
    [
      'thrown-text',
      'export const handler = async () => { throw "text"; };',
      { errorType: 'string', errorMessage: 'text', trace: [] },
    ],
    [
      'circular',
      'export const handler = async () => { const a = {}; a.a = a; return a; };',
      {
        errorType: 'Runtime.JSONStringifyError',
        errorMessage: 'Unable to stringify response body',
      },
    ],
    [
      'unhandled-rejection',
      'export const handler = async () => { Promise.reject(new Error("lost")); await new Promise(() => setInterval(() => {}, 1000)); };',
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
    ],
    [
      'uncaught',
      'export const handler = async () => { setTimeout(() => { throw new TypeError("later"); }); await new Promise(() => setInterval(() => {}, 1000)); };',
      { errorType: 'TypeError', errorMessage: 'later' },
    ],
    [
      'exit',
      'export const handler = async () => process.exit(7);',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 7$/,
        ),
      },
    ],
    [
      'exit-zero',
      'export const handler = async () => process.exit(0);',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/Runtime exited without providing a reason$/),
      },
    ],
    [
      'no-module',
      'import "./missing.mjs"; export const handler = async () => 1;',
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining('missing.mjs'),
      },
    ],
    [
      'syntax',
      'export const handler = async () => {',
      { errorType: 'Runtime.UserCodeSyntaxError' },
    ],
    [
      'no-handler',
      'export const other = 1;',
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'index.handler is undefined or not exported',
      },
    ],
    [
      'callback',
      'export const handler = (event, context, callback) => callback(null, 1);',
      { errorType: 'Runtime.CallbackHandlerDeprecated' },
    ],
    [
      'too-large',
      'export const handler = async () => "x".repeat(6_300_000);',
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: expect.stringContaining('6291556 bytes'),
      },
    ],
  ])('%s has the shape that Lambda gives', async (name, code, error) => {
    const arn = await cloud.fn(name, code);

    const result = await cloud.run(arn);

    expect(result).toMatchObject({ functionError: 'Unhandled', value: error });
    expect(cloud.lines).toContainEqual(
      expect.objectContaining({ event: 'function-failed', function: name }),
    );
  });

  test('of the code itself fails every invocation anew', async () => {
    const arn = await cloud.fn('broken', 'throw new RangeError("at load");');

    const results = [await cloud.run(arn), await cloud.run(arn)];

    for (const result of results)
      expect(result).toMatchObject({
        functionError: 'Unhandled',
        value: { errorType: 'RangeError', errorMessage: 'at load' },
      });
  });
});

test('a function that takes too long is ended, and the next invocation has a new thread', async () => {
  const arn = await cloud.fn(
    'slow',
    'let n = 0; export const handler = async ({ hang }) => { n += 1; if (hang) for (;;); return n; };',
    { Timeout: 1 },
  );
  await cloud.run(arn, {});

  const hung = await cloud.run(arn, { hang: true });
  const next = await cloud.run(arn, {});

  expect(hung).toMatchObject({
    functionError: 'Unhandled',
    value: {
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Error: Task timed out after 1\.00 seconds$/),
    },
  });
  expect(next.value).toBe(1);
});

test.each([
  ['objects', 'const kept = []; for (;;) kept.push({ at: Math.random() });'],
  ['one large map', 'const kept = new Map(); for (let n = 0; ; n += 1) kept.set(n, { n });'],
  [
    'buffers',
    'const kept = []; for (;;) { kept.push(Buffer.alloc(5_000_000, 1)); await new Promise((done) => setTimeout(done, 1)); }',
  ],
])(
  'a function that takes too much memory in %s is ended, and this process is not',
  async (_, loop) => {
    const code = `export const handler = async () => { ${loop} };`;
    const arn = await cloud.fn('greedy', code, { Timeout: 60 });

    const result = await cloud.run(arn);

    expect(result).toMatchObject({
      functionError: 'Unhandled',
      value: {
        errorType: 'Runtime.OutOfMemory',
        errorMessage: expect.stringMatching(/Runtime exited with error: signal: killed$/),
      },
    });
  },
  60_000,
);

test('a thread that sends the cloud rubbish harms nobody', async () => {
  const arn = await cloud.fn(
    'rubbish',
    'import { parentPort } from "node:worker_threads"; export const handler = async () => { parentPort.postMessage({ kind: "x" }); parentPort.postMessage(null); return 1; };',
  );

  expect(await cloud.run(arn)).toEqual({ value: 1 });
});

describe('a payload', () => {
  test.each([
    ['{', 'InvalidRequestContentException'],
    [JSON.stringify('x'.repeat(6 * 1024 * 1024)), 'RequestTooLargeException'],
  ])('that Lambda would not take is refused', async (payload, name) => {
    const functionArn = await cloud.fn('any', 'export const handler = async () => 1;');

    await expect(
      cloud.lambda.invoke({ functionArn, payload, caller: ADMINISTRATOR }),
    ).rejects.toMatchObject({ name });
  });

  test('of an asynchronous event is at most one megabyte', async () => {
    const functionArn = await cloud.fn('any', 'export const handler = async () => 1;');
    const payload = JSON.stringify('x'.repeat(1024 * 1024));

    await expect(
      cloud.lambda.invokeLater({ functionArn, payload, caller: ADMINISTRATOR }),
    ).rejects.toMatchObject({ name: 'RequestTooLargeException' });
  });

  test('that is empty is an empty event', async () => {
    const functionArn = await cloud.fn('echo', 'export const handler = async (event) => event;');

    const { payload } = await cloud.lambda.invoke({
      functionArn,
      payload: '',
      caller: ADMINISTRATOR,
    });

    expect(payload).toBe('{}');
  });
});
