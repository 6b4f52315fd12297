/** An iPhone or iPad is not covered, by any channel; Apple's own service is (R27, R28). */
import type { Rule } from '../rule.ts';

export const appleDevice: Rule = {
  name: 'apple-device',
  requirements: ['R27', 'R28', 'A10', 'A27'],
  judge({ model }) {
    if (model?.kind !== 'iphone' && model?.kind !== 'ipad') return { verdict: 'not-applicable' };
    return {
      verdict: 'not-met',
      effect: 'refuse',
      code: 'X_APPLE_DEVICE',
      referrals: ['F_ICLOUD_FIND'],
    };
  },
};
