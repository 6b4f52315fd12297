import { request as httpRequest } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { type ApiCloud, apiCloud, ECHO } from './api-cloud.ts';

let folder = temporaryFolder();
let cloud: ApiCloud;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await apiCloud(folder.path);
  await cloud.stage({ StageVariables: { stageVariable1: 'value1', stageVariable2: 'value2' } });
  await cloud.start();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

/** `fetch` would tidy the path and join the headers. */
async function send(
  method: string,
  path: string,
  headers: Record<string, string | string[]> = {},
  body?: string | Buffer,
) {
  return await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: cloud.port, method, path, headers };
    const sent = httpRequest(options, async (response) => {
      resolve({ status: response.statusCode ?? 0, text: await textOf(response) });
    });
    sent.on('error', reject).end(body);
  });
}
const eventOf = async (...parameters: Parameters<typeof send>) =>
  Object(JSON.parse((await send(...parameters)).text));

test('an event is what the documentation shows for payload format 2.0', async () => {
  await cloud.route('$default', await cloud.fn('echo', ECHO));

  const event = await eventOf(
    'POST',
    '/my/path?parameter1=value1&parameter1=value2&parameter2=value',
    {
      'Content-Type': 'text/plain',
      Header1: 'value1',
      Header2: ['value1', 'value2'],
      Cookie: 'cookie1=a; cookie2=b',
      'User-Agent': 'agent',
    },
    'Hello from Lambda',
  );

  expect(event).toEqual({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/my/path',
    rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=value',
    cookies: ['cookie1=a', 'cookie2=b'],
    headers: {
      'content-length': '17',
      'content-type': 'text/plain',
      connection: expect.any(String),
      header1: 'value1',
      header2: 'value1,value2',
      host: `127.0.0.1:${cloud.port}`,
      'user-agent': 'agent',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': String(cloud.port),
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: { parameter1: 'value1,value2', parameter2: 'value' },
    requestContext: {
      accountId: '000000000000',
      apiId: cloud.apiId,
      domainName: `127.0.0.1:${cloud.port}`,
      domainPrefix: cloud.apiId,
      http: {
        method: 'POST',
        path: '/my/path',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'agent',
      },
      requestId: expect.stringMatching(/^[\w-]{15}=$/),
      routeKey: '$default',
      stage: '$default',
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.any(Number),
    },
    body: 'Hello from Lambda',
    isBase64Encoded: false,
    stageVariables: { stageVariable1: 'value1', stageVariable2: 'value2' },
  });
});

test('a bare request has nothing but what it has', async () => {
  await cloud.route('GET /v1/lines/{lineId}', await cloud.fn('echo', ECHO));

  const event = await eventOf('GET', '/v1/lines/%E5%88%9D%20%2B');

  expect(event).toMatchObject({
    rawPath: '/v1/lines/初 +',
    rawQueryString: '',
    routeKey: 'GET /v1/lines/{lineId}',
    pathParameters: { lineId: '初 +' },
    isBase64Encoded: false,
  });
  for (const absent of ['body', 'cookies', 'queryStringParameters'])
    expect(event).not.toHaveProperty(absent);
  expect(event.requestContext).not.toHaveProperty('authorizer');
});

test('the time of a request is that of the cloud', async () => {
  await cloud.route('$default', await cloud.fn('echo', ECHO));
  cloud.clock.shift(86_400_000);

  const { requestContext } = await eventOf('GET', '/');

  expect(Math.abs(requestContext.timeEpoch - cloud.clock.now())).toBeLessThan(10_000);
});

test('an encoded slash is a slash', async () => {
  await cloud.route('GET /v1/lines/{lineId}', await cloud.fn('echo', ECHO));

  expect(await send('GET', '/v1/lines/a%2Fb')).toEqual({
    status: 404,
    text: '{"message":"Not Found"}',
  });
});

describe('a body', () => {
  test.each([
    ['application/json', '{"a":"初"}', false],
    ['application/json; charset=utf-8', '{}', false],
    ['APPLICATION/XML', '<a/>', false],
    ['application/javascript', '1', false],
    ['text/csv', 'a', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['application/problem+json', '{}', true],
    ['application/octet-stream', '\u0000ÿ', true],
    [undefined, 'plain', true],
  ])('of type %s arrives as it does from AWS', async (type, body, isBase64Encoded) => {
    await cloud.route('$default', await cloud.fn('echo', ECHO));

    const event = await eventOf(
      'POST',
      '/',
      type === undefined ? {} : { 'content-type': type },
      body,
    );

    expect(event).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    });
  });
});

describe('stages', () => {
  test('are named by the first segment of the path, which the event then keeps', async () => {
    await cloud.route('GET /pets', await cloud.fn('echo', ECHO));
    await cloud.stage({ StageName: 'beta' });

    const beta = await eventOf('GET', '/beta/pets');

    expect(beta).toMatchObject({
      rawPath: '/beta/pets',
      requestContext: { stage: 'beta', http: { path: '/beta/pets' } },
    });
    expect(await eventOf('GET', '/pets')).toMatchObject({ requestContext: { stage: '$default' } });
  });

  test('to which nothing is deployed answer 404', async () => {
    await cloud.route('GET /pets', await cloud.fn('echo', ECHO));
    await cloud.stage({ StageName: 'idle', AutoDeploy: false });

    expect((await send('GET', '/idle/pets')).status).toBe(404);
  });
});
