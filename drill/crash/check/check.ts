/** All checkers of the crash drill. */
import type { Violation } from '../../violation.ts';
import type { Evidence } from '../evidence.ts';
import { checkAttempts, checkAudit } from './audit.ts';
import { checkRecords, checkSettled } from './ends.ts';
import { checkErasuresTold, checkFiles } from './erasures.ts';
import { checkHistories } from './histories.ts';
import { checkIndexes } from './indexes.ts';
import { checkDeadLetters, checkHandsets, checkLogs } from './logs.ts';
import { checkAnswers, checkCancellations, checkKeys } from './requests.ts';
import { checkTold } from './told.ts';

const CHECKS = [
  checkAnswers,
  checkKeys,
  checkCancellations,
  checkSettled,
  checkTold,
  checkErasuresTold,
  checkFiles,
  checkAudit,
  checkAttempts,
  checkHistories,
  checkIndexes,
  checkDeadLetters,
  checkLogs,
  checkHandsets,
];

/** Every promise that the evidence shows broken. */
export async function checkCrash(evidence: Evidence): Promise<Violation[]> {
  const found = CHECKS.flatMap((check) => check(evidence));
  return [...found, ...(await checkRecords(evidence))];
}
