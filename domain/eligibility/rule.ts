/** The shape of a rule: one file, one name, the requirements it comes from, one verdict. */
import type { EligibilityFacts } from './facts.ts';
import type { ReasonCode, ReferralCode } from './texts.ts';

export type Verdict =
  | { readonly verdict: 'met' }
  | { readonly verdict: 'not-applicable' }
  /** A `refuse` code stands in the way; a `warn` code needs the person's consent. */
  | {
      readonly verdict: 'not-met';
      readonly effect: 'refuse' | 'warn';
      readonly code: ReasonCode;
      readonly referrals: readonly ReferralCode[];
    };

export interface Rule {
  readonly name: string;
  /** R-numbers and readings (A-numbers) of the service's requirements. */
  readonly requirements: readonly string[];
  judge(facts: EligibilityFacts): Verdict;
}
