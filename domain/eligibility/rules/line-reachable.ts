/** A suspended line may not be reached. Suspending is what people do first, so it never refuses a wipe (R16, A25). */
import type { Rule } from '../rule.ts';

export const lineReachable: Rule = {
  name: 'line-reachable',
  requirements: ['R16', 'A25'],
  effect: 'warn',
  code: 'W_LINE_SUSPENDED',
  referrals: [],
  judge: ({ line }) => (line.isSuspended ? 'not-met' : 'met'),
};
