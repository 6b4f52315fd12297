import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import {
  letIn,
  type PageCloud,
  pageBehavior,
  pageCloud,
  pageDistribution,
  pageOrigin,
  policy,
} from './page-cloud.ts';
import { fetchRaw } from './raw-answer.ts';

const folder = temporaryFolder();
let cloud: PageCloud;
let address: string;
const TEXT = 'page '.repeat(1000);

beforeAll(async () => {
  cloud = await pageCloud(folder.path);
  await cloud.put('index.html', TEXT, { ContentType: 'text/html', CacheControl: 'no-cache' });
  await cloud.put('small.txt', 'x'.repeat(999), { ContentType: 'text/plain' });
  await cloud.put('exact.txt', 'x'.repeat(1000), { ContentType: 'text/plain; charset=utf-8' });
  await cloud.put('large.txt', 'x'.repeat(10_000_001), { ContentType: 'text/plain' });
  await cloud.put('font.woff2', TEXT, { ContentType: 'font/woff2' });
  await cloud.put('done.css', TEXT, { ContentType: 'text/css', ContentEncoding: 'identity' });
  await cloud.put('フォルダー/a b.txt', 'found', { ContentType: 'text/plain' });
  address = await cloud.pages();
});

afterAll(async () => {
  await cloud.stop();
  folder.remove();
});

describe('an origin in S3', () => {
  test('shows an object with its type, its tag and how long it may be kept', async () => {
    const answer = await fetchRaw(`${address}/index.html?a=b`);

    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/html',
        'cache-control': 'no-cache',
        'content-length': '5000',
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
        'x-cache': 'Miss from cloudfront',
      },
    });
    expect(answer.body.toString()).toBe(TEXT);
  });

  test('finds keys by their escaped paths', async () => {
    const answer = await fetchRaw(`${address}/${encodeURI('フォルダー/a b.txt')}`);

    expect(answer.body.toString()).toBe('found');
  });

  test('answers HEAD with the same and no body', async () => {
    const answer = await fetchRaw(`${address}/index.html`, { method: 'HEAD' });

    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '5000' } });
    expect(answer.body).toHaveLength(0);
  });

  test('answers a part of an object, uncompressed', async () => {
    const headers = { range: 'bytes=0-3', 'accept-encoding': 'br' };

    const answer = await fetchRaw(`${address}/index.html`, { headers });

    expect(answer).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 0-3/5000' } });
    expect(answer.body.toString()).toBe('page');
  });

  test.each([
    ['the strong tag', (tag: string) => ({ 'if-none-match': tag })],
    [
      'the weak tag of a compressed answer',
      (tag: string) => ({ 'if-none-match': `"x", W/${tag}` }),
    ],
    ['the time of an answer', (_: string, time: string) => ({ 'if-modified-since': time })],
  ])('has nothing new for who knows %s', async (_, headersOf) => {
    const { headers } = await fetchRaw(`${address}/index.html`);
    const { etag = '', 'last-modified': time = '' } = headers;

    const answer = await fetchRaw(`${address}/index.html`, { headers: headersOf(etag, time) });

    expect(answer).toMatchObject({ status: 304, headers: { etag, 'cache-control': 'no-cache' } });
    expect(answer.body).toHaveLength(0);
  });

  test.each([
    ['another tag', { 'if-none-match': '"x"' }],
    ['an earlier time', { 'if-modified-since': new Date(0).toUTCString() }],
  ])('is sent again to who knows %s', async (_, headers) => {
    const answer = await fetchRaw(`${address}/index.html`, { headers });

    expect(answer.status).toBe(200);
  });

  test.each(['/unknown.html', '/', '/index.html/', '/../index.html'])(
    'says 403 of %s, since nobody may list the bucket',
    async (path) => {
      const answer = await fetchRaw(address, { path });

      expect(answer).toMatchObject({
        status: 403,
        headers: { 'x-cache': 'Error from cloudfront' },
      });
      expect(answer.body.toString()).toContain('<Code>AccessDenied</Code>');
    },
  );

  test('says 400 of a path that is no text', async () => {
    expect(await fetchRaw(address, { path: '/%ff' })).toMatchObject({ status: 400 });
  });

  test('is read by the distribution that the bucket names, and by no other', async () => {
    await policy(cloud, [letIn('arn:aws:cloudfront::000000000000:distribution/OTHER')]);
    const refused = await fetchRaw(`${address}/index.html`);
    await policy(cloud, [letIn()]);
    const allowed = await fetchRaw(`${address}/index.html`);

    expect([refused.status, allowed.status]).toEqual([403, 200]);
  });

  test('takes no POST', async () => {
    expect(await fetchRaw(`${address}/index.html`, { method: 'POST' })).toMatchObject({
      status: 403,
    });
  });
});

describe('compression', () => {
  const decoded = { br: brotliDecompressSync, gzip: gunzipSync };

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, GZIP;q=0.5', 'gzip'],
  ] as const)('of who accepts %s is %s, with a weak tag', async (accepted, encoding) => {
    const headers = { 'accept-encoding': accepted };

    const answer = await fetchRaw(`${address}/index.html`, { headers });

    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      'content-length': String(answer.body.length),
      vary: 'Accept-Encoding',
      etag: expect.stringMatching(/^W\/"/),
    });
    expect(answer.body.length).toBeLessThan(1000);
    expect(decoded[encoding](answer.body).toString()).toBe(TEXT);
  });

  test.each([
    ['of less than 1,000 bytes', 'small.txt'],
    ['of more than 10,000,000 bytes', 'large.txt'],
    ['of a type that is compressed already', 'font.woff2'],
    ['of an encoding of its own', 'done.css'],
  ])('leaves a file %s as it is', async (_, key) => {
    const headers = { 'accept-encoding': 'br, gzip' };

    const answer = await fetchRaw(`${address}/${key}`, { headers });

    expect(['br', 'gzip']).not.toContain(answer.headers['content-encoding']);
    expect(answer.headers['etag']).toMatch(/^"/);
  });

  test('begins at 1,000 bytes', async () => {
    const headers = { 'accept-encoding': 'br' };

    const answer = await fetchRaw(`${address}/exact.txt`, { headers });

    expect(answer.headers['content-encoding']).toBe('br');
  });

  test('is left to behaviours that ask for it', async () => {
    const plain = await cloud.pages({ DefaultCacheBehavior: pageBehavior({ Compress: false }) });

    const answer = await fetchRaw(`${plain}/index.html`, { headers: { 'accept-encoding': 'br' } });

    expect(answer.headers).not.toHaveProperty('content-encoding');
  });
});

describe('is not made', () => {
  test.each([
    ['without an access control', { Origins: [pageOrigin({ OriginAccessControlId: undefined })] }],
    ['with one that is not there', { Origins: [pageOrigin({ OriginAccessControlId: 'x' })] }],
    ['in front of a website', { Origins: [pageOrigin({ DomainName: 'pages.example.com' })] }],
    [
      'with the identity of before',
      { Origins: [pageOrigin({ S3OriginConfig: { OriginAccessIdentity: 'E1' } })] },
    ],
    [
      'with both kinds of origin in one',
      { Origins: [pageOrigin({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } })] },
    ],
    [
      'with no cache',
      {
        DefaultCacheBehavior: pageBehavior({
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        }),
      },
    ],
    [
      'with headers for S3',
      {
        DefaultCacheBehavior: pageBehavior({
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        }),
      },
    ],
    ['with a page for its root', { DefaultRootObject: 'index.html' }],
  ])('%s', async (_, changes) => {
    await expect(cloud.distribution(pageDistribution(changes))).rejects.toThrow();
  });
});
