/** Whoever signs in by a device that is not at hand cannot go on from a page; a shop can, without it (R6, R34, R35). */
import type { Rule } from '../rule.ts';

export const authenticationFactor: Rule = {
  name: 'authentication-factor',
  requirements: ['R6', 'R7', 'R8', 'R34', 'R35', 'R36', 'R37', 'R39', 'A5', 'A15'],
  effect: 'refuse',
  code: 'X_AUTH_FACTOR_LOST',
  referrals: ['F_SHOP_COUNTER', 'F_GOOGLE_FIND'],
  judge({ applicant }) {
    if (applicant.channel !== 'web') return 'not-applicable';
    return applicant.secondFactor === 'lost' ? 'not-met' : 'met';
  },
};
