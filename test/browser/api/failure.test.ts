import { describe, expect, test } from '@jest/globals';
import { failureOf, isProblem, problemIn, retryAfterOf } from '#browser/api/failure.ts';

const PROBLEM = {
  type: 'https://example.com/problems/wipe-in-progress',
  title: 'A wipe is under way',
  status: 409,
  code: 'wipe-in-progress',
};

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

const challenge = (rest: string) => ({
  'www-authenticate': `Bearer error="insufficient_user_authentication"${rest}`,
});

describe('a failure', () => {
  test('is the problem that the service tells, with what goes with it', async () => {
    const told = { ...PROBLEM, wipe: '/v1/wipes/0-1', reasons: ['X'], referrals: ['F'] };

    expect(await failureOf(answer(409, told, { 'retry-after': '30' }))).toEqual({
      kind: 'problem',
      problem: told,
      retryAfter: 30,
    });
  });

  test.each([
    [', acr_values="2", max_age="300"', { kind: 'step-up', acr: '2', maxAge: '300' }],
    [', acr_values="2 3"', { kind: 'step-up', acr: '2 3', maxAge: undefined }],
    ['', { kind: 'step-up', acr: undefined, maxAge: undefined }],
  ])('is a wish for a fresh sign-in with the challenge %j', async (rest, wanted) => {
    expect(await failureOf(answer(401, PROBLEM, challenge(rest)))).toEqual(wanted);
  });

  test.each([
    ['the service’s own', PROBLEM, {}],
    ['the gateway’s', { message: 'Unauthorized' }, { 'www-authenticate': 'Bearer' }],
  ])('is being signed out by a 401, %s', async (_whose, body, headers) => {
    expect(await failureOf(answer(401, body, headers))).toEqual({ kind: 'signed-out' });
  });

  test.each([
    [503, { message: 'Service Unavailable' }],
    [502, '<html>bad gateway</html>'],
    [404, ''],
    [409, { ...PROBLEM, code: 7 }],
  ])('is unreadable with %i and %j', async (status, body) => {
    expect(await failureOf(answer(status, body))).toEqual({ kind: 'unreadable', status });
  });

  test('is told apart by its code', async () => {
    const failure = await failureOf(answer(409, PROBLEM));

    expect(isProblem(failure, 'wipe-not-found', 'wipe-in-progress')).toBe(true);
    expect(isProblem(failure, 'wipe-not-found')).toBe(false);
    expect(problemIn(failure)?.code).toBe('wipe-in-progress');
  });

  test.each([
    undefined,
    'no-issuer',
    { kind: 'unreachable' },
    { kind: 'unreadable', status: 502 },
  ] as const)('that tells no problem is none of them: %j', (failure) => {
    expect(isProblem(failure, 'wipe-in-progress')).toBe(false);
    expect(problemIn(failure)).toBeUndefined();
  });
});

test.each([
  ['0', 0],
  ['15', 15],
  ['-1', undefined],
  ['1.5', undefined],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ['', undefined],
])('Retry-After %j is %s seconds', (value, seconds) => {
  expect(retryAfterOf(answer(503, '', { 'retry-after': value }))).toBe(seconds);
});
