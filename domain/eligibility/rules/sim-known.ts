/** Not knowing how the SIMs of one of those five models are used is a warning (R25, A4). */
import { NO_ESIM_ONLY } from '../conditions.ts';
import { judgedHandset } from '../device.ts';
import type { Rule } from '../rule.ts';

export const simKnown: Rule = {
  name: 'sim-known',
  requirements: ['R25', 'A4'],
  effect: 'warn',
  code: 'W_SIM_STATE_UNKNOWN',
  referrals: [],
  judge(facts) {
    const handset = judgedHandset(facts);
    if (handset === undefined || !NO_ESIM_ONLY.includes(facts.model.code)) return 'not-applicable';
    return handset.sim === 'unknown' ? 'not-met' : 'met';
  },
};
