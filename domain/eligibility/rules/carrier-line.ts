/** The service is for lines under contract with this carrier (R1, R2). */
import type { Rule } from '../rule.ts';

export const carrierLine: Rule = {
  name: 'carrier-line',
  requirements: ['R1', 'R2'],
  effect: 'refuse',
  code: 'X_NOT_DOCOMO_LINE',
  referrals: ['F_GOOGLE_FIND'],
  judge: ({ line }) => (line.plan === 'mvno' ? 'not-met' : 'met'),
};
