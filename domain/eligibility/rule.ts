/** The shape of a rule: one file, one name, the requirements it comes from, one code, one verdict. */
import type { EligibilityFacts } from './facts.ts';
import type { ReasonCode, ReferralCode } from './texts.ts';

/** `not-applicable`: the rule is not about such a device, line or person. */
export type Verdict = 'met' | 'not-met' | 'not-applicable';

export interface Rule {
  readonly name: string;
  /** R-numbers and readings (A-numbers) of `docs/requirements.md`. */
  readonly requirements: readonly string[];
  /** What not meeting it does: `refuse` stands in the way; `warn` needs the person's consent to the code. */
  readonly effect: 'refuse' | 'warn';
  /** The reason, where the rule is not met. */
  readonly code: ReasonCode;
  /** Where it leads the person. Referrals that do not fit the device are left out. */
  readonly referrals: readonly ReferralCode[];
  judge(facts: EligibilityFacts): Verdict;
}
