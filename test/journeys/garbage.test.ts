import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { signIn } from '#demo/sign-in.ts';
import { PATIENCE } from '#demo/until.ts';
import { signedHeaders, type UnsignedCall } from '#test/local/signed-call.ts';
import { body, header, runs, Siege, text } from './siege.ts';
import { ask, pour } from './sockets.ts';

jest.setTimeout(2 * PATIENCE);

let siege: Siege;
/** Hanako's: nothing here is hers but her own lines. */
let foreignToken: string;

beforeAll(async () => {
  siege = await Siege.begin();
  foreignToken = await signIn(siege.stage.system.issuer, 'hanako');
});

afterAll(() => siege.end());

/** A problem of the service, or what API Gateway or CloudFront says itself. */
const NAMED =
  /^\{("type":"urn:problem:remote-wipe:[a-z-]+"|"message":"[A-Z][A-Za-z ]+"\}$)|^<HTML>.*<H1>[0-9]{3} ERROR/;

describe('the HTTP API', () => {
  const paths = () =>
    fc.oneof(
      fc.constantFrom(
        '/v1/models?kind=fridge',
        '/v1/lines',
        `/v1/lines/${siege.waiting.line.lineId}`,
        `/v1/lines/${siege.waiting.line.lineId}/wipes`,
        `/v1/wipes/${siege.waiting.wipeId}`,
        `/v1/wipes/${siege.waiting.wipeId}/cancellation`,
        `/v1/wipes/${siege.waiting.wipeId}/record`,
        '/v1/enrolments',
        '/v1/enrolments/code',
        `/v1/enrolments/${siege.handset.enrolmentId}/certificate`,
      ),
      fc
        .tuple(fc.constantFrom('/v1/lines/', '/v1/wipes/', '/v1/enrolments/', '/'), text)
        .map(([start, end]) => `${start}${encodeURIComponent(end.toWellFormed())}`),
    );
  const tokens = () =>
    fc.oneof(
      fc.constant(`Bearer ${foreignToken}`),
      fc.constant(`Bearer ${foreignToken.slice(0, -9)}AAAAAAAAA`),
      fc.constantFrom('Bearer', 'Bearer a.b.c', 'Basic bG9jYWw6bG9jYWw='),
      header,
    );
  const calls = () =>
    fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'),
      path: paths(),
      headers: fc.record(
        {
          authorization: tokens(),
          'content-type': fc.oneof(fc.constant('application/json'), header),
          'idempotency-key': header,
          'if-none-match': header,
          origin: header,
        },
        { requiredKeys: [] },
      ),
      body,
    });

  test('answers garbage with an error by name, and changes nothing', () =>
    siege.inVain(() =>
      fc.assert(
        fc.asyncProperty(calls(), async (call) => {
          const { status, text: answer } = await ask(siege.stage.system.api, call);

          const own = call.method === 'GET' && call.path === '/v1/lines' && status === 200;
          if (own || call.method === 'HEAD') return;
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
          expect(answer).toMatch(NAMED);
        }),
        runs(300),
      ),
    ));

  test.each([
    ['a body over ten megabytes', 413, { body: Buffer.alloc(10 * 2 ** 20 + 1, 'a') }],
    ['a body over 32 kilobytes', 413, { body: Buffer.alloc(4 * 2 ** 20, '[') }],
    ['a body of the largest size', 400, { body: Buffer.alloc(32_768, '[') }],
    ['deeply nested JSON', 400, { body: '['.repeat(30_000) }],
    ['headers over ten kilobytes', 431, { headers: { 'x-long': 'a'.repeat(10_240) } }],
    ['another content type', 400, { headers: { 'content-type': 'text/plain' }, body: '{}' }],
    ['a foreign host', 403, { headers: { host: 'example.com' } }],
    ['a path that is not encoded well', 400, { path: '/v1/lines/%ff' }],
  ])('refuses %s', async (_, status, call) => {
    await siege.inVain(async () => {
      const usual = { 'content-type': 'application/json' };
      const answer = await ask(siege.stage.system.api, {
        method: 'POST',
        path: '/v1/enrolments/code',
        ...call,
        headers: { ...usual, ...('headers' in call ? call.headers : {}) },
      });

      expect(answer.status).toBe(status);
      expect(answer.text).toMatch(NAMED);
    });
  });
});

