/** The one-time code for enrolling, sent to the line's own SIM. */
import type { Line } from '#domain/line/line.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { isKeptCode, keptCode, sentOnceMore, withTryFewer } from './one-time-code.ts';

const LIFE = 10 * MINUTE;

/** The line with a new code in place, or undefined when it was sent too many lately. */
export function withCode(line: Line, code: string, now: number): Line | undefined {
  const { lineId } = line;
  const codesSentAt = sentOnceMore(line.codesSentAt, now);
  if (codesSentAt === undefined) return undefined;
  return { ...line, enrolmentCode: keptCode({ lineId }, code, { now, life: LIFE }), codesSentAt };
}

/** Whether the code is the line's present one. */
export function isCode({ lineId, enrolmentCode }: Line, code: string, now: number): boolean {
  return isKeptCode(enrolmentCode, { lineId }, { code, now });
}

/** The line after a wrong try, or undefined where there was nothing left to try: then nothing is written. */
export function withTrySpent(line: Line, now: number): Line | undefined {
  const fewer = withTryFewer(line.enrolmentCode, now);
  return fewer && { ...line, enrolmentCode: fewer };
}

/** The line once its code has served. */
export function withoutCode({ enrolmentCode: _used, ...line }: Line): Line {
  return line;
}
