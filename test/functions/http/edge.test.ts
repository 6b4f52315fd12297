import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readOriginDigests } from '#functions/contract/environment.ts';
import { api } from '#functions/http/api.ts';
import { json } from '#functions/http/problem.ts';
import { anEvent, type Call, CONTEXT, call } from '../api-call.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const [PRESENT, NEXT] = ['a'.repeat(43), 'b'.repeat(43)];
const DIGESTS = [sha256(PRESENT), sha256(NEXT)];

/** What a function answers that knows these digests, and whether it was asked at all. */
async function askedWith(secret: string | undefined, digests: readonly string[] = DIGESTS) {
  let asked = false;
  const handler = api(async () => {
    asked = true;
    return json(200, {});
  }, digests);
  const { 'x-origin-secret': _, ...headers } = anEvent().headers;
  const event = {
    ...anEvent(),
    headers: { ...headers, ...(secret !== undefined && { 'x-origin-secret': secret }) },
  };
  const { statusCode, body } = await handler(event, CONTEXT);
  return { statusCode, asked, code: JSON.parse(body).code };
}

describe('the origin secret', () => {
  test.each([
    ['the present one', PRESENT],
    ['the next one', NEXT],
  ])('lets a call in: %s', async (_, secret) => {
    expect(await askedWith(secret)).toEqual({ statusCode: 200, asked: true, code: undefined });
  });

  test.each([
    ['none', undefined],
    ['an empty one', ''],
    ['another one', 'c'.repeat(43)],
    ['the digest in its place', DIGESTS[0]],
    ['both at once', `${PRESENT},${NEXT}`],
    ['one in capitals', PRESENT.toUpperCase()],
  ])('keeps a call out before anything is done: %s', async (_, secret) => {
    expect(await askedWith(secret)).toEqual({ statusCode: 403, asked: false, code: 'edge-only' });
  });

  test.each([['none'], [''], [sha256(PRESENT).slice(2)], [`${sha256(PRESENT)}00`]])(
    'lets nobody in by a digest that is none: %j',
    async (digest) => {
      expect(await askedWith(PRESENT, [digest])).toMatchObject({ statusCode: 403 });
      expect(await askedWith('', [digest])).toMatchObject({ statusCode: 403 });
    },
  );

  test('is known by one digest, or by two while it changes; by none nothing starts', () => {
    expect(readOriginDigests({ ORIGIN_DIGESTS: DIGESTS.join(',') })).toEqual(DIGESTS);
    expect(readOriginDigests({ ORIGIN_DIGESTS: sha256(PRESENT) })).toEqual([sha256(PRESENT)]);
    expect(() => readOriginDigests({})).toThrow('ORIGIN_DIGESTS');
    expect(() => readOriginDigests({ ORIGIN_DIGESTS: '' })).toThrow('ORIGIN_DIGESTS');
  });
});

describe('a body', () => {
  const LARGEST = 32_768;
  const send = (made: Call) => call(async () => json(200, {}), made);

  test.each([
    ['as text', {}],
    ['in base64', { base64: true }],
  ])('may have 32 KB and not a byte more: %s', async (_, how) => {
    expect(await send({ ...how, body: 'x'.repeat(LARGEST) })).toMatchObject({ status: 200 });
    expect(await send({ ...how, body: 'x'.repeat(LARGEST + 1) })).toMatchObject({
      status: 413,
      problem: 'body-too-large',
    });
  });

  test('is measured in bytes', async () => {
    expect(await send({ body: '漢'.repeat(LARGEST / 2) })).toMatchObject({ status: 413 });
  });
});
