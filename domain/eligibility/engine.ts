/** Judges whether a wipe may be asked for, with every reason there is. */
import type { EligibilityFacts } from './facts.ts';
import type { Rule } from './rule.ts';
import { appleDevice } from './rules/apple-device.ts';
import { esimOnly } from './rules/esim-only.ts';
import { kidsKeitai } from './rules/kids-keitai.ts';
import { knownModel } from './rules/known-model.ts';
import type { NoticeCode, ReasonCode, ReferralCode } from './texts.ts';

/** In the order in which the first refusal becomes the primary code. */
export const RULES: readonly Rule[] = [appleDevice, kidsKeitai, knownModel, esimOnly];

export interface Eligibility {
  readonly outcome: 'ALLOW' | 'ALLOW_WARN' | 'REFUSE';
  /** The first refusal, else the first warning, else `OK`. */
  readonly primary: ReasonCode | 'OK';
  readonly refusals: readonly ReasonCode[];
  /** What the person must consent to by name. */
  readonly warnings: readonly ReasonCode[];
  readonly referrals: readonly ReferralCode[];
  readonly notices: readonly NoticeCode[];
}

/** Every rule is asked, so that a person hears all reasons at once. */
export function judgeEligibility(
  facts: EligibilityFacts,
  rules: readonly Rule[] = RULES,
): Eligibility {
  const problems = rules
    .map((rule) => rule.judge(facts))
    .filter((verdict) => verdict.verdict === 'not-met');
  const codes = (effect: 'refuse' | 'warn') =>
    problems.filter((problem) => problem.effect === effect).map(({ code }) => code);
  const refusals = codes('refuse');
  const warnings = codes('warn');
  const refused = refusals.length > 0;
  return {
    outcome: refused ? 'REFUSE' : warnings.length > 0 ? 'ALLOW_WARN' : 'ALLOW',
    primary: refusals[0] ?? warnings[0] ?? 'OK',
    refusals,
    warnings,
    // The referrals of the first refusal lead the person on; those of later ones could lead astray.
    referrals: problems.find(({ effect }) => effect === 'refuse' || !refused)?.referrals ?? [],
    notices: refused ? [] : ['N_IRREVERSIBLE', 'N_SD_CARD'],
  };
}
