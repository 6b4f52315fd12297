import { describe, expect, test } from '@jest/globals';
import { claimsOf } from '#browser/session/claims.ts';

const tokenWith = (payload: string) => `e30.${Buffer.from(payload).toString('base64url')}.c2ln`;
const CLAIMS = { sub: 'clerk', role: 'shop', exp: 1_800_000_000 };

describe('a token', () => {
  test('is read with whatever else it says, in any script', () => {
    const claims = { ...CLAIMS, assurance: '2', auth_time: 1_799_999_000, name: '見本 花子？～' };

    expect(claimsOf(tokenWith(JSON.stringify(claims)))).toMatchObject({
      ...CLAIMS,
      assurance: '2',
      auth_time: 1_799_999_000,
    });
  });

  test.each([
    ['no parts', 'opaque'],
    ['no base64', 'e30.***.c2ln'],
    ['no JSON', tokenWith('role=shop')],
    ['no person', tokenWith('{"role":"shop","exp":1800000000}')],
    ['no role', tokenWith('{"sub":"clerk","exp":1800000000}')],
    [
      'a role that is none of the service’s',
      tokenWith('{"sub":"clerk","role":"root","exp":1800000000}'),
    ],
    ['no end', tokenWith('{"sub":"clerk","role":"shop"}')],
  ])('with %s is refused', (_what, token) => {
    expect(() => claimsOf(token)).toThrow();
  });
});
