/** Judges whether a wipe may be asked for, with every reason there is. */
import { isAndroid, isApple, isUnknown } from './device.ts';
import type { EligibilityFacts } from './facts.ts';
import { NOTICES } from './notices.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { NoticeCode, ReasonCode, ReferralCode } from './texts.ts';

export interface Eligibility {
  readonly outcome: 'ALLOW' | 'ALLOW_WARN' | 'REFUSE';
  /** The first refusal, else the first warning, else `OK`. */
  readonly primary: ReasonCode | 'OK';
  readonly refusals: readonly ReasonCode[];
  /** What the person must consent to by name. */
  readonly warnings: readonly ReasonCode[];
  readonly referrals: readonly ReferralCode[];
  /** None where the wipe is refused: they are about one that goes on. */
  readonly notices: readonly NoticeCode[];
}

/** Every rule is asked, so that a person hears all reasons at once. */
export function judgeEligibility(
  facts: EligibilityFacts,
  rules: readonly Rule[] = RULES,
): Eligibility {
  const unmet = rules.filter((rule) => rule.judge(facts) === 'not-met');
  const refusing = unmet.filter(({ effect }) => effect === 'refuse');
  const warning = unmet.filter(({ effect }) => effect === 'warn');
  const [first] = refusing;
  // Only the first refusal leads on: those of later ones could lead a person to a shop that cannot wipe the device either.
  const leading = first ? [first] : warning;
  return {
    outcome: first ? 'REFUSE' : warning.length > 0 ? 'ALLOW_WARN' : 'ALLOW',
    primary: (first ?? warning[0])?.code ?? 'OK',
    refusals: codesOf(refusing),
    warnings: codesOf(warning),
    referrals: referralsOf(leading, facts),
    notices: first ? [] : NOTICES.filter(({ fits }) => fits(facts)).map(({ code }) => code),
  };
}

const codesOf = (rules: readonly Rule[]) => rules.map(({ code }) => code);

function referralsOf(rules: readonly Rule[], facts: EligibilityFacts): ReferralCode[] {
  const fitting = rules.flatMap(({ referrals }) => referrals.filter((code) => fits(code, facts)));
  return [...new Set(fitting)];
}

/** The services of Google and of Apple are for their own devices; where nothing tells which it is, it may be either. */
function fits(referral: ReferralCode, { model }: EligibilityFacts): boolean {
  if (referral === 'F_GOOGLE_FIND') return isAndroid(model) || isUnknown(model);
  if (referral === 'F_ICLOUD_FIND') return isApple(model) || isUnknown(model);
  return true;
}
