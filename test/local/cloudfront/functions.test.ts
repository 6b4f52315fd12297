import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { behavior, distributionOf } from './edge-cloud.ts';
import { type PageCloud, pageBehavior, pageCloud } from './page-cloud.ts';
import { fetchRaw } from './raw-answer.ts';

const folder = temporaryFolder();
let cloud: PageCloud;

beforeAll(async () => {
  cloud = await pageCloud(folder.path);
  await cloud.put('index.html', 'the page', { ContentType: 'text/html' });
  await cloud.put('other.html', 'another', { ContentType: 'text/html' });
});

afterAll(async () => {
  await cloud.stop();
  folder.remove();
});

const associated = (FunctionARN: string, EventType = 'viewer-request') => ({
  FunctionAssociations: [{ EventType, FunctionARN }],
});

/** A distribution whose viewer requests meet a handler with this body. */
async function distributionWith(body: string, changes: object = {}): Promise<string> {
  const arn = await cloud.function(`function handler(event) { ${body} }`);
  return cloud.pages({ DefaultCacheBehavior: pageBehavior({ ...associated(arn), ...changes }) });
}

/** Answers with what an expression says, as JSON. */
const saying = (expression: string) =>
  distributionWith(
    `return { statusCode: 200, body: { encoding: 'text', data: JSON.stringify(${expression}) } };`,
  );
const saidBy = async (answer: ReturnType<typeof fetchRaw>): Promise<unknown> =>
  JSON.parse((await answer).body.toString());

describe('a function of viewer requests', () => {
  test('sends on whatever a query is called', async () => {
    const address = await distributionWith(
      `event.request.uri = '/index.html'; return event.request;`,
    );

    const answer = await fetchRaw(`${address}/?__proto__=1&__proto__=2&constructor=3&%00=4`);

    expect(answer.status).toBe(200);
  });

  test('sends a request on under another path', async () => {
    const address = await distributionWith(
      `if (event.request.uri === '/lines/x') event.request.uri = '/index.html'; return event.request;`,
    );

    const [changed, same] = await Promise.all([
      fetchRaw(`${address}/lines/x`),
      fetchRaw(`${address}/other.html`),
    ]);

    expect(changed.body.toString()).toBe('the page');
    expect(same.body.toString()).toBe('another');
  });

  test('may answer by itself, later too', async () => {
    const arn = await cloud.function(
      `async function handler(event) {
         await Promise.resolve();
         return { statusCode: 302, statusDescription: 'Found', headers: {
           location: { value: '/elsewhere' }, 'x-two': { value: 'b', multiValue: [{ value: 'a' }, { value: 'b' }] } } };
       }`,
    );
    const address = await cloud.pages({ DefaultCacheBehavior: pageBehavior(associated(arn)) });

    const answer = await fetchRaw(address);

    expect(answer).toMatchObject({
      status: 302,
      headers: {
        location: '/elsewhere',
        'x-two': 'a, b',
        'x-cache': 'FunctionGeneratedResponse from cloudfront',
      },
    });
    expect(answer.body).toHaveLength(0);
  });

  test('is told of the request', async () => {
    const address = await saying('event');

    const event = await saidBy(
      fetchRaw(`${address}/a%20b?x=1&x=2&y`, { headers: { 'X-Own': 'v', cookie: 'c=1; d=2=3' } }),
    );

    expect(event).toMatchObject({
      version: '1.0',
      context: { eventType: 'viewer-request', distributionId: expect.any(String) },
      viewer: { ip: '127.0.0.1' },
      request: {
        method: 'GET',
        uri: '/a%20b',
        querystring: {
          x: { value: '2', multiValue: [{ value: '1' }, { value: '2' }] },
          y: { value: '' },
        },
        headers: { 'x-own': { value: 'v' } },
        cookies: { c: { value: '1' }, d: { value: '2=3' } },
      },
    });
  });

  test('has nothing of Node, and nothing that its runtime lacks', async () => {
    const names = [
      'process',
      'require',
      'fetch',
      'setTimeout',
      'Buffer',
      'Map',
      'WebAssembly',
      'Intl',
    ];
    const address = await saying(
      `[${names.map((name) => `typeof ${name}`)}, typeof console.log, typeof Promise].join()`,
    );

    expect(await saidBy(fetchRaw(address))).toBe(
      [...names.map(() => 'undefined'), 'function', 'function'].join(),
    );
  });

  test('remembers nothing from one call to the next', async () => {
    const address = await saying('(globalThis.calls = (globalThis.calls || 0) + 1)');

    const seen = [await saidBy(fetchRaw(address)), await saidBy(fetchRaw(address))];

    expect(seen).toEqual([1, 1]);
  });

  test.each([
    ['throws', `throw new Error('x')`, 503, 'FunctionExecutionError'],
    ['never ends', 'for (;;);', 503, 'FunctionExecutionError'],
    ['never answers', 'return new Promise(function () {});', 503, 'FunctionExecutionError'],
    ['makes code', `return eval('event.request')`, 503, 'FunctionExecutionError'],
    ['answers nothing', '', 502, 'FunctionValidationError'],
    [
      'answers no path',
      `event.request.uri = 'x'; return event.request;`,
      502,
      'FunctionValidationError',
    ],
    ['answers no status', `return { statusCode: 'ok' };`, 502, 'FunctionValidationError'],
    [
      'changes what changes nowhere here',
      `event.request.headers['x-own'] = { value: 'x' }; return event.request;`,
      502,
      'FunctionValidationError',
    ],
  ])('that %s is an error of the edge', async (_, body, status, kind) => {
    const address = await distributionWith(body);

    const answer = await fetchRaw(address);

    expect(answer).toMatchObject({ status, headers: { 'x-cache': `${kind} from cloudfront` } });
    expect(cloud.lines).toContainEqual(expect.objectContaining({ event: 'function-failed' }));
  });
});

describe('is not made', () => {
  test.each([
    ['a function without a handler', 'var x = 1;'],
    ['a function that does not parse', 'function handler( {'],
    ['a function with modules', `import cf from 'cloudfront'; function handler() {}`],
    ['a function that fails to load', `var c = require('crypto'); function handler() {}`],
    ['a function of more than 10 KB', `function handler() {} //${'x'.repeat(10_240)}`],
  ])('%s', async (_, code) => {
    await expect(cloud.function(code)).rejects.toThrow();
  });

  test.each([
    ['another runtime', { FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-1.0' } }],
    [
      'a store of keys',
      {
        FunctionConfig: {
          Comment: '',
          Runtime: 'cloudfront-js-2.0',
          KeyValueStoreAssociations: [],
        },
      },
    ],
    ['nothing published', { AutoPublish: false }],
  ])('a function with %s', async (_, changes) => {
    const made = cloud.create('AWS::CloudFront::Function', 'Code', {
      Name: 'code',
      AutoPublish: true,
      FunctionCode: 'function handler() {}',
      FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
      ...changes,
    });

    await expect(made).rejects.toThrow();
  });

  test('a distribution with a function of responses, one that is not there, or one before HTTP', async () => {
    const arn = await cloud.function('function handler(event) { return event.request; }');

    for (const changes of [associated(arn, 'viewer-response'), associated('x')])
      await expect(cloud.pages({ DefaultCacheBehavior: pageBehavior(changes) })).rejects.toThrow();
    await expect(
      cloud.distribution(
        distributionOf('127.0.0.1:1', { DefaultCacheBehavior: behavior(associated(arn)) }),
      ),
    ).rejects.toThrow();
  });
});
