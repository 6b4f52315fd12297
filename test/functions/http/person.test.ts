import { describe, expect, test } from '@jest/globals';
import { SECOND } from '#domain/wipe/settings.ts';
import { ROLES } from '#functions/contract/roles.ts';
import { callerIn, subscriberOf } from '#functions/http/person.ts';
import { json } from '#functions/http/problem.ts';
import { requireStepUp } from '#functions/http/step-up.ts';
import { ACCOUNT, NOW, PERSON } from '#test/domain/builders.ts';
import { call } from '../api-call.ts';

/** A function that answers with whoever calls, once they have signed in afresh where `strict`. */
const whoami = (claims: Record<string, unknown> | null, strict = false) =>
  call(
    async (event) => {
      const person = subscriberOf(event);
      if (strict) requireStepUp(person, { now: NOW, age: 300 * SECOND });
      return json(200, person);
    },
    { claims },
  );

describe('the person behind a call', () => {
  test('is told by the claims of the access token', async () => {
    expect((await whoami({})).body).toEqual({
      person: PERSON.id,
      account: ACCOUNT,
      role: 'subscriber',
      factors: 2,
      signedInAt: NOW - 10 * SECOND,
      twoFactorAcr: '2',
    });
    expect((await whoami({ assurance: '1' })).body).toMatchObject({ factors: 1 });
  });

  test.each(['shop', 'ops', 'approver'])('is no subscriber with the role %s', async (role) => {
    expect(await whoami({ role, shop: 'shop-1' })).toMatchObject({
      status: 403,
      problem: 'not-allowed',
    });
  });

  test.each([
    ['subscriber', 200],
    ['shop', 200],
    ['ops', 401],
    ['approver', 401],
  ])('calls as %s with one factor and is answered %d', async (role, status) => {
    const claims = { role, scope: `remote-wipe/${role}`, shop: 'shop-1' };
    const any = (assurance: string) =>
      call(async (event) => json(200, callerIn(event, ...ROLES)), {
        claims: { ...claims, assurance },
      });

    const half = await any('1');

    expect(half.status).toBe(status);
    if (status === 401)
      expect(half).toMatchObject({
        problem: 'step-up-required',
        headers: { 'www-authenticate': expect.stringMatching(/acr_values="2"$/) },
      });
    expect(await any('2')).toMatchObject({ status: 200 });
  });

  test.each<[string, Record<string, unknown> | null]>([
    ['no token', null],
    ['no person', { person: undefined }],
    ['an empty person', { person: '' }],
    ['a long person', { person: 'p'.repeat(129) }],
    ['no account', { account: undefined }],
    ['an empty account', { account: '' }],
    ['no shop, at a clerk', { role: 'shop' }],
    ['no role', { role: undefined }],
    ['a role that nobody has', { role: 'admin' }],
    ['several roles', { role: '[subscriber ops]' }],
    ['no assurance', { assurance: undefined }],
    ['another assurance', { assurance: '3' }],
    ['an assurance that is no text', { assurance: 2 }],
    ['no time of sign-in', { auth_time: undefined }],
    ['a time that is no text', { auth_time: NOW / SECOND }],
    ['a broken time', { auth_time: '1.5e9' }],
    ['a negative time', { auth_time: '-1' }],
  ])('is nobody with %s', async (_, claims) => {
    expect(await whoami(claims)).toMatchObject({ status: 401, problem: 'not-signed-in' });
  });
});

describe('a fresh sign-in with two factors', () => {
  const at = (seconds: number) => String(NOW / SECOND - seconds);

  test.each([
    ['2', 0, 200],
    ['2', 300, 200],
    ['2', 301, 401],
    ['2', -30, 200],
    ['2', -31, 401],
    ['2', 86_400, 401],
    ['1', 0, 401],
    ['1', 301, 401],
  ])('is asked for: assurance %s, %d seconds ago: %d', async (assurance, seconds, status) => {
    const answer = await whoami({ assurance, auth_time: at(seconds) }, true);

    expect(answer.status).toBe(status);
    // RFC 9470 section 3
    if (status === 401)
      expect(answer.headers['www-authenticate']).toBe(
        'Bearer error="insufficient_user_authentication", error_description="A fresh sign-in with two factors is needed", acr_values="2", max_age="300"',
      );
  });
});
