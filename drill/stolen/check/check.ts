/** All checkers of the drills with a stolen sign-in. */
import { UNDISTURBED } from '../../undisturbed.ts';
import type { Check, Violation } from '../../violation.ts';
import type { StolenEvidence } from '../evidence.ts';
import { checkAnswered, checkCarriedOut, checkHeld, checkOrder } from './honest.ts';
import { checkApprovals, checkLimits, checkLimitsShown } from './limits.ts';
import { checkAnswers, checkAttackHappened, checkSuspended, checkTotalAlarm } from './thief.ts';

const CHECKS: readonly Check<StolenEvidence>[] = [
  checkLimitsShown,
  checkLimits,
  checkApprovals,
  checkAnswered,
  checkCarriedOut,
  checkHeld,
  checkOrder,
  checkAnswers,
  checkAttackHappened,
  checkSuspended,
  checkTotalAlarm,
  ...UNDISTURBED,
];

/** Every promise that the evidence shows broken. */
export const checkStolen = (evidence: StolenEvidence): Violation[] =>
  CHECKS.flatMap((check) => check(evidence));
