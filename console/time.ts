/** Times as operators read them: by the clock of Japan, and in UTC. */
import type { Language } from '#browser/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' };

/** The clocks that times can be read by. */
export const ZONES = ['japan', 'utc'] as const;
export type Zone = (typeof ZONES)[number];

/** Of each, how far it is ahead of UTC, in milliseconds: the clock of Japan is never changed. */
const AHEAD: Readonly<Record<Zone, number>> = { japan: 9 * 3_600_000, utc: 0 };

/** An RFC 3339 time to the second, in Japan. */
const inJapan = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(at));

/** The same in UTC, `2026-04-01 03:00:00 UTC`. */
const inUtc = (at: string): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** An RFC 3339 time by a clock. */
export const timeBy = (
  at: string,
  { zone, language }: { readonly zone: Zone; readonly language: Language },
): string => (zone === 'utc' ? inUtc(at) : inJapan(at, language));

/** The time of day alone, `03:05:09`, and that it is in UTC where it is. */
export const clockBy = (at: string, zone: Zone): string => {
  const there = new Date(Date.parse(at) + AHEAD[zone]).toISOString().slice(11, 19);
  return zone === 'utc' ? `${there} UTC` : there;
};

/** A day and a time of day on a clock, `2026-04-01` and `03:00`. */
export interface ClockTime {
  readonly day: string;
  readonly time: string;
}

/** What the clock says at an RFC 3339 time. */
export function clockTimeOf(at: string, zone: Zone): ClockTime {
  const [day = '', time = ''] = new Date(Date.parse(at) + AHEAD[zone]).toISOString().split('T');
  return { day, time: time.slice(0, 5) };
}

/** The RFC 3339 time at which the clock says so, midnight where no time is given; undefined for what is no day or no time. */
export function instantOf({ day, time }: ClockTime, zone: Zone): string | undefined {
  const epoch = Date.parse(`${day}T${time || '00:00'}:00Z`);
  if (Number.isNaN(epoch) || clockTimeOf(new Date(epoch).toISOString(), 'utc').day !== day)
    return undefined;
  return new Date(epoch - AHEAD[zone]).toISOString();
}

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
