/** Plan ahamo has the service since 19 April 2023 (R40, R41). */
import { AHAMO_SERVICE, holds } from '../conditions.ts';
import type { Rule } from '../rule.ts';

export const ahamoStart: Rule = {
  name: 'ahamo-start',
  requirements: ['R40', 'R41', 'R51'],
  effect: 'refuse',
  code: 'X_AHAMO_NOT_YET',
  referrals: ['F_GOOGLE_FIND'],
  judge({ line, date }) {
    if (line.plan !== 'ahamo') return 'not-applicable';
    return holds(AHAMO_SERVICE, date) ? 'met' : 'not-met';
  },
};
