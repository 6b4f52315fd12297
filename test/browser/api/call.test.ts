import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod/mini';
import { Api, type Call } from '#browser/api/call.ts';

const Answer = z.object({ name: z.string() });
const session = { token: jest.fn<() => Promise<string | undefined>>(), lost: jest.fn() };
const fetched = jest.spyOn(globalThis, 'fetch');

const call = (change: Partial<Call<typeof Answer>> = {}) =>
  new Api(session).call({ path: '/v1/things', answer: Answer, ...change });

const answers = (status: number, body: string | null, headers: Record<string, string> = {}) =>
  fetched.mockResolvedValue(new Response(body, { status, headers }));

beforeEach(() => {
  session.token.mockReset().mockResolvedValue('token');
  session.lost.mockReset();
  fetched.mockReset();
});

describe('a call', () => {
  test('answers what the service said, by its schema', async () => {
    answers(200, '{"name":"a","new":1}', { etag: '"7"', 'retry-after': '2' });

    expect(await call()).toEqual({ ok: true, value: { name: 'a' }, etag: '"7"', retryAfter: 2 });
  });

  test('sends the token, the key, the tag and the body, and keeps nothing', async () => {
    answers(200, '{"name":"a"}');

    await call({ method: 'POST', body: { a: 1 }, idempotencyKey: 'key', etag: '"6"' });

    const [path, request] = fetched.mock.calls[0] ?? [];
    expect(path).toBe('/v1/things');
    expect(request).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      cache: 'no-store',
      credentials: 'omit',
      headers: {
        accept: 'application/json',
        authorization: 'Bearer token',
        'content-type': 'application/json',
        'idempotency-key': 'key',
        'if-none-match': '"6"',
      },
    });
  });

  test('that anybody makes asks for no token', async () => {
    answers(200, '{"name":"a"}');

    await call({ signedIn: false });

    expect(session.token).not.toHaveBeenCalled();
    expect(fetched.mock.calls[0]?.[1]?.headers).toEqual({ accept: 'application/json' });
  });

  test('without a token is not sent', async () => {
    session.token.mockResolvedValue(undefined);

    expect(await call()).toEqual({ ok: false, failure: { kind: 'signed-out' } });
    expect(fetched).not.toHaveBeenCalled();
  });

  test('is not sent while the issuer cannot be asked for a token', async () => {
    session.token.mockRejectedValue(new TypeError('Failed to fetch'));

    expect(await call()).toEqual({ ok: false, failure: { kind: 'unreachable' } });
    expect(fetched).not.toHaveBeenCalled();
  });

  test('that has the newest already is told so', async () => {
    answers(304, null, { 'retry-after': '5' });

    expect(await call()).toEqual({ ok: 'same', retryAfter: 5 });
  });

  test('that nothing answers is unreachable', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));

    expect(await call()).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  });

  test.each([
    ['an answer with another shape', 200, '{"title":"a"}'],
    ['an answer that is no JSON', 200, '<html></html>'],
    ['a gateway that gave up', 504, '<html></html>'],
  ])('is unreadable by %s', async (_what, status, body) => {
    answers(status, body);

    expect(await call()).toEqual({ ok: false, failure: { kind: 'unreadable', status } });
    expect(session.lost).not.toHaveBeenCalled();
  });

  test('ends the session where the service takes the token no more', async () => {
    answers(401, '{"message":"Unauthorized"}');

    expect(await call()).toEqual({ ok: false, failure: { kind: 'signed-out' } });
    expect(session.lost).toHaveBeenCalledTimes(1);
  });
});
