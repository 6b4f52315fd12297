/** The time that is left, in words. */
import { timeLeft } from './countdown.ts';
import type { Language } from './language.ts';

export interface CountdownWords {
  readonly hours: (hours: number, minutes: number) => string;
  readonly minutes: (minutes: number) => string;
  readonly exact: (minutes: number, seconds: number) => string;
  readonly over: string;
}

/** Both kinds of pages have these in their catalogues. */
export const COUNTDOWN_WORDS: Readonly<Record<Language, CountdownWords>> = {
  ja: {
    hours: (hours, minutes) => `あと${hours}時間${minutes}分`,
    minutes: (minutes) => `あと${minutes}分`,
    exact: (minutes, seconds) =>
      minutes > 0 ? `あと${minutes}分${seconds}秒` : `あと${seconds}秒`,
    over: '期限が過ぎました',
  },
  en: {
    hours: (hours, minutes) => `${hours} h ${minutes} min left`,
    minutes: (minutes) => `${minutes} min left`,
    exact: (minutes, seconds) =>
      minutes > 0 ? `${minutes} min ${seconds} s left` : `${seconds} s left`,
    over: 'The time is over',
  },
};

/** Seconds are told in the last two minutes only. Times are epoch milliseconds. */
export function leftInWords(until: number, now: number, words: CountdownWords): string {
  const left = timeLeft(until, now);
  if (left === undefined) return words.over;
  const { hours, minutes, seconds } = left;
  if (hours > 0) return words.hours(hours, minutes);
  return minutes >= 2 ? words.minutes(minutes) : words.exact(minutes, seconds);
}
