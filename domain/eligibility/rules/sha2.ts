/** The carrier's apps may fail on an old OS since a change of security method (R47, A26). */
import { SHA2_LEGACY } from '../conditions.ts';
import { isKids, judgedHandset } from '../device.ts';
import type { HandsetFacts, ModelFacts } from '../facts.ts';
import type { Rule } from '../rule.ts';

export const sha2: Rule = {
  name: 'sha2',
  requirements: ['R47', 'A26'],
  effect: 'warn',
  code: 'W_SHA2_LEGACY',
  referrals: [],
  judge(facts) {
    const handset = judgedHandset(facts);
    if (handset === undefined) return 'not-applicable';
    return mayBeLegacy(facts.model, handset) ? 'not-met' : 'met';
  },
};

/** The version of the OS decides; where it is not known the model's age does, and not knowing that either may be bad. */
function mayBeLegacy(model: ModelFacts, { android }: HandsetFacts): boolean {
  if (android !== undefined) {
    const [major, minor] = android;
    const [lastMajor, lastMinor] = SHA2_LEGACY.android;
    return major < lastMajor || (major === lastMajor && minor <= lastMinor);
  }
  // A kids keitai that is covered is younger than that.
  if (isKids(model)) return false;
  return model.released === undefined || model.released <= SHA2_LEGACY.releasedUpTo;
}
