/** The portal for everybody: in every look axe finds nothing on any page in any state, and nothing is wider than the window. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ja } from '#portal/texts/ja/ja.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { type House, openHouse } from './house.ts';
import { browserOf, looksOf, type PageState, pageStates } from './states.ts';
import type { Visitor } from './visitor.ts';

const states = await pageStates();

let house: House;
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  house = await openHouse({ fonts: true });
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

async function visitorFor(state: PageState): Promise<Visitor> {
  const visitor = visitors.get(browserOf(state)) ?? (await house.visitor());
  visitors.set(browserOf(state), visitor);
  return visitor;
}

describe('the portal for everybody', () => {
  test.each(states.map((state) => [state.name, state] as const))(
    '%s',
    async (_name, state) => {
      const visitor = await visitorFor(state);
      await visitor.show(state);

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
