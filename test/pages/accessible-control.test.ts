/** Control, limits, clerks and approvals of the console for everybody: axe finds nothing, in both languages, light and dark. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { en } from '#console/texts/en/en.ts';
import { ja } from '#console/texts/ja/ja.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { CONTROL_STATES } from './control-states.ts';
import { type House, openHouse } from './house.ts';
import type { Visitor } from './visitor.ts';

jest.setTimeout(2 * PATIENCE);

const LANGUAGES = ['ja', 'en'] as const;
const SCHEMES = ['light', 'dark'] as const;

/** What is said of an answer that the pages could not read. */
const UNREADABLE = {
  ja: ja.common.failure.unreadable(200),
  en: en.common.failure.unreadable(200),
} as const;

let house: House;
/** One for each person and language. */
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  house = await openHouse();
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

async function visitorFor(person: string, language: 'ja' | 'en'): Promise<Visitor> {
  const name = `${person} ${language}`;
  const visitor = visitors.get(name) ?? (await house.operator(person, '/', { language }));
  visitors.set(name, visitor);
  return visitor;
}

describe('for everybody', () => {
  test.each(CONTROL_STATES.map((state) => [state.name, state] as const))(
    '%s',
    async (_name, state) => {
      const found: string[] = [];
      for (const language of LANGUAGES) {
        const visitor = await visitorFor(state.as ?? 'operator', language);
        await visitor.showAnew(state);
        // An answer that the pages cannot read shows none of what is to be looked at.
        expect(await visitor.main.getByText(UNREADABLE[language]).count()).toBe(0);
        for (const scheme of SCHEMES) {
          await visitor.page.emulateMedia({ colorScheme: scheme });
          for (const violation of await visitor.violations())
            found.push(`${language} ${scheme}: ${violation}`);
        }
      }

      expect(found).toEqual([]);
    },
  );
});
