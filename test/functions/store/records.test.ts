import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordsIn, type SealedRecord } from '#functions/store/records.ts';
import { ENROLMENT_ID } from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';

const WIPE_ID = `${ENROLMENT_ID}.1`;
const SEALED: SealedRecord = {
  record: { v: 1, wipeId: WIPE_ID },
  jws: 'a.b.c',
  key: { kid: 'k', jwk: aKey().publicJwk },
};

let objects: Map<string, string>;
let failing: boolean;
let server: Server;
let client: S3Client;
beforeEach(async () => {
  objects = new Map();
  failing = false;
  // Amazon S3, as far as conditional writes go: docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '', 'http://s3').pathname;
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${code}</Code></Error>`);
    const body = await text(request);
    if (failing) refuse(403, 'AccessDenied');
    else if (request.method === 'GET') response.end(objects.get(name));
    else if (request.headers['if-none-match'] === '*' && objects.has(name))
      refuse(412, 'PreconditionFailed');
    else response.end(objects.set(name, body) && '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  client = new S3Client({
    endpoint: `http://127.0.0.1:${address.port}`,
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
});
afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const records = () => recordsIn(client, 'records');

describe('a record', () => {
  test('is written once, under its wipe and revision, and read as it was written', async () => {
    expect(await records().put(WIPE_ID, 1, SEALED)).toBe(true);

    expect([...objects.keys()]).toEqual([`/records/records/${WIPE_ID}/1.json`]);
    expect(await records().get(WIPE_ID, 1)).toEqual(SEALED);
  });

  test('is never written over', async () => {
    await records().put(WIPE_ID, 1, SEALED);

    expect(await records().put(WIPE_ID, 1, { ...SEALED, jws: 'd.e.f' })).toBe(false);
    expect(await records().get(WIPE_ID, 1)).toEqual(SEALED);
    expect(await records().put(WIPE_ID, 2, SEALED)).toBe(true);
  });

  test('that cannot be written is an error', async () => {
    failing = true;

    await expect(records().put(WIPE_ID, 1, SEALED)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('that is none is an error', async () => {
    objects.set(`/records/records/${WIPE_ID}/1.json`, '{"record":{}}');

    await expect(records().get(WIPE_ID, 1)).rejects.toThrow();
  });
});
