/** Plan irumo has no sp mode, which a keitai needs; nobody says that it is excluded, so it is a warning (R3, A17). */
import { deviceOf, isKids } from '../device.ts';
import type { Rule } from '../rule.ts';

export const irumoKeitai: Rule = {
  name: 'irumo-keitai',
  requirements: ['R3', 'A17', 'A18'],
  effect: 'warn',
  code: 'W_IRUMO_KEITAI',
  referrals: [],
  judge(facts) {
    const { model } = facts;
    if (model.kind !== 'keitai' || isKids(model)) return 'not-applicable';
    if (deviceOf(facts) !== 'covered') return 'not-applicable';
    return facts.line.plan === 'irumo' ? 'not-met' : 'met';
  },
};
