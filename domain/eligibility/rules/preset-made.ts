/** A model first sold up to April 2017 needs a setting made before the loss (R13, R14). */
import { neededPreset } from '../preset.ts';
import type { Rule } from '../rule.ts';

export const presetMade: Rule = {
  name: 'preset-made',
  requirements: ['R13', 'R14', 'R15', 'R51', 'A8', 'A9'],
  effect: 'refuse',
  code: 'X_PRESET_MISSING',
  referrals: ['F_GOOGLE_FIND', 'F_MODEL_LIST'],
  judge(facts) {
    const preset = neededPreset(facts);
    if (preset === undefined || preset === 'unknown') return 'not-applicable';
    return preset === 'not_done' ? 'not-met' : 'met';
  },
};
