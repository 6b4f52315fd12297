/** The one-time code for enrolling: how it is kept, how often it is sent, how often it may be tried. */
import { timingSafeEqual } from 'node:crypto';
import { digestOf } from '#domain/audit/digest.ts';
import type { Line } from '#domain/line/line.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';

const LIFE = 10 * MINUTE;
const TRIES = 5;
const MOST_AN_HOUR = 3;
const MOST_A_DAY = 10;

/** Bound to the line, so that equal codes of two lines do not look equal. */
const hashOf = (lineId: string, code: string) => digestOf({ lineId, code });

/** The line with a new code in place, or undefined when it was sent too many lately. */
export function withCode(line: Line, code: string, now: number): Line | undefined {
  const today = line.codesSentAt.filter((at) => at > now - DAY);
  const lately = today.filter((at) => at > now - HOUR);
  if (lately.length >= MOST_AN_HOUR || today.length >= MOST_A_DAY) return undefined;
  return {
    ...line,
    enrolmentCode: { hash: hashOf(line.lineId, code), expiresAt: now + LIFE, triesLeft: TRIES },
    codesSentAt: [...today, now],
  };
}

/** Whether the code is the line's present one. */
export function isCode(line: Line, code: string, now: number): boolean {
  const kept = line.enrolmentCode;
  if (kept === undefined || now >= kept.expiresAt || kept.triesLeft <= 0) return false;
  return timingSafeEqual(Buffer.from(kept.hash), Buffer.from(hashOf(line.lineId, code)));
}

/** The line after a wrong try, or undefined where there was nothing left to try: then nothing is written. */
export function withTrySpent(line: Line, now: number): Line | undefined {
  const code = line.enrolmentCode;
  if (code === undefined || code.triesLeft <= 0 || now >= code.expiresAt) return undefined;
  return { ...line, enrolmentCode: { ...code, triesLeft: code.triesLeft - 1 } };
}

/** The line once its code has served. */
export function withoutCode({ enrolmentCode: _used, ...line }: Line): Line {
  return line;
}
