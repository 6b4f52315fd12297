/** A model that the list of supported models does not name, or a device without the app, is not known to be covered (R15). */
import { deviceOf } from '../device.ts';
import type { Rule } from '../rule.ts';

export const knownModel: Rule = {
  name: 'known-model',
  requirements: ['R15', 'A1', 'A14', 'A19', 'A28'],
  effect: 'refuse',
  code: 'X_MODEL_UNKNOWN',
  referrals: ['F_MODEL_LIST', 'F_GOOGLE_FIND'],
  judge(facts) {
    // Where nothing is known of a device there is no model to look up.
    if (facts.handset === undefined && facts.model.code === '') return 'not-applicable';
    const device = deviceOf(facts);
    if (device === 'unlisted') return 'not-met';
    // On ahamo the plan's own rule says so (A14).
    if (device === 'without-app') return facts.line.plan === 'ahamo' ? 'not-applicable' : 'not-met';
    return device === 'covered' ? 'met' : 'not-applicable';
  },
};
