import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AwsCall } from '#local/aws/call.ts';
import { createClock } from '#local/clock.ts';
import { type Endpoint, startEndpoint } from '#local/endpoint/server.ts';
import { chunksAreSigned } from '#local/endpoint/signature/chunks.ts';
import { createCredentials } from '#local/iam/sessions.ts';
import { Usage } from '#local/usage.ts';
import {
  type SigningKeys,
  signedHeaders,
  signerOf,
  targetOf,
  type UnsignedCall,
  unsigned,
} from '../signed-call.ts';

const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };
const credentials = createCredentials('000000000000');
const SESSION = credentials.forRole('arn:aws:iam::000000000000:role/Issuer');

let endpoint: Endpoint;
const calls: AwsCall[] = [];
beforeAll(async () => {
  endpoint = await startEndpoint({
    port: 0,
    parts: [
      {
        name: 'probe',
        signingNames: ['lambda', 'kms', 'sns', 's3', 'ec2'],
        handle: async (call) => {
          calls.push(call);
          return { status: 200, body: 'reached' };
        },
      },
    ],
    credentials,
    clock: createClock(),
    usage: new Usage(),
    health: () => ({}),
    log: () => {},
  });
});
afterAll(() => endpoint.close());

interface Raw {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
async function send({ method, target, headers, body }: Raw) {
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const sent = { method, path: target, headers: { ...length, ...headers }, agent: false };
  const request = httpRequest(endpoint.url, sent);
  request.end(body);
  const [response] = await once(request, 'response');
  return { status: response.statusCode, text: await textOf(response) };
}
/** A call as the SDK's signer leaves it. */
async function signed(call: UnsignedCall, keys: SigningKeys = KEYS): Promise<Raw> {
  const headers = await signedHeaders(endpoint.url, keys, call);
  const { method = 'POST', body = '' } = call;
  return { method, target: targetOf(call), headers, body };
}
async function presigned(call: UnsignedCall): Promise<Raw> {
  // As the presigner of S3 does; for other services the signer hashes the empty body.
  const headers = call.service === 's3' ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {};
  const request = unsigned(endpoint.url, { ...call, headers });
  const { query = {} } = await signerOf(call.service, KEYS).presign(request, { expiresIn: 60 });
  const flat = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const target = targetOf({ ...call, query: Object.fromEntries(flat) });
  return { method: call.method ?? 'GET', target, headers: {}, body: '' };
}

const character = fc.constantFrom(..."aZ09-_.~ /%+&=!*'()@:,;$é😀");
const text = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''));
const segment = text.map((each) => encodeURIComponent(each));
const anyCall = fc
  .record({
    service: fc.constantFrom('lambda', 'kms', 'sns', 's3'),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    segments: fc.array(segment, { maxLength: 3 }),
    ends: fc.constantFrom('', '/'),
    query: fc.dictionary(
      text.filter((name) => name !== '' && !/^x-amz/i.test(name)),
      text,
      { maxKeys: 3 },
    ),
    own: fc.constantFrom('a', ' a  b ', ''),
    body: fc.string({ unit: 'grapheme', maxLength: 40 }),
  })
  .map(
    ({ segments, ends, own, ...call }): UnsignedCall => ({
      ...call,
      path: `/${segments.join('/')}${segments.length > 0 ? ends : ''}`,
      headers: { 'x-own': own, 'content-type': 'text/plain' },
      ...(call.method === 'GET' && { body: '' }),
    }),
  );

describe('a signature', () => {
  test('of the SDK is right, whatever it signs', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, fc.constantFrom(KEYS, SESSION), async (call, keys) => {
        const answer = await send(await signed(call, keys));

        expect(answer).toEqual({ status: 200, text: 'reached' });
      }),
      { numRuns: 150 },
    );
  });

  test('of the SDK in a query is right, whatever it signs', async () => {
    const gets = anyCall.map(({ body: _, ...call }) => ({ ...call, method: 'GET', headers: {} }));
    await fc.assert(
      fc.asyncProperty(gets, async (call) => {
        expect(await send(await presigned(call))).toEqual({ status: 200, text: 'reached' });
      }),
      { numRuns: 80 },
    );
  });

  const call: UnsignedCall = {
    service: 'lambda',
    path: '/2015-03-31/functions/a/invocations',
    query: { Qualifier: '$LATEST' },
    headers: { 'x-own': 'a' },
    body: '{"id":1}',
  };
  test.each<[string, (raw: Raw) => Raw]>([
    ['method', (raw) => ({ ...raw, method: 'PUT' })],
    ['path', (raw) => ({ ...raw, target: raw.target.replace('/a/', '/b/') })],
    ['query', (raw) => ({ ...raw, target: `${raw.target}&more=1` })],
    ['body', (raw) => ({ ...raw, body: '{"id":2}' })],
    ['signed header', (raw) => ({ ...raw, headers: { ...raw.headers, 'x-own': 'b' } })],
    ['host', (raw) => ({ ...raw, headers: { ...raw.headers, host: 'localhost' } })],
    ['time', (raw) => ({ ...raw, headers: { ...raw.headers, 'x-amz-date': '20260101T000000Z' } })],
  ])('does not fit another %s', async (_, change) => {
    const raw = await signed(call);
    expect(await send(raw)).toMatchObject({ status: 200 });

    const answer = await send(change(raw));

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('InvalidSignatureException');
  });

  test('does not fit another day, region, service or access key', async () => {
    const raw = await signed(call);
    const authorization = raw.headers['authorization'] ?? '';
    const other = [
      authorization.replace(/\/\d{8}\//, '/20260101/'),
      authorization.replace('ap-northeast-1', 'us-east-1'),
      authorization.replace('/lambda/', '/sns/'),
    ];

    for (const claimed of other) {
      const headers = { ...raw.headers, authorization: claimed };
      expect((await send({ ...raw, headers })).text).toContain('InvalidSignatureException');
    }
  });

  test('that leaves the host out is not taken', async () => {
    const raw = await signed(call);
    const authorization = raw.headers['authorization']?.replace('host;', '') ?? '';

    const answer = await send({ ...raw, headers: { ...raw.headers, authorization } });

    expect(answer.text).toContain("'Host' must be a 'SignedHeader'");
  });

  test('is taken whatever its age: the clock may be shifted', async () => {
    const signer = signerOf('kms', KEYS);
    const old = await signer.sign(unsigned(endpoint.url, { service: 'kms', body: '{}' }), {
      signingDate: new Date('2001-02-03T04:05:06Z'),
    });

    const answer = await send({ method: 'POST', target: '/', headers: old.headers, body: '{}' });

    expect(answer.status).toBe(200);
  });
});

