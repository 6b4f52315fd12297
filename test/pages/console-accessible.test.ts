/** The console for everybody: in both languages, light and dark, axe finds nothing on any page in any state. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { en } from '#console/texts/en/en.ts';
import { ja } from '#console/texts/ja/ja.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { consoleStates } from './console-states.ts';
import { CONTROL_STATES } from './control-states.ts';
import { type House, openHouse } from './house.ts';
import { type Show, showing } from './showing.ts';
import type { PageState } from './states.ts';
import { CONSOLE_LOOKS } from './visitor.ts';

/** What is said of an answer that the pages could not read: then none of what is to be looked at is shown. */
const UNREADABLE = {
  ja: ja.failures.unreadable(200),
  en: en.failures.unreadable(200),
} as const;

let house: House;
let states: readonly PageState[];
let show: Show;
beforeAll(async () => {
  house = await openHouse({ fonts: true });
  show = showing(house.operations);
  states = statesOf(await (await house.stage.operator()).workflow());
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

const statesOf = (workflow: Parameters<typeof consoleStates>[0]): readonly PageState[] => [
  ...consoleStates(workflow),
  ...CONTROL_STATES,
];

/** Their names alone are known before there is a system. */
const names = statesOf({ definition: undefined, updatedAt: '' }).map(({ name }) => name);

describe('the console for everybody', () => {
  test.each(names)(
    '%s',
    async (name) => {
      const state = states.find((each) => each.name === name);
      if (state === undefined) throw new Error('no such state');
      const visitor = await show(state);

      const found: string[] = [];
      for (const looks of CONSOLE_LOOKS) {
        const { language, scheme } = looks;
        await visitor.look(looks);
        expect(await visitor.main.getByText(UNREADABLE[language]).count()).toBe(0);
        for (const violation of await visitor.violations())
          found.push(`${language} ${scheme}: ${violation}`);
      }

      expect(found).toEqual([]);
    },
    PATIENCE,
  );
});
