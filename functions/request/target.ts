/** What a request is aimed at: the handset and the number that were seen and typed, and whether it may be wiped. */
import { missingConsents } from '#domain/eligibility/consent.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { Applicant } from '#domain/eligibility/facts.ts';
import { type Enrolment, isWipeable, ownEnrolments } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { factsOf } from '../eligibility/facts.ts';
import { ProblemError } from '../http/problem.ts';
import type { Enrolments } from '../store/enrolments.ts';

/** What every request names, whoever makes it. */
export interface Asked {
  /** The enrolment that was shown. */
  readonly enrolmentId: string;
  /** The last four digits of the line's number, as typed. */
  readonly lastFour: string;
  /** Codes of the warnings that were ticked. */
  readonly consents: readonly string[];
  readonly deadlineDays?: number | undefined;
}

/** @throws ProblemError `target-changed` where the line does not show this handset, or has another number. */
export function requireTarget(
  line: Line,
  { enrolmentId, lastFour }: Asked,
  seen: Parameters<typeof isWipeable>[1],
): void {
  const entry = ownEnrolments(line).find((own) => own.enrolmentId === enrolmentId);
  const isTarget = entry !== undefined && isWipeable(entry, seen) && line.number.endsWith(lastFour);
  if (!isTarget) throw new ProblemError('target-changed');
}

export interface Judged {
  readonly line: Line;
  readonly asked: Asked;
  readonly applicant: Applicant;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The enrolment, where it may be wiped.
 * @throws ProblemError `target-changed`, `enrolment-ended`, `not-eligible` or `consent-missing`.
 */
export async function requireEligible(
  enrolments: Pick<Enrolments, 'read'>,
  { line, asked, applicant, now }: Judged,
): Promise<Enrolment> {
  const enrolment = await enrolments.read(asked.enrolmentId);
  if (enrolment?.lineId !== line.lineId) throw new ProblemError('target-changed');
  if (enrolment.state === 'over') throw new ProblemError('enrolment-ended');
  const eligibility = judgeEligibility(factsOf({ line, enrolment, applicant, now }));
  const { refusals, referrals } = eligibility;
  if (refusals.length > 0) throw new ProblemError('not-eligible', { reasons: refusals, referrals });
  const missing = missingConsents(eligibility, asked.consents);
  if (missing.length > 0) throw new ProblemError('consent-missing', { missing });
  return enrolment;
}
