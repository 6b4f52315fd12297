/** What holds of every run in which nothing was broken on purpose: what is collected for it, and its checkers. */
import type { HandsetEvent } from '#demo/handset-process.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { checkAttempts, checkAudit } from './crash/check/audit.ts';
import { checkErasuresTold, checkFiles } from './crash/check/erasures.ts';
import { checkDeadLetters, checkHandsets, checkLogs } from './crash/check/logs.ts';
import type { LogLine } from './crash/evidence.ts';
import type { LifeOnDisk } from './crash/lives.ts';
import type { Check } from './violation.ts';

/** Times are epoch milliseconds of the system. */
export interface UndisturbedEvidence {
  readonly wipes: readonly Wipe[];
  /** Items of the table of wipes that are no wipes. */
  readonly malformedWipes: readonly unknown[];
  /** Of every handset. */
  readonly lives: readonly LifeOnDisk[];
  /** What handsets told of themselves. */
  readonly events: readonly HandsetEvent[];
  /** Processes of handsets that died. */
  readonly crashes: number;
  /** The cloud's own log. */
  readonly log: readonly LogLine[];
  /** Lines of the functions' logs that have a code. */
  readonly functionLog: readonly { readonly code: string; readonly line: string }[];
  /** How many invocations ran out of time. */
  readonly timeouts: number;
  readonly deadLetters: readonly { readonly queue: string; readonly body: string }[];
}

export const UNDISTURBED: readonly Check<UndisturbedEvidence>[] = [
  checkErasuresTold,
  checkFiles,
  checkAudit,
  checkAttempts,
  checkLogs,
  checkDeadLetters,
  // Wiped handsets stay blank, and the others are enrolled as they were.
  ({ events, crashes }) => checkHandsets({ events, crashes, restless: [] }),
];
