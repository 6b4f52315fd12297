/** Five models cannot be wiped while only their eSIM is in use (R25, R26). */
import { NO_ESIM_ONLY } from '../conditions.ts';
import { judgedHandset } from '../device.ts';
import type { Rule } from '../rule.ts';

export const esimOnly: Rule = {
  name: 'esim-only',
  requirements: ['R23', 'R25', 'R26', 'A3', 'A10'],
  effect: 'refuse',
  code: 'X_ESIM_ONLY_MODEL',
  referrals: ['F_GOOGLE_FIND', 'F_NANO_SIM_NEXT_TIME'],
  judge(facts) {
    const handset = judgedHandset(facts);
    if (handset === undefined || !NO_ESIM_ONLY.includes(facts.model.code)) return 'not-applicable';
    return handset.sim === 'esim' ? 'not-met' : 'met';
  },
};
