import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCloudFront } from '#local/cloudfront/part.ts';
import { createKms } from '#local/kms/part.ts';
import { createS3 } from '#local/s3/part.ts';
import { ask } from '#test/journeys/sockets.ts';
import { smallCloud, temporaryFolder } from '../small-cloud.ts';
import { behavior, distributionOf, type EdgeCloud, edgeCloud, startOrigin } from './edge-cloud.ts';

type Origin = Awaited<ReturnType<typeof startOrigin>>;

const folder = temporaryFolder();
let cloud: EdgeCloud;
/** Answers what it was asked, with headers of its own. */
let origin: Origin;

beforeAll(async () => {
  cloud = await edgeCloud(folder.path);
  origin = await startOrigin((message, response, body) => {
    const { method, url, headers } = message;
    const status = Number(headers['x-status'] ?? 200);
    response.writeHead(status, {
      'x-frame-options': 'SAMEORIGIN',
      'x-own': 'origin',
      'x-gone': 'x',
    });
    response.end(JSON.stringify({ method, url, headers, body }));
  });
});

afterAll(async () => {
  await cloud.stop();
  await origin.close();
  folder.remove();
});

const seenBy = async (answer: Response): Promise<unknown> => answer.json();

describe('a distribution', () => {
  test('hands on method, path, query, headers and body, under the name of its origin', async () => {
    const address = await cloud.distribution(distributionOf(origin.domainName));

    const answer = await fetch(`${address}/v1/lines/a%2Fb?after=1&after=2`, {
      method: 'POST',
      headers: { authorization: 'Bearer x', 'x-two': 'a' },
      body: 'text',
    });

    expect(answer.headers.get('x-cache')).toBe('Miss from cloudfront');
    expect(await seenBy(answer)).toMatchObject({
      method: 'POST',
      url: '/v1/lines/a%2Fb?after=1&after=2',
      body: 'text',
      headers: {
        authorization: 'Bearer x',
        'x-two': 'a',
        host: origin.domainName,
        'x-forwarded-for': '127.0.0.1',
        via: expect.stringContaining('CloudFront'),
      },
    });
  });

  test("sends its origin's headers in place of a client's", async () => {
    const address = await cloud.distribution(distributionOf(origin.domainName));

    const answer = await fetch(address, { headers: { 'X-ORIGIN-SECRET': 'forged' } });

    expect(await seenBy(answer)).toMatchObject({ headers: { 'x-origin-secret': 'secret' } });
  });

  test('takes the first behaviour whose pattern fits, else the default one', async () => {
    const other = await startOrigin((_, response) => response.end('"other"'));
    const { DistributionConfig } = distributionOf(origin.domainName);
    const [first] = DistributionConfig.Origins;
    const address = await cloud.distribution(
      distributionOf(origin.domainName, {
        Origins: [first, { ...first, Id: 'other', DomainName: other.domainName }],
        CacheBehaviors: [
          { PathPattern: '/pages/*.j?', ...behavior({ TargetOriginId: 'other' }) },
          { PathPattern: 'a+b/*', ...behavior({ TargetOriginId: 'other' }) },
        ],
      }),
    );
    const isOther = async (path: string) =>
      (await (await fetch(address + path)).text()) === '"other"';

    const paths = ['/pages/a/b.js?x=1', '/a+b/', '/pages/a.js2', '/Pages/a.js', '/aab/', '/'];
    const taken = await Promise.all(paths.map(isOther));

    expect(taken).toEqual([true, true, false, false, false, false]);
    await other.close();
  });

  test('normalizes a path to choose a behaviour, and sends it on as it came', async () => {
    const other = await startOrigin(({ url }, response) => response.end(`other ${url}`));
    const { DistributionConfig } = distributionOf(origin.domainName);
    const [first] = DistributionConfig.Origins;
    const address = await cloud.distribution(
      distributionOf(origin.domainName, {
        Origins: [first, { ...first, Id: 'other', DomainName: other.domainName }],
        CacheBehaviors: [{ PathPattern: '/v1/*', ...behavior({ TargetOriginId: 'other' }) }],
      }),
    );

    const paths = ['/x/../v1/a', '/%76%31/a', '//v1//a', '/v1/../a', '/v1%2Fa'];
    const answers = await Promise.all(paths.map((path) => ask(address, { path })));

    expect(answers.map(({ text }) => text.startsWith('other '))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(answers[0]?.text).toBe('other /x/../v1/a');
    await other.close();
  });

  test.each([
    ['a method that the behaviour has not', { method: 'POST' }],
    ['a method that CloudFront has not', { method: 'TRACE' }],
    ['a GET with a body', { method: 'GET', body: 'x' }],
    ['a foreign host', { method: 'GET', headers: { host: 'example.com' } }],
  ])('refuses %s by itself', async (_, call) => {
    const DefaultCacheBehavior = behavior({ AllowedMethods: ['GET', 'HEAD'] });
    const address = await cloud.distribution(
      distributionOf(origin.domainName, { DefaultCacheBehavior }),
    );

    const answer = await ask(address, call);

    expect(answer).toMatchObject({ status: 403, text: expect.stringMatching(/^<HTML>.*403/) });
  });

  test('answers 413 where all but the body is too large, and 502 for an origin that is gone', async () => {
    const gone = await startOrigin(() => undefined);
    await gone.close();
    const [present, without] = await Promise.all([
      cloud.distribution(distributionOf(origin.domainName)),
      cloud.distribution(distributionOf(gone.domainName)),
    ]);

    expect(await ask(present, { headers: { 'x-long': 'a'.repeat(33_000) } })).toMatchObject({
      status: 413,
    });
    expect(await ask(without, {})).toMatchObject({ status: 502 });
  });
});

test('a distribution whose address was asked for before it was made answers there, and 503 until then', async () => {
  const early = temporaryFolder();
  let part: ReturnType<typeof createCloudFront> | undefined;
  const small = await smallCloud(early.path, (context) => {
    const keys = createKms(context);
    const objects = createS3(context, { keys, assets: { locate: (key) => key } });
    part = createCloudFront(context, { objects, ports: [] });
    return [keys, objects, part];
  });
  const address = (await part?.listen(0)) ?? '';
  const before = await fetch(address);

  const { attributes } = await small.create(
    'AWS::CloudFront::Distribution',
    'First',
    distributionOf(origin.domainName),
  );

  expect(before.status).toBe(503);
  expect(`http://${attributes['DomainName']}`).toBe(address);
  expect((await fetch(address)).status).toBe(200);
  await small.stop();
  early.remove();
});

describe('a response headers policy', () => {
  const policy = async (name: string, config: object) => {
    const { ref } = await cloud.create('AWS::CloudFront::ResponseHeadersPolicy', name, {
      ResponseHeadersPolicyConfig: { Name: name, ...config },
    });
    return cloud.distribution(
      distributionOf(origin.domainName, {
        DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: ref }),
      }),
    );
  };

  test('adds its headers, over those of the origin or beside them, and takes others out', async () => {
    const address = await policy('Policy', {
      SecurityHeadersConfig: {
        StrictTransportSecurity: {
          AccessControlMaxAgeSec: 60,
          IncludeSubdomains: true,
          Override: true,
        },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'DENY', Override: false },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
        ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override: true },
      },
      CustomHeadersConfig: {
        Items: [{ Header: 'X-Own', Value: 'edge', Override: true }],
      },
      RemoveHeadersConfig: { Items: [{ Header: 'X-Gone' }] },
    });

    for (const status of ['200', '500']) {
      const { headers } = await fetch(address, { headers: { 'x-status': status } });
      expect(Object.fromEntries(headers)).toMatchObject({
        'strict-transport-security': 'max-age=60; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'",
        'x-own': 'edge',
      });
      expect(headers.has('x-gone')).toBe(false);
    }
  });
});

