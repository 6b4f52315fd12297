/** Without the app nothing can run on any plan, so not knowing whether it is there is a warning (R42, A14). */
import { deviceOf, isKids } from '../device.ts';
import type { Rule } from '../rule.ts';

export const appVerified: Rule = {
  name: 'app-verified',
  requirements: ['R42', 'A14'],
  effect: 'warn',
  code: 'W_APP_UNVERIFIED',
  referrals: [],
  judge(facts) {
    // The kids keitai that is covered is named as such, whatever is known of its app.
    if (facts.handset === undefined || isKids(facts.model)) return 'not-applicable';
    if (deviceOf(facts) !== 'covered') return 'not-applicable';
    return facts.handset.app === 'unknown' ? 'not-met' : 'met';
  },
};
