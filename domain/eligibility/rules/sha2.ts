/** The carrier's apps may fail on an old OS since a change of security method (R47, A26). */
import { SHA2_LEGACY } from '../conditions.ts';
import { deviceOf, isKids } from '../device.ts';
import type { EligibilityFacts } from '../facts.ts';
import type { Rule } from '../rule.ts';

export const sha2: Rule = {
  name: 'sha2',
  requirements: ['R47', 'A26'],
  effect: 'warn',
  code: 'W_SHA2_LEGACY',
  referrals: [],
  judge(facts) {
    if (facts.handset === undefined || deviceOf(facts) !== 'covered') return 'not-applicable';
    return mayBeLegacy(facts) ? 'not-met' : 'met';
  },
};

/** The version of the OS decides; where it is not known the model's age does, and not knowing that either may be bad. */
function mayBeLegacy({ model, handset }: EligibilityFacts): boolean {
  if (handset?.android !== undefined) {
    const [major, minor] = handset.android;
    const [lastMajor, lastMinor] = SHA2_LEGACY.android;
    return major < lastMajor || (major === lastMajor && minor <= lastMinor);
  }
  // A kids keitai that is covered is younger than that.
  if (isKids(model)) return false;
  return model.released === undefined || model.released <= SHA2_LEGACY.releasedUpTo;
}