describe('is not made', () => {
  test.each([
    ['an origin elsewhere', { Origins: originsWith({ DomainName: 'api.example.com' }) }],
    [
      'another name in front',
      { Origins: originsWith({ DomainName: '127.0.0.1:1@example.com:80' }) },
    ],
    [
      'an origin over plain http',
      { Origins: originsWith({ CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }) },
    ],
    ['an origin that is not there', { DefaultCacheBehavior: behavior({ TargetOriginId: 'x' }) }],
    [
      'a policy that is not there',
      { DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: 'x' }) },
    ],
    [
      'a cache',
      { DefaultCacheBehavior: behavior({ CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }) },
    ],
    [
      'plain http for viewers',
      { DefaultCacheBehavior: behavior({ ViewerProtocolPolicy: 'allow-all' }) },
    ],
    [
      'a set of methods of its own',
      { DefaultCacheBehavior: behavior({ AllowedMethods: ['GET', 'POST'] }) },
    ],
    ['compression', { DefaultCacheBehavior: behavior({ Compress: true }) }],
    [
      'headers of its own choice for the origin',
      { DefaultCacheBehavior: behavior({ OriginRequestPolicyId: undefined }) },
    ],
    ['error pages', { CustomErrorResponses: [] }],
    ['a distribution that is off', { Enabled: false }],
  ])('with %s', async (_, changes) => {
    await expect(cloud.distribution(distributionOf('127.0.0.1:1', changes))).rejects.toThrow();
  });
});

function originsWith(changes: object) {
  const { Origins } = distributionOf('127.0.0.1:1').DistributionConfig;
  return Origins.map((each) => ({ ...each, ...changes }));
}
