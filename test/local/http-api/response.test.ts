import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clientResponse } from '#local/http-api/function-response.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { type ApiCloud, apiCloud } from './api-cloud.ts';

let folder = temporaryFolder();
let cloud: ApiCloud;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await apiCloud(folder.path);
  await cloud.stage();
  await cloud.start();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

/** What a client gets when the function answers this. */
async function answerTo(code: string, properties: object = {}) {
  const arn = await cloud.fn(
    'answer',
    `export const handler = async () => { ${code} };`,
    properties,
  );
  await cloud.route('$default', arn);
  const response = await fetch(cloud.address);
  return { response, status: response.status, text: await response.text() };
}
const FAILED = { status: 500, text: '{"message":"Internal Server Error"}' };

test('a function says status, headers, cookies and body', async () => {
  const { response, status, text } = await answerTo(`return {
    statusCode: 401, body: 'no', cookies: ['a=1; Secure', 'b=2'],
    headers: { 'WWW-Authenticate': 'Bearer error="insufficient_user_authentication"', 'X-Count': 3, Connection: 'x' },
  };`);

  expect({ status, text }).toEqual({ status: 401, text: 'no' });
  expect(response.headers.get('www-authenticate')).toContain('insufficient_user_authentication');
  expect(response.headers.get('x-count')).toBe('3');
  expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('apigw-requestid')).toMatch(/=$/);
});

test('a body in base64 is decoded', async () => {
  const { text } = await answerTo(
    `return { statusCode: 200, body: Buffer.from('初期化').toString('base64'), isBase64Encoded: true };`,
  );

  expect(text).toBe('初期化');
});

describe('a result without a status', () => {
  test.each([
    ['"Hello from Lambda!"', 'Hello from Lambda!'],
    ['{ "message": "Hello from Lambda!" }', '{ "message": "Hello from Lambda!" }'],
    ['[1,2]', '[1,2]'],
    ['null', 'null'],
  ])('%s is the body of a 200', (payload, text) => {
    expect(clientResponse(payload)).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(text),
    });
  });
});

test.each([
  { statusCode: '200' },
  { statusCode: 99 },
  { statusCode: 200, body: { a: 1 } },
  { statusCode: 200, headers: { 'bad name': 'x' } },
  { statusCode: 200, headers: { good: 'a\r\nb: c' } },
  { statusCode: 200, headers: { good: ['a'] } },
  { statusCode: 200, cookies: ['a\nb'] },
])('a response %j is no response', (response) => {
  expect(() => clientResponse(JSON.stringify(response))).toThrow('Internal Server Error');
});

describe('a client gets', () => {
  test('500 when the function fails, and not its error', async () => {
    expect(await answerTo('throw new Error("secret");')).toMatchObject(FAILED);
    expect(cloud.lines).toContainEqual(
      expect.objectContaining({ event: 'integration-failed', reason: 'function-error' }),
    );
  });

  test('500 when the function says something else', async () => {
    expect(await answerTo('return { statusCode: "teapot" };')).toMatchObject(FAILED);
  });

  test('500 when the API may not call the function', async () => {
    const arn = await cloud.fn('answer', 'export const handler = async () => "hello";');
    const { ref } = await cloud.create('AWS::ApiGatewayV2::Integration', 'Own', {
      ApiId: cloud.apiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: `arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
      PayloadFormatVersion: '2.0',
    });
    await cloud.create('AWS::ApiGatewayV2::Route', 'OwnRoute', {
      ApiId: cloud.apiId,
      RouteKey: 'GET /',
      Target: `integrations/${ref}`,
    });

    const response = await fetch(cloud.address);

    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
    expect(cloud.lines).toContainEqual(
      expect.objectContaining({ event: 'integration-failed', reason: 'AccessDeniedException' }),
    );
  });

  test('503 when the function takes longer than the integration waits', async () => {
    const arn = await cloud.fn(
      'slow',
      'export const handler = async () => new Promise((done) => setTimeout(done, 5_000));',
    );
    const { ref } = await cloud.create('AWS::ApiGatewayV2::Integration', 'Own', {
      ApiId: cloud.apiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arn,
      PayloadFormatVersion: '2.0',
      TimeoutInMillis: 50,
    });
    await cloud.route('$default', arn, { Target: `integrations/${ref}` });

    const response = await fetch(cloud.address);

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ message: 'Service Unavailable' });
  });

  test('503 when the function is throttled', async () => {
    expect(await answerTo('return 1;', { ReservedConcurrentExecutions: 0 })).toMatchObject({
      status: 503,
    });
  });
});

test('a HEAD request has the headers and no body', async () => {
  const arn = await cloud.fn('answer', 'export const handler = async () => "hello";');
  await cloud.route('HEAD /', arn);

  const response = await fetch(cloud.address, { method: 'HEAD' });

  expect(response.headers.get('content-length')).toBe('5');
  expect(await response.text()).toBe('');
});
