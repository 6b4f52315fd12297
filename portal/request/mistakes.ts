/** The words for what is wrong with the form, each with the field that it leads to. */
import type { Mistake } from '../mistake.ts';
import type { Texts } from '../texts/texts.ts';
import type { Mistakes } from './fields.ts';

/** Ids of the fields. */
export const FIELD = { ticks: 'consents', lastFour: 'last-four', days: 'days' } as const;

export function lastFourError(
  mistake: Mistakes['lastFour'],
  { request }: Texts,
): string | undefined {
  switch (mistake) {
    case undefined:
      return undefined;
    case 'empty':
      return request.lastFourEmpty;
    case 'malformed':
      return request.lastFourMalformed;
    case 'other-number':
      return request.lastFourOther;
  }
}

/** In the order of the page. */
export function mistakesInWords(mistakes: Mistakes, texts: Texts): readonly Mistake[] {
  const lastFour = lastFourError(mistakes.lastFour, texts);
  return [
    ...(mistakes.days ? [{ id: FIELD.days, words: texts.request.daysMalformed }] : []),
    ...(mistakes.ticks ? [{ id: FIELD.ticks, words: texts.request.ticksMissing }] : []),
    ...(lastFour ? [{ id: FIELD.lastFour, words: lastFour }] : []),
  ];
}
