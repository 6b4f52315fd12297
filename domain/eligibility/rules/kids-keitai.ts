/** Of the kids keitai only KY-41C is covered (R32, R33). */
import type { Rule } from '../rule.ts';

/** A later one joins this list when the service's list of models names it (A19). */
const SUPPORTED: readonly string[] = ['KY-41C'];

export const kidsKeitai: Rule = {
  name: 'kids-keitai',
  requirements: ['R32', 'R33', 'A19'],
  judge({ model }) {
    if (model?.kind !== 'kids_keitai') return { verdict: 'not-applicable' };
    if (SUPPORTED.includes(model.code)) return { verdict: 'met' };
    return {
      verdict: 'not-met',
      effect: 'refuse',
      code: 'X_KIDS_EXCLUDED',
      referrals: ['F_MODEL_LIST'],
    };
  },
};
