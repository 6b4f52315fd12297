/** All words of the pages: a typed catalogue a language, fetched when it is wanted, those of the first screen before the rest. */

import type { Language } from '#browser/language.ts';
import type { ja } from './ja/ja.ts';
import type { jaFirst } from './ja/ja-first.ts';

/** The words that are there from the beginning. */
export type FirstTexts = typeof jaFirst;
/** All of them. */
export type Texts = typeof ja;

/** What of the catalogue of a language the first screen takes. */
export async function firstTextsIn(language: Language): Promise<FirstTexts> {
  return language === 'ja'
    ? (await import('./ja/ja-first.ts')).jaFirst
    : (await import('./en/en-first.ts')).enFirst;
}

/** The whole catalogue of a language. */
export async function textsIn(language: Language): Promise<Texts> {
  return language === 'ja' ? (await import('./ja/ja.ts')).ja : (await import('./en/en.ts')).en;
}
