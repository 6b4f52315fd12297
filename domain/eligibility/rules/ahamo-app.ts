/** On ahamo the handset must be the carrier's Android device that came with the app (R42). */
import { isAndroid, isUnknown } from '../device.ts';
import type { Rule } from '../rule.ts';

export const ahamoApp: Rule = {
  name: 'ahamo-app',
  requirements: ['R40', 'R42'],
  effect: 'refuse',
  code: 'X_AHAMO_NO_APP',
  referrals: ['F_GOOGLE_FIND'],
  judge({ line, model, handset }) {
    if (line.plan !== 'ahamo' || handset === undefined) return 'not-applicable';
    if (handset.app === 'no') return 'not-met';
    return isAndroid(model) || isUnknown(model) ? 'met' : 'not-met';
  },
};
