import { describe, expect, test } from '@jest/globals';
import { problems } from '#console/texts/ja/problems.ts';
import { ROUTES } from '#functions/contract/routes.ts';
import { PROBLEMS } from '#functions/http/problem.ts';
import { codesOf } from '#lib/openapi.ts';

/** What operations and approvers may call. */
const THEIRS = ROUTES.filter(
  (route) =>
    route.caller === 'person' && route.roles.some((role) => role === 'ops' || role === 'approver'),
);
/** Told by its header, and answered by a fresh sign-in. */
const BY_HEADER = ['step-up-required'];

describe('the problems of operations and approvers', () => {
  test.each(THEIRS.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'of %s have words in Japanese',
    (_, route) => {
      const without = codesOf(route)
        .filter((code) => !BY_HEADER.includes(code))
        .filter((code) => !problems[code]);

      expect(without).toEqual([]);
    },
  );

  test('have words under codes alone that the service has', () => {
    const unknown = Object.keys(problems).filter((code) => !Object.hasOwn(PROBLEMS, code));

    expect(unknown).toEqual([]);
  });
});
