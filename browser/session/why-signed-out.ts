/** Why the issuer signed nobody in, as the pages tell it. */

/**
 * What to tell whoever comes to a page that wants them signed in. `unfinished`: it broke off on the way; `elsewhere`:
 * somebody signed out in another tab.
 */
export type WhySignedOut = 'lost-factor' | 'refused' | 'unfinished' | 'over' | 'elsewhere';

/** A silent sign-in found that somebody has to be asked something, which is no failure: OpenID Connect Core, section 3.1.2.6. */
const ASKS_SOMEBODY = [
  'login_required',
  'interaction_required',
  'account_selection_required',
  'consent_required',
];

/** OpenID Connect Core Unmet Authentication Requirements 1.0, section 2. */
const FACTOR_MISSING = 'unmet_authentication_requirements';

/** `code` is the issuer's: RFC 6749, section 4.1.2.1. Undefined where there is nothing to tell. */
export function whyOf(code: string): WhySignedOut | undefined {
  if (ASKS_SOMEBODY.includes(code)) return undefined;
  return code === FACTOR_MISSING ? 'lost-factor' : 'refused';
}
