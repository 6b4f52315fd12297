/** Times as people in Japan read them, whatever clock the machine has. */
import type { Language } from '#browser/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' };

const format = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Asia/Tokyo', ...options });

/** An RFC 3339 time as day and minute. */
export function dayAndTime(at: string | number, language: Language): string {
  return format(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));
}

/** The same with seconds, as a record has it. */
export function exactTime(at: string | number, language: Language): string {
  return format(language, { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(at));
}

/** An RFC 3339 time as a day. */
export function day(at: string | number, language: Language): string {
  return format(language, { dateStyle: 'long' }).format(new Date(at));
}
