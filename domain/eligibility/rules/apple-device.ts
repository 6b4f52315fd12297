/** An iPhone or iPad is not covered, by any channel; Apple's own service is (R27, R28, R30). */
import { deviceOf } from '../device.ts';
import type { Rule } from '../rule.ts';

export const appleDevice: Rule = {
  name: 'apple-device',
  requirements: ['R27', 'R28', 'R30', 'A10', 'A27'],
  effect: 'refuse',
  code: 'X_APPLE_DEVICE',
  referrals: ['F_ICLOUD_FIND'],
  judge: (facts) => (deviceOf(facts) === 'apple' ? 'not-met' : 'not-applicable'),
};
