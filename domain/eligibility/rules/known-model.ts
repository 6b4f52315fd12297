/** A model that the list of supported models does not name is not known to be covered: no command (R15). */
import type { Rule } from '../rule.ts';

export const knownModel: Rule = {
  name: 'known-model',
  requirements: ['R15', 'A1'],
  judge({ model }) {
    if (model !== undefined) return { verdict: 'met' };
    return {
      verdict: 'not-met',
      effect: 'refuse',
      code: 'X_MODEL_UNKNOWN',
      referrals: ['F_MODEL_LIST', 'F_GOOGLE_FIND'],
    };
  },
};
