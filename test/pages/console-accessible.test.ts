/** The console for everybody: in both languages, light and dark, axe finds nothing on any page in any state. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PATIENCE } from '../journeys/stage.ts';
import { consoleStates } from './console-states.ts';
import { type House, openHouse } from './house.ts';
import { browserOf, type PageState } from './states.ts';
import type { Looks, Visitor } from './visitor.ts';

let house: House;
let states: ReturnType<typeof consoleStates>;
/** One for each person and language: the switch of the language is behind any dialog. */
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  house = await openHouse();
  states = consoleStates(await (await house.stage.operator()).workflow());
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

async function visitorFor(state: PageState, language: Looks['language']): Promise<Visitor> {
  const key = `${browserOf(state)} ${language}`;
  const visitor = visitors.get(key) ?? (await house.operations({ language }));
  visitors.set(key, visitor);
  return visitor;
}

/** The names alone are known before there is a system. */
const names = consoleStates({ definition: undefined, updatedAt: '' }).map(({ name }) => name);

describe('the console for everybody', () => {
  const cases = names.flatMap((name) =>
    (['ja', 'en'] as const).map((lang) => [name, lang] as const),
  );

  test.each(cases)(
    '%s in %s',
    async (name, language) => {
      const state = states.find((each) => each.name === name);
      if (state === undefined) throw new Error('no such state');
      const visitor = await visitorFor(state, language);
      await visitor.show(state);

      const found: string[] = [];
      for (const scheme of ['light', 'dark'] as const) {
        await visitor.look({ language, scheme, width: 1280 });
        for (const violation of await visitor.violations()) found.push(`${scheme}: ${violation}`);
      }

      expect(found).toEqual([]);
    },
    PATIENCE,
  );
});
