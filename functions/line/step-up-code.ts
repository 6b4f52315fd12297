/** The code that is the second factor of a person with a password only: one person's, on one line, for one use. */
import type { Line } from '#domain/line/line.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { isKeptCode, keptCode, sentOnceMore, withTryFewer } from './one-time-code.ts';

const LIFE = 5 * MINUTE;

const purposeOf = ({ lineId }: Line, person: string) => ({ lineId, person, for: 'step-up' });

/** The line with a new code in place of any before, or undefined when it was sent too many lately. */
export function withStepUpCode(
  line: Line,
  { person, code, now }: Omit<StepUpUse, 'use'>,
): Line | undefined {
  const sentAt = sentOnceMore(line.stepUpCodesSentAt ?? [], now);
  if (sentAt === undefined) return undefined;
  const kept = keptCode(purposeOf(line, person), code, { now, life: LIFE });
  return { ...line, stepUpCode: { ...kept, person }, stepUpCodesSentAt: sentAt };
}

export interface StepUpUse {
  readonly person: string;
  readonly code: string;
  /** What it is used for. A call that is made again finds its code used for itself, and goes on. */
  readonly use: string;
  readonly now: number;
}

/** Whether the code may be used so, and the line with the use or the lost try marked on it. */
export function readStepUpCode(
  line: Line,
  { person, code, use, now }: StepUpUse,
): { store?: Line; answer: boolean } {
  const kept = line.stepUpCode;
  // Nobody else's tries are spent, nor those of a code that has served.
  if (kept?.person !== person) return { answer: false };
  if (isKeptCode(kept, purposeOf(line, person), { code, now })) {
    if (kept.usedFor !== undefined) return { answer: kept.usedFor === use };
    return { store: { ...line, stepUpCode: { ...kept, usedFor: use } }, answer: true };
  }
  const fewer = withTryFewer(kept, now);
  return { ...(fewer && { store: { ...line, stepUpCode: fewer } }), answer: false };
}
