/** Not knowing whether that setting was made is a warning (R13, A8). */
import { neededPreset } from '../preset.ts';
import type { Rule } from '../rule.ts';

export const presetKnown: Rule = {
  name: 'preset-known',
  requirements: ['R13', 'A8'],
  effect: 'warn',
  code: 'W_PRESET_UNKNOWN',
  referrals: [],
  judge(facts) {
    const preset = neededPreset(facts);
    if (preset === undefined || preset === 'not_done') return 'not-applicable';
    return preset === 'unknown' ? 'not-met' : 'met';
  },
};
