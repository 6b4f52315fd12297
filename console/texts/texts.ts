/** All words of the console: a typed catalogue a language, fetched when it is wanted. */
import type { Language } from '#browser/language.ts';
import type { ja } from './ja/ja.ts';

export type Texts = typeof ja;

/** The catalogue of a language. */
export async function textsIn(language: Language): Promise<Texts> {
  return language === 'ja' ? (await import('./ja/ja.ts')).ja : (await import('./en/en.ts')).en;
}
