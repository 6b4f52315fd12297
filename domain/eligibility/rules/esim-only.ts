/** Five models cannot be wiped while in use with eSIM only; not knowing the SIMs is a warning (R25, R26, A4). */
import type { Rule } from '../rule.ts';

/** The closed list of R25 (A3). */
const MODELS: readonly string[] = ['SO-51D', 'SO-53D', 'SH-51D', 'SH-52D', 'SH-54D'];

export const esimOnly: Rule = {
  name: 'esim-only',
  requirements: ['R25', 'R26', 'A3', 'A4'],
  judge({ model, sim }) {
    if (model === undefined || !MODELS.includes(model.code)) return { verdict: 'not-applicable' };
    if (sim === 'esim')
      return {
        verdict: 'not-met',
        effect: 'refuse',
        code: 'X_ESIM_ONLY_MODEL',
        referrals: ['F_GOOGLE_FIND', 'F_NANO_SIM_NEXT_TIME'],
      };
    if (sim === 'unknown')
      return { verdict: 'not-met', effect: 'warn', code: 'W_SIM_STATE_UNKNOWN', referrals: [] };
    return { verdict: 'met' };
  },
};
