/** Which words the pages have, and how they come to speak another language. */
import { useEffect, useState } from 'preact/hooks';
import { keepLanguage, type Language } from '#browser/language.ts';
import type { Portal } from './portal.ts';
import { type FirstTexts, type Texts, textsIn } from './texts/texts.ts';

type Words = Pick<Portal, 'language' | 'first' | 'rest' | 'texts' | 'speak'>;

interface Spoken {
  readonly language: Language;
  readonly first: FirstTexts;
  /** All of them once they have come. */
  readonly all?: Texts | 'not-fetched';
}

/** Begins with the words of the first screen, and fetches the rest behind it. */
export function useWords(begin: Spoken): Words {
  const [spoken, setSpoken] = useState(begin);
  const { language, first, all } = spoken;
  useEffect(() => {
    void textsIn(language)
      .catch(() => 'not-fetched' as const)
      // Somebody may have chosen another language meanwhile.
      .then((fetched) => setSpoken((now) => (now.all ? now : { ...now, all: fetched })));
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speak = async (chosen: Language) => {
    keepLanguage(chosen);
    // Browsers remember that a module did not come: it takes a reload, which then speaks it.
    const fetched = await textsIn(chosen).catch(() => undefined);
    if (fetched === undefined) return false;
    setSpoken({ language: chosen, first: fetched, all: fetched });
    return true;
  };
  return {
    language,
    first,
    rest: all === undefined ? 'coming' : all === 'not-fetched' ? all : 'there',
    get texts() {
      if (all === undefined || all === 'not-fetched') throw new Error('a page before its words');
      return all;
    },
    speak,
  };
}
