/** Times as operators read them: by the clock of Japan, and in UTC. */
import type { Language } from '#browser/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' };

/** An RFC 3339 time to the second, in Japan. */
export const inJapan = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(at));

/** The same in UTC, `2026-04-01 03:00:00 UTC`. */
export const inUtc = (at: string): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Units of a length of time with their milliseconds, greatest first. */
export const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const;
export type Unit = (typeof UNITS)[number][0];

/** Milliseconds as a whole number of the greatest unit of which there is one. */
export function roughly(milliseconds: number): readonly [count: number, unit: Unit] {
  const positive = Math.max(0, milliseconds);
  const [unit, length] = UNITS.find(([, size]) => positive >= size) ?? (['seconds', 1000] as const);
  return [Math.floor(positive / length), unit];
}