describe('a presigned address', () => {
  const call: UnsignedCall = {
    service: 's3',
    method: 'GET',
    path: '/bucket/key',
    query: { versionId: 'one' },
  };
  const without = (name: string) => (target: string) =>
    target.replace(new RegExp(`X-Amz-${name}=[^&]*&?`), '');
  const having = (name: string, value: string) => (target: string) =>
    target.replace(new RegExp(`(X-Amz-${name}=)[^&]*`), `$1${value}`);

  test.each<[string, (target: string) => string]>([
    ['path', (target) => target.replace('/key', '/other')],
    ['query', (target) => target.replace('versionId=one', 'versionId=two')],
    ['parameter', (target) => `${target}&more=1`],
    ['signature', having('Signature', '0'.repeat(64))],
    ['shorter signature', having('Signature', '0')],
    ['life', having('Expires', '61')],
    ['time', having('Date', '20260101T000000Z')],
  ])('does not fit another %s', async (_, change) => {
    const raw = await presigned(call);
    expect(await send(raw)).toMatchObject({ status: 200 });
    expect(change(raw.target)).not.toBe(raw.target);

    const answer = await send({ ...raw, target: change(raw.target) });

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  test.each<[string, (target: string) => string]>([
    ['without an algorithm', without('Algorithm')],
    ['of another algorithm', having('Algorithm', 'AWS4-HMAC-SHA1')],
    ['without a time', without('Date')],
    ['of a time that is none', having('Date', 'today')],
    ['without a life', without('Expires')],
    ['of a life that is no number', having('Expires', 'long')],
    ['of a life beyond a week', having('Expires', '604801')],
    ['without a signature', without('Signature')],
    ['without its signed headers', without('SignedHeaders')],
  ])('%s is incomplete', async (_, change) => {
    const s3 = await presigned(call);
    const lambda = await presigned({ ...call, service: 'lambda' });

    const [ofS3, ofLambda] = await Promise.all(
      [s3, lambda].map((raw) => send({ ...raw, target: change(raw.target) })),
    );

    expect(ofS3?.status).toBe(400);
    expect(ofS3?.text).toContain('<Code>AuthorizationQueryParametersError</Code>');
    expect(ofLambda?.status).toBe(403);
    expect(ofLambda?.text).toContain('IncompleteSignature');
  });
});

describe('a wrong secret', () => {
  const json = (version: string) => ({
    'content-type': `application/x-amz-json-${version}`,
    'x-amz-target': 'X.DoIt',
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  test.each<[string, UnsignedCall, number, string]>([
    ['AWS JSON', { service: 'kms', headers: json('1.1') }, 400, '"InvalidSignatureException"'],
    ['REST JSON', { service: 'lambda', method: 'GET' }, 403, '"InvalidSignatureException"'],
    ['Query', { service: 'sns', headers: form }, 403, '<Code>SignatureDoesNotMatch</Code>'],
    ['EC2 Query', { service: 'ec2', headers: form }, 403, '<Code>AuthFailure</Code>'],
    ['S3', { service: 's3', method: 'GET' }, 403, '<Code>SignatureDoesNotMatch</Code>'],
  ])(
    'is refused in the words of %s, and the call reaches nobody',
    async (_, call, status, code) => {
      calls.length = 0;
      const wrong = { accessKeyId: 'local', secretAccessKey: 'wrong' };

      const answer = await send(await signed(call, wrong));

      expect(answer.status).toBe(status);
      expect(answer.text).toContain(code);
      expect(calls).toEqual([]);
    },
  );

  test("of a role's session is refused, and so is its token with another key", async () => {
    const call = { service: 'lambda', body: '{}' };
    const wrong = await send(await signed(call, { ...SESSION, secretAccessKey: 'local' }));
    const other = await send(await signed(call, { ...KEYS, sessionToken: SESSION.sessionToken }));

    expect(wrong.text).toContain('InvalidSignatureException');
    expect(other.text).toContain('UnrecognizedClientException');
  });
});

describe('a payload of S3', () => {
  const put = (headers: Record<string, string> = {}): UnsignedCall => ({
    service: 's3',
    method: 'PUT',
    path: '/bucket/key',
    headers,
    body: 'abc',
  });

  test('may go unsigned', async () => {
    const raw = await signed(put({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }));

    expect(await send({ ...raw, body: 'other' })).toMatchObject({ status: 200 });
  });

  test('that does not have the hash that is signed is refused by its own name', async () => {
    const answer = await send({ ...(await signed(put())), body: 'other' });

    expect(answer.status).toBe(400);
    expect(answer.text).toContain('<Code>XAmzContentSHA256Mismatch</Code>');
  });

  test('without a hash is refused', async () => {
    const { 'x-amz-content-sha256': _, ...headers } = (await signed(put())).headers;

    const answer = await send({ ...(await signed(put())), headers });

    expect(answer.text).toContain('Missing required header for this request: x-amz-content-sha256');
  });

  test('with a header of S3 that is not signed is refused', async () => {
    const raw = await signed(put());
    const headers = { ...raw.headers, 'x-amz-bypass-governance-retention': 'true' };

    const answer = await send({ ...raw, headers });

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('headers present in the request which were not signed');
  });

  test('in signed chunks is taken as it was sent, and not when a chunk is changed', async () => {
    const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
    const headers = await signedHeaders(endpoint.url, KEYS, {
      ...put({ 'x-amz-content-sha256': payload, 'content-encoding': 'aws-chunked' }),
    });
    const [, scope = ''] = /Credential=local\/([^,]+),/.exec(headers['authorization'] ?? '') ?? [];
    const [, seed = ''] = /Signature=(\w+)/.exec(headers['authorization'] ?? '') ?? [];
    const key = scope
      .split('/')
      .reduce<Buffer>(
        (parent, part) => createHmac('sha256', parent).update(part).digest(),
        Buffer.from('AWS4local'),
      );
    let previous = seed;
    const chunk = (content: string) => {
      const hashes = [sha256(''), sha256(content)];
      const lines = [headers['x-amz-date'], scope, previous, ...hashes];
      const signing = ['AWS4-HMAC-SHA256-PAYLOAD', ...lines].join('\n');
      previous = createHmac('sha256', key).update(signing).digest('hex');
      return `${content.length.toString(16)};chunk-signature=${previous}\r\n${content}\r\n`;
    };
    const body = ['abc', 'defg', ''].map(chunk).join('');
    const raw = { method: 'PUT', target: '/bucket/key', headers, body };

    expect(await send(raw)).toMatchObject({ status: 200 });
    expect((await send({ ...raw, body: body.replace('defg', 'dexg') })).text).toContain(
      '<Code>SignatureDoesNotMatch</Code>',
    );
    expect((await send({ ...raw, body: `${body}x-amz-checksum-crc32:AAA=\r\n` })).text).toContain(
      '<Code>SignatureDoesNotMatch</Code>',
    );
  });
});

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
describe('the chunks of the documented example', () => {
  const scope = '20130524/us-east-1/s3/aws4_request';
  const key = scope
    .split('/')
    .reduce<Buffer>(
      (parent, part) => createHmac('sha256', parent).update(part).digest(),
      Buffer.from('AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
    );
  const chunked = (signatures: readonly [string, string, string], trailers = {}) => ({
    bytes: Buffer.alloc(0),
    chunks: [65_536, 1024, 0].map((size, index) => ({
      bytes: Buffer.alloc(size, 'a'),
      signature: signatures[index],
    })),
    trailers,
  });
  const chain = (seed: string) => ({ key, at: '20130524T000000Z', scope, seed });

  test('are signed', () => {
    const body = chunked([
      'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ]);
    const seed = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';

    expect(chunksAreSigned(body, chain(seed), { hasSignedTrailer: false })).toBe(true);
    expect(chunksAreSigned(body, chain(seed), { hasSignedTrailer: true })).toBe(false);
  });

  test('are signed with their trailer', () => {
    const trailer = {
      'x-amz-checksum-crc32c': 'sOO8/Q==',
      'x-amz-trailer-signature': 'd81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435',
    };
    const signatures = [
      'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
      '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
      '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
    ] as const;
    const seed = '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e';
    const judge = (trailers: object) =>
      chunksAreSigned(chunked(signatures, trailers), chain(seed), { hasSignedTrailer: true });

    expect(judge(trailer)).toBe(true);
    expect(judge({ ...trailer, 'x-amz-checksum-crc32c': 'sOO8/A==' })).toBe(false);
  });
});
