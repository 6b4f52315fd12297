import { once } from 'node:events';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TokenBucket } from '#local/http-api/throttle.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { type ApiCloud, apiCloud, ECHO } from './api-cloud.ts';

let folder = temporaryFolder();
let cloud: ApiCloud;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await apiCloud(folder.path);
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

/** All that the server answers to these bytes until it closes the connection, or the client does after a while. */
async function raw(bytes: string, patience = 15_000): Promise<string> {
  const socket = connect(cloud.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write(bytes, 'latin1');
  const timer = setTimeout(() => socket.end(), patience);
  const text = await textOf(socket).catch(() => '');
  clearTimeout(timer);
  return text;
}
const host = () => `Host: 127.0.0.1:${cloud.port}\r\n`;
const statusOf = (text: string) => /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
async function open(stage: object = {}) {
  const arn = await cloud.fn('echo', ECHO);
  await cloud.route('POST /', arn);
  await cloud.route('GET /', arn);
  await cloud.stage(stage);
  await cloud.start();
}

describe('a request', () => {
  test('under a foreign host name is refused', async () => {
    await open();

    for (const name of ['evil.example', `evil.example:${cloud.port}`, '127.0.0.1', 'localhost:1'])
      expect(await raw(`GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 403 .*\{"message":"Forbidden"\}$/s,
      );
    expect(
      statusOf(
        await raw(`GET / HTTP/1.1\r\nHost: localhost:${cloud.port}\r\nConnection: close\r\n\r\n`),
      ),
    ).toBe('200');
  });

  test('with a head over 10,240 bytes is refused', async () => {
    await open();
    const padded = (length: number) =>
      raw(`GET / HTTP/1.1\r\n${host()}Connection: close\r\nX: ${'x'.repeat(length)}\r\n\r\n`);

    expect(statusOf(await padded(10_000))).toBe('200');
    for (const length of [10_240, 20_000])
      expect(await padded(length)).toMatch(
        /^HTTP\/1\.1 431 .*\{"message":"Request Header Fields Too Large"\}$/s,
      );
  });

  test('with a body over 10 MB is refused, under 6 MB it is passed on', async () => {
    await open();
    const post = async (size: number) => {
      const response = await fetch(cloud.address, { method: 'POST', body: 'x'.repeat(size) });
      return [response.status, (await response.text()).slice(0, 50)];
    };

    expect((await post(2 * 1024 * 1024))[0]).toBe(200);
    // More than Lambda takes.
    for (const megabytes of [8, 11])
      expect(await post(megabytes * 1024 * 1024)).toEqual([
        413,
        '{"message":"Request Entity Too Large"}',
      ]);
  });

  test('before the cloud has started is told to come later', async () => {
    expect((await fetch(cloud.address)).status).toBe(503);
  });
});

test.each([
  '\u0000\u0001\u0002\r\n\r\n',
  'GARBAGE\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET  /  HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'POST / HTTP/1.1\r\nHOST\r\nContent-Length: x\r\n\r\n',
  'POST / HTTP/1.1\r\nHOST\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde',
  'POST / HTTP/1.1\r\nHOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST / HTTP/1.1\r\nHOST\r\nContent-Length: 100\r\n\r\nshort',
  'GET %zz HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n',
  'GET /%ff%fe HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n',
  'GET http://evil.example/ HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'GET / HTTP/1.1\r\nHOST\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
  'TRACE / HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
])('garbage %j never harms the server', async (bytes) => {
  await open();

  const answer = await raw(bytes.replace('HOST\r\n', host()), 300);

  expect(answer === '' || /^(4\d\d|200)$/.test(statusOf(answer) ?? '')).toBe(true);
  expect((await fetch(cloud.address)).status).toBe(200);
});

test('a client that leaves in the middle harms nobody', async () => {
  await open();
  for (const bytes of ['GET / HT', `POST / HTTP/1.1\r\n${host()}Content-Length: 9\r\n\r\nab`]) {
    const socket = connect(cloud.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(bytes);
    socket.resetAndDestroy();
  }

  expect((await fetch(cloud.address)).status).toBe(200);
});

describe('throttling', () => {
  test('answers 429 once the burst of a route is spent, until the rate filled it again', async () => {
    await open({
      DefaultRouteSettings: { ThrottlingRateLimit: 0.01, ThrottlingBurstLimit: 3 },
      RouteSettings: { 'POST /': { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 } },
    });
    const get = async () => (await fetch(cloud.address)).status;

    expect([await get(), await get(), await get()]).toEqual([200, 200, 200]);
    const refused = await fetch(cloud.address);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({ message: 'Too Many Requests' });
    expect((await fetch(cloud.address, { method: 'POST' })).status).toBe(429);
    cloud.clock.shift(100_000);
    expect([await get(), await get()]).toEqual([200, 429]);
  });

  test('a bucket never holds more than its burst', () => {
    const bucket = new TokenBucket({ rate: 10, burst: 2 }, 0);
    const taken = [0, 0, 0, 50, 100, 3_600_000, 3_600_000, 3_600_000].map((at) => bucket.take(at));

    expect(taken).toEqual([true, true, false, false, true, true, true, false]);
  });

  test('of a route that is not there is refused', async () => {
    await expect(cloud.stage({ RouteSettings: { 'GET /none': {} } })).rejects.toThrow(
      'Unable to find Route by key GET /none',
    );
  });
});
