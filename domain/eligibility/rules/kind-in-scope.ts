/** Covered are smartphones, tablets and keitai with sp mode: an i-mode keitai is not, nor any other kind (R3). */
import { deviceOf } from '../device.ts';
import type { Rule } from '../rule.ts';

export const kindInScope: Rule = {
  name: 'kind-in-scope',
  requirements: ['R3', 'A18'],
  effect: 'refuse',
  code: 'X_KIND_OUT_OF_SCOPE',
  referrals: ['F_MODEL_LIST'],
  judge(facts) {
    const device = deviceOf(facts);
    if (device === 'out-of-scope') return 'not-met';
    return device === 'covered' || device === 'without-app' ? 'met' : 'not-applicable';
  },
};
