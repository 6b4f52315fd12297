/** Every act, role and state on the page of a wipe: offered where the one table says so, and else disabled with why not. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ja } from '#console/texts/ja/ja.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { WIPE_ACTS, whyNot } from '#functions/contract/wipe-acts.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { ActDesk } from './act-desk.ts';
import { consoleStates, viewOf, wipeIn } from './console-states.ts';
import { type House, openHouse } from './house.ts';
import { problem } from './states.ts';
import type { Visitor } from './visitor.ts';

let house: House;
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  house = await openHouse();
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

const PEOPLE = [
  { role: 'ops', as: 'operator', person: 'p-operator' },
  { role: 'approver', as: 'approver', person: 'p-approver' },
] as const;

const { acts } = ja.wipe;

/** What the page says of each act: nothing where it is offered. */
async function offers({ main, page }: Visitor): Promise<Record<string, string | undefined>> {
  const told: Record<string, string | undefined> = {};
  for (const act of WIPE_ACTS) {
    const button = main.getByRole('button', { name: acts.names[act], exact: true });
    const isDisabled = (await button.getAttribute('aria-disabled')) === 'true';
    const id = await button.getAttribute('aria-describedby');
    told[act] = isDisabled ? ((await page.locator(`[id="${id}"]`).textContent()) ?? '') : undefined;
  }
  return told;
}

describe('the acts on the page of a wipe', () => {
  const states = consoleStates({
    definition: { StartAt: 'A', States: { A: { Type: 'Pass' } } },
    updatedAt: '',
  });
  const cases = PEOPLE.flatMap(({ as }) => STATE_NAMES.map((state) => [as, state] as const));

  test.each(cases)(
    'that %s sees of one that is %s',
    async (as, state) => {
      const shown = states.find(({ name }) => name === `console-wipe-${state}`);
      const who = PEOPLE.find((each) => each.as === as);
      if (shown === undefined || who === undefined) throw new Error('no such page');
      const visitor = visitors.get(as) ?? (await house.operations());
      visitors.set(as, visitor);

      await visitor.show({ ...shown, as });

      const wipe = viewOf(wipeIn(state));
      const wanted = WIPE_ACTS.map((act) => {
        const why = whyNot(act, who, wipe);
        return [act, why && acts.whyNot[why]] as const;
      });
      expect(await offers(visitor)).toEqual(Object.fromEntries(wanted));
    },
    PATIENCE,
  );

  test('tell a cancellation as a wish, where a command is out and the handset decides', async () => {
    const shown = states.find(({ name }) => name === 'console-wipe-issued');
    if (shown === undefined) throw new Error('no such page');
    const { wipeId } = wipeIn('issued');
    const visitor = await house.operations();
    const desk = new ActDesk(visitor);
    await visitor.show({
      ...shown,
      answers: {
        ...shown.answers,
        [`POST /v1/wipes/${wipeId}/cancellation`]: problem(409, 'not-known-yet'),
      },
    });

    await visitor.button(acts.names.cancel).click();
    await desk.reason.fill('The owner has it back');
    await desk.button(acts.names.cancel).click();

    await visitor.reads(acts.wished);
    expect(await visitor.main.getByText(acts.done.cancel).count()).toBe(0);
    await visitor.leave();
  });
});
