/** A wipe is of the line's handset: a line on which none is enrolled has nothing to wipe (R2). */
import type { Rule } from '../rule.ts';

export const handsetEnrolled: Rule = {
  name: 'handset-enrolled',
  requirements: ['R2'],
  effect: 'refuse',
  code: 'X_NO_HANDSET',
  referrals: ['F_ICLOUD_FIND', 'F_GOOGLE_FIND'],
  judge: ({ handset }) => (handset === undefined ? 'not-met' : 'met'),
};
