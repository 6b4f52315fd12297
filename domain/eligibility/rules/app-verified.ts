/** Without the app nothing can run on any plan, so not knowing whether it is there is a warning (R42, A14). */
import { isKids, judgedHandset } from '../device.ts';
import type { Rule } from '../rule.ts';

export const appVerified: Rule = {
  name: 'app-verified',
  requirements: ['R42', 'A14'],
  effect: 'warn',
  code: 'W_APP_UNVERIFIED',
  referrals: [],
  judge(facts) {
    const handset = judgedHandset(facts);
    // A kids keitai that is covered is named as such, and an app that is missing is another rule's matter.
    if (handset === undefined || handset.app === 'no' || isKids(facts.model))
      return 'not-applicable';
    return handset.app === 'unknown' ? 'not-met' : 'met';
  },
};
