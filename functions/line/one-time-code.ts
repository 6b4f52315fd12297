/** One-time codes that a line keeps: hashed, bound to what they are for, few an hour, few tries, a short life. */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { digestOf } from '#domain/audit/digest.ts';
import type { OneTimeCode } from '#domain/line/line.ts';
import { DAY, HOUR } from '#domain/wipe/settings.ts';

const TRIES = 5;
const MOST_AN_HOUR = 3;
const MOST_A_DAY = 10;

/** Eight random digits. */
export const newCode = () => String(randomInt(10 ** 8)).padStart(8, '0');

/** What a code is for. It goes into the hash, so that equal codes of two purposes do not look equal. */
export type Purpose = Readonly<Record<string, string>>;

const hashOf = (purpose: Purpose, code: string) => digestOf({ ...purpose, code });

/** The code as it is kept. `life` in milliseconds. */
export function keptCode(
  purpose: Purpose,
  code: string,
  { now, life }: { now: number; life: number },
): OneTimeCode {
  return { hash: hashOf(purpose, code), expiresAt: now + life, triesLeft: TRIES };
}

/** When codes were sent in the last day, this one included; undefined when those were too many lately. */
export function sentOnceMore(sentAt: readonly number[], now: number): number[] | undefined {
  return nextCodeAt(sentAt, now) > now
    ? undefined
    : [...sentAt.filter((at) => at > now - DAY), now];
}

/** When another code may be sent, epoch milliseconds: `now` where none stands in its way. `sentAt` is in order. */
export function nextCodeAt(sentAt: readonly number[], now: number): number {
  const free = (most: number, period: number) => (sentAt.at(-most) ?? now - period) + period;
  return Math.max(now, free(MOST_AN_HOUR, HOUR), free(MOST_A_DAY, DAY));
}

/** Whether the code is the one that is kept, compared in constant time. */
export function isKeptCode(
  kept: OneTimeCode | undefined,
  purpose: Purpose,
  { code, now }: { code: string; now: number },
): boolean {
  if (kept === undefined || !canBeTried(kept, now)) return false;
  return timingSafeEqual(Buffer.from(kept.hash), Buffer.from(hashOf(purpose, code)));
}

/** What is kept after a wrong try; undefined where there was nothing left to try. */
export function withTryFewer<Code extends OneTimeCode>(
  kept: Code | undefined,
  now: number,
): Code | undefined {
  if (kept === undefined || !canBeTried(kept, now)) return undefined;
  return { ...kept, triesLeft: kept.triesLeft - 1 };
}

const canBeTried = ({ expiresAt, triesLeft }: OneTimeCode, now: number) =>
  now < expiresAt && triesLeft > 0;
