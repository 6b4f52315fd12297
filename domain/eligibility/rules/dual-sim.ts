/** With nanoSIM and eSIM both in use, a marked model is not sure to be wiped (R22, R23, R24). */
import { NO_ESIM_ONLY } from '../conditions.ts';
import { judgedHandset } from '../device.ts';
import type { Rule } from '../rule.ts';

export const dualSim: Rule = {
  name: 'dual-sim',
  requirements: ['R22', 'R23', 'R24', 'A2', 'A4'],
  effect: 'warn',
  code: 'W_DUAL_NOT_GUARANTEED',
  referrals: [],
  judge(facts) {
    const { model } = facts;
    const handset = judgedHandset(facts);
    if (handset === undefined) return 'not-applicable';
    const isOneOfFive = NO_ESIM_ONLY.includes(model.code);
    if (model.mark === 'none' && !isOneOfFive) return 'not-applicable';
    if (handset.sim === 'dual') return 'not-met';
    // Of the five the rule before says it. The words of this one hold whether or not both are in use.
    return handset.sim === 'unknown' && !isOneOfFive ? 'not-met' : 'met';
  },
};