describe('the AWS endpoint', () => {
  /** Operations that exist, and members that some of them have. */
  const OPERATIONS = {
    dynamodb: 'GetItem PutItem DeleteItem UpdateItem Query Scan BatchWriteItem DescribeTable',
    states: 'StartExecution SendTaskSuccess SendTaskFailure DescribeExecution ListExecutions',
    kms: 'Sign GetPublicKey Encrypt Decrypt GenerateDataKey DescribeKey Verify',
    sqs: 'SendMessage ReceiveMessage DeleteMessage GetQueueAttributes GetQueueUrl',
    secretsmanager: 'GetSecretValue DescribeSecret',
  };
  const MEMBERS =
    'TableName Key Item KeyConditionExpression ExpressionAttributeValues UpdateExpression RequestItems stateMachineArn name input taskToken output error executionArn KeyId Message SigningAlgorithm CiphertextBlob Plaintext QueueUrl QueueName MessageBody SecretId'.split(
      ' ',
    );
  const operations = fc.oneof(
    ...Object.entries(OPERATIONS).map(([service, names]) =>
      fc.record({ service: fc.constant(service), name: fc.constantFrom(...names.split(' ')) }),
    ),
    fc.record({
      service: fc.constantFrom('sns', 's3', 'lambda', 'iot', 'iotdata', 'ses', 'ec2', '__proto__'),
      name: header,
    }),
  );
  const bodies = fc.oneof(
    body,
    fc
      .dictionary(fc.constantFrom(...MEMBERS), fc.oneof(fc.jsonValue({ maxDepth: 3 }), text))
      .map((members) => JSON.stringify(members)),
    fc.constantFrom('Action=Publish', 'Action=CreateTopic&Name=x', 'Action=%ff'),
  );
  const credential = (key: string, service: string) =>
    `AWS4-HMAC-SHA256 Credential=${key}/20260101/ap-northeast-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const keys = fc.oneof(
    { weight: 3, arbitrary: fc.constant('local') },
    fc.constantFrom('AKIAIOSFODNN7EXAMPLE', 'ASIA', '__proto__'),
  );
  const calls = fc
    .record({
      key: keys,
      operation: operations,
      method: fc.constantFrom('POST', 'POST', 'PUT', 'GET', 'DELETE', 'PATCH'),
      path: fc.oneof(
        fc.constant('/'),
        text.map((end) => `/${encodeURIComponent(end.toWellFormed())}`),
      ),
      headers: fc.record(
        {
          'content-type': fc.constantFrom(
            'application/x-amz-json-1.0',
            'application/json',
            'application/x-www-form-urlencoded',
            'application/cbor',
          ),
          'x-amz-security-token': header,
          'smithy-protocol': fc.constantFrom('rpc-v2-cbor', 'x'),
        },
        { requiredKeys: [] },
      ),
      targeted: fc.boolean(),
      body: bodies,
    })
    .map(({ operation: { service, name }, headers, targeted, ...call }) => ({
      ...call,
      service,
      headers: { ...headers, ...(targeted && { 'x-amz-target': `Target.${name}` }) },
    }));
  /** Signed as the developer would, so that garbage comes through the door. */
  const sign = async ({ key, ...call }: UnsignedCall & { key: string }) => {
    if (key !== 'local') return { ...call.headers, authorization: credential(key, call.service) };
    const developer = { accessKeyId: key, secretAccessKey: key };
    return signedHeaders(siege.stage.system.endpoint, developer, call);
  };
  /** An error code as each protocol writes it. */
  const CODED = /__type.{1,3}[A-Z]\w+|<Code>[A-Z]\w+<\/Code>/s;

  test('answers garbage with an error by name, and changes nothing', () =>
    siege.inVain(() =>
      fc.assert(
        fc.asyncProperty(calls, async (call) => {
          const headers = await sign(call);

          const { status, text: answer } = await ask(siege.stage.system.endpoint, {
            ...call,
            headers,
          });

          // The developer may read.
          if (call.method === 'GET' && status === 200) return;
          // 501 is how S3 says that an operation is not hosted.
          if (status !== 501) expect(Math.floor(status / 100)).toBe(4);
          expect(answer).toMatch(CODED);
        }),
        runs(400),
      ),
    ));

  test.each([
    ['a foreign host', 403, 'ForbiddenHost', { host: 'example.com' }],
    ['a web page', 403, 'ForbiddenHost', { origin: 'http://127.0.0.1' }],
    ['a malformed signature', 403, 'IncompleteSignatureException', { authorization: 'Bearer x' }],
    [
      'an unknown key',
      403,
      'UnrecognizedClientException',
      { authorization: credential('AKIAIOSFODNN7EXAMPLE', 'dynamodb') },
    ],
    ['a signature that is made up', 400, 'InvalidSignatureException', {}],
    ['a body over its limit', 413, 'RequestEntityTooLargeException', {}, 16 * 2 ** 20 + 1],
  ])('refuses %s', (_, status, code, headers, length = 0) =>
    siege.inVain(async () => {
      const answer = await ask(siege.stage.system.endpoint, {
        method: 'POST',
        headers: {
          authorization: credential('local', 'dynamodb'),
          'x-amz-target': 'DynamoDB_20120810.ListTables',
          ...headers,
        },
        body: Buffer.alloc(length, ' '),
      });

      expect(answer.status).toBe(status);
      expect(answer.text).toContain(code);
    }),
  );
});

describe('the sign-in and the inbox', () => {
  const paths = fc.oneof(
    fc.constantFrom(
      '/auth?client_id=portal&response_type=code&redirect_uri=http://127.0.0.1/callback',
      '/auth?client_id=portal&response_type=code&redirect_uri=http://evil.example/',
      '/token',
      '/interaction/x',
      '/interaction/x/abort',
      '/session/end',
      '/messages?limit=-1',
      '/messages?after=x',
      '/messages?kind=letter',
      '/stream?to=1&to=2&x',
      '//',
    ),
    text.map((end) => `/${encodeURIComponent(end.toWellFormed())}`),
    text.map((end) => `/messages?${encodeURIComponent(end.toWellFormed())}`),
    text.map((end) => `/auth?${new URLSearchParams({ state: end.toWellFormed() })}`),
  );
  const calls = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
    path: paths,
    headers: fc.record(
      {
        'content-type': fc.constantFrom('application/x-www-form-urlencoded', 'application/json'),
        authorization: header,
        cookie: header,
        origin: header,
        host: fc.constantFrom('example.com', '127.0.0.1', 'localhost:1'),
      },
      { requiredKeys: [] },
    ),
    body,
  });

  test.each([['issuer'], ['inbox']] as const)(
    'the %s answers garbage with an error, and changes nothing',
    (name) =>
      siege.inVain(() =>
        fc.assert(
          fc.asyncProperty(calls, async (call) => {
            const { status } = await ask(siege.stage.system[name], call);

            // Whoever is on this machine may read the inbox.
            if (call.method !== 'GET') expect(status).toBeGreaterThanOrEqual(400);
            expect(status).toBeLessThan(500);
          }),
          runs(200),
        ),
      ),
  );
});

describe('bytes that are no HTTP', () => {
  const HEADS = [
    'GET // HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
    'GET * HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
    'GET /%E0%A4%A HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
    'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'CONNECT example.com:443 HTTP/1.1\r\nHost: HOST\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: HOST\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9999\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: HOST\r\nExpect: 200-maybe\r\nContent-Length: 1\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: HOST\r\n${'X: y\r\n'.repeat(3000)}\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`,
  ];
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc.constantFrom(...HEADS),
    fc.tuple(fc.constantFrom(...HEADS), fc.nat(120)).map(([head, at]) => head.slice(0, at)),
  );

  test.each([['api'], ['origin'], ['endpoint'], ['issuer'], ['inbox']] as const)(
    'are answered with an error or an end by the %s',
    (name) => {
      const base = siege.stage.system[name];
      return siege.inVain(() =>
        fc.assert(
          fc.asyncProperty(pieces, async (piece) => {
            const own = typeof piece === 'string' ? piece.replace('HOST', base.slice(7)) : piece;

            const answer = await pour(base, own);

            expect(answer).toMatch(/^$|^HTTP\/1\.1 [2-4]\d\d /);
          }),
          { ...runs(60), examples: HEADS.map((head): [string] => [head]) },
        ),
      );
    },
  );
});

test('all is well afterwards', () => siege.expectAllIsWell());
