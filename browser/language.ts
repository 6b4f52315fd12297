/** Which language the pages speak: chosen by the person, else by what their browser asks for, else Japanese. */
import * as z from 'zod/mini';
import { keep, readKept } from './session/kept.ts';

export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What it is kept as. A borrowed machine keeps nothing of it once the tab is closed. */
export const LANGUAGE = 'language';

/** The first of the browser's languages that the pages speak (RFC 9110, section 12.5.4). */
export function chosenLanguage(): Language {
  const kept = readKept(LANGUAGE, z.enum(LANGUAGES));
  if (kept !== undefined) return kept;
  const first = navigator.languages
    .map((tag) => LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language))
    .find((language) => language !== undefined);
  return first ?? 'ja';
}

export function keepLanguage(language: Language): void {
  keep(LANGUAGE, language);
}
