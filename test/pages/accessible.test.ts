/** The portal for everybody: in every look axe finds nothing on any page in any state, and nothing is wider than the window. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ja } from '#portal/texts/ja/ja.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { type House, openHouse } from './house.ts';
import { type Show, showing } from './showing.ts';
import { looksOf, pageStates } from './states.ts';

const states = await pageStates();

let house: House;
let show: Show;
beforeAll(async () => {
  house = await openHouse({ fonts: true });
  show = showing(house.visitor);
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

describe('the portal for everybody', () => {
  test.each(states.map((state) => [state.name, state] as const))(
    '%s',
    async (_name, state) => {
      const visitor = await show(state);

      // An answer that the pages cannot read shows none of what is to be looked at.
      const { unreadable } = ja.failure;
      expect(await visitor.main.getByText(unreadable).count()).toBe(0);
      const found: string[] = [];
      for (const looks of looksOf(state)) {
        await visitor.look(looks);
        const about = Object.values(looks).join(' ');
        for (const violation of await visitor.violations()) found.push(`${about}: ${violation}`);
        const overflow = await visitor.overflow();
        if (overflow > 0) found.push(`${about}: ${overflow} pixels wider than the window`);
      }

      expect(found).toEqual([]);
    },
    PATIENCE,
  );
});
