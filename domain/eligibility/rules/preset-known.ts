/** Not knowing whether that setting was made, or whether it was needed and missing, is a warning (R13, A8). */
import { presetNeed } from '../preset.ts';
import type { Rule } from '../rule.ts';

export const presetKnown: Rule = {
  name: 'preset-known',
  requirements: ['R13', 'A8'],
  effect: 'warn',
  code: 'W_PRESET_UNKNOWN',
  referrals: [],
  judge(facts) {
    const need = presetNeed(facts);
    if (need === 'no') return 'not-applicable';
    const preset = facts.handset?.preset;
    if (preset === 'unknown') return 'not-met';
    return need === 'unknown' && preset === 'not_done' ? 'not-met' : 'met';
  },
};
