/** Of the kids keitai only KY-41C is covered, and none that was sold before it (R32, R33). */
import { deviceOf, isKids } from '../device.ts';
import type { Rule } from '../rule.ts';

export const kidsKeitai: Rule = {
  name: 'kids-keitai',
  requirements: ['R32', 'R33', 'A10', 'A19'],
  effect: 'refuse',
  code: 'X_KIDS_EXCLUDED',
  referrals: ['F_MODEL_LIST'],
  judge(facts) {
    const device = deviceOf(facts);
    if (device === 'kids-excluded') return 'not-met';
    if (!isKids(facts.model)) return 'not-applicable';
    return device === 'covered' || device === 'without-app' ? 'met' : 'not-applicable';
  },
};
