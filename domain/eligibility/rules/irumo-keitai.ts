/** Plan irumo has no sp mode, which a keitai needs; nobody says that it is excluded, so it is a warning (R3, A17). */
import { isKids } from '../device.ts';
import type { Rule } from '../rule.ts';

export const irumoKeitai: Rule = {
  name: 'irumo-keitai',
  requirements: ['R3', 'A17', 'A18'],
  effect: 'warn',
  code: 'W_IRUMO_KEITAI',
  referrals: [],
  judge({ line, model }) {
    if (model.kind !== 'keitai' || isKids(model)) return 'not-applicable';
    return line.plan === 'irumo' ? 'not-met' : 'met';
  },
};
