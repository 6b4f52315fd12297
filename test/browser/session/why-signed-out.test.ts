import { expect, test } from '@jest/globals';
import { whyOf } from '#browser/session/why-signed-out.ts';

test.each([
  ['login_required', undefined],
  ['interaction_required', undefined],
  ['account_selection_required', undefined],
  ['consent_required', undefined],
  ['unmet_authentication_requirements', 'lost-factor'],
  ['access_denied', 'refused'],
  ['server_error', 'refused'],
  ['something_new', 'refused'],
] as const)('an issuer that answers %s is told as %s', (code, why) => {
  expect(whyOf(code)).toBe(why);
});
