import { describe, expect, test } from '@jest/globals';
import { Fault } from '#domain/fault.ts';
import { ROUTES } from '#functions/contract/routes.ts';
import { json, PROBLEMS, type ProblemCode, ProblemError } from '#functions/http/problem.ts';
import { call } from '../api-call.ts';

const thrower = (error: unknown) => async () => Promise.reject(error);

describe('every problem', () => {
  test.each(Object.entries(PROBLEMS))('has the shape of RFC 9457: %s', async (code, [status]) => {
    const known = Object.keys(PROBLEMS).find((each): each is ProblemCode => each === code);

    const answer = await call(thrower(new ProblemError(known ?? 'internal', { more: 1 })));

    expect(answer).toMatchObject({ status, problem: code, body: { more: 1 } });
  });

  test('carries the security headers, and is kept by no cache', async () => {
    const { headers } = await call(thrower(new ProblemError('wipe-not-found')));

    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Strict-Transport-Security': expect.stringContaining('max-age'),
    });
  });

  test('that the contract names for a route is one of the table', () => {
    const named = ROUTES.flatMap(({ problems }) => problems);

    expect(named.filter((code) => !Object.keys(PROBLEMS).includes(code))).toEqual([]);
  });
});

describe('what nobody foresaw', () => {
  test.each([
    ['an error', new Error('number 09012345678')],
    ['a fault', new Fault('illegal-transition', 'no way')],
    ['a text', 'number 09012345678'],
    ['nothing', undefined],
  ])('is `internal`, and tells nothing: %s', async (_, error) => {
    const answer = await call(thrower(error));

    expect(answer).toMatchObject({ status: 500, problem: 'internal' });
    expect(JSON.stringify(answer)).not.toContain('0901');
  });

  test('but too many writers may try again', async () => {
    expect(await call(thrower(new Fault('busy', 'too many')))).toMatchObject({
      status: 503,
      problem: 'busy',
      headers: { 'retry-after': '1' },
    });
  });
});

describe('an answer', () => {
  test('is kept by no cache unless it says how', async () => {
    const plain = await call(async () => json(200, {}));
    const own = await call(async () => json(200, {}, { 'cache-control': 'private, no-cache' }));

    expect(plain.headers['cache-control']).toBe('no-store');
    expect(own.headers['cache-control']).toBe('private, no-cache');
  });
});
