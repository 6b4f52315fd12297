/** Five Samsung models lose functions without their latest software; a lost phone cannot get it, so it is a warning (R43, R44, R45). */
import { holds, UPDATE_NEEDED } from '../conditions.ts';
import { judgedHandset } from '../device.ts';
import type { Rule } from '../rule.ts';

export const samsungUpdate: Rule = {
  name: 'samsung-update',
  requirements: ['R43', 'R44', 'R45', 'R51', 'A6', 'A7'],
  effect: 'warn',
  code: 'W_UPDATE_PENDING',
  referrals: ['F_UPDATE_NOTICE'],
  judge(facts) {
    const handset = judgedHandset(facts);
    if (handset === undefined || !UPDATE_NEEDED.models.includes(facts.model.code))
      return 'not-applicable';
    if (!holds(UPDATE_NEEDED, facts.date)) return 'not-applicable';
    return handset.update === 'applied' ? 'met' : 'not-met';
  },
};
