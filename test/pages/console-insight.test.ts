/** Why a wipe was refused, and how the service does, as operations find out at the console. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { whyAddress, wipeAddress } from '#console/addresses.ts';
import { ja } from '#console/texts/ja/ja.ts';
import { until } from '#demo/until.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import { askAtCounter, toDecide } from '../journeys/counter.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { comesTo, comesToRest, owner, request } from '../journeys/wipes.ts';
import { type House, openHouse } from './house.ts';
import { ILL_HEALTH, STUCK_ID } from './insight-states.ts';
import type { Visitor } from './visitor.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

const { why, health } = ja;

/** A wipe that a second person agreed to after its line had gone to another carrier. */
async function refusedWipe(): Promise<string> {
  const { stage } = house;
  const [handset] = await stage.crew(1);
  if (handset === undefined) throw new Error('nobody came');
  const { lineId, number } = handset.line;
  const { wipeId } = await askAtCounter(await stage.clerk(), number, { customerPresent: false });
  await comesTo(stage, wipeId, 'awaiting-approval');
  await stage.administrator.changeLine(lineId, { plan: 'mvno' });
  const second = await stage.approver('shop-approver');
  await second.approve(await toDecide(second, wipeId), 'Called the customer back');
  expect(await comesTo(stage, wipeId, 'refused')).toMatchObject({ reason: 'not-eligible' });
  return wipeId;
}

const rule = ({ main }: Visitor, name: string) => main.getByRole('row', { name });
const judge = (visitor: Visitor) => visitor.button(why.ask);

async function choose({ main, page }: Visitor, field: string, value: string): Promise<void> {
  await main.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

describe('why a wipe was refused', () => {
  test('is found by its own facts, and what would have to be otherwise', async () => {
    const wipeId = await refusedWipe();
    const operator = await house.operator('operator', whyAddress(wipeId));
    const carrier = rule(operator, 'carrier-line');

    await operator.reads(why.outcomes.REFUSE);
    await carrier.getByText(why.verdicts['not-met'], { exact: true }).waitFor();
    expect(await carrier.textContent()).toContain('R1, R2');
    expect(await operator.violations()).toEqual([]);
    await choose(operator, why.fields.plan, why.choices.plan.docomo);
    await operator.reads(why.stale);
    await judge(operator).click();

    await operator.reads(why.outcomes.ALLOW);
    await carrier.getByText(why.verdicts.met, { exact: true }).waitFor();
    expect(await operator.main.getByText(why.stale).count()).toBe(0);
    await operator.link(new RegExp(wipeId.replace('.', '\\.'))).click();
    await operator.comesTo(/^\/wipes\//);
    expect(operator.path).toBe(wipeAddress(wipeId));
    await operator.leave();
  });

  test('is asked by keyboard alone, and each mistake is told where it is', async () => {
    const operator = await house.operator('operator', '/why');
    const { main, page } = operator;
    const field = (name: string) => main.getByRole('textbox', { name });

    await field(why.wipe.label).press('Enter');
    await operator.reads(why.wipe.missing);
    await page.keyboard.type('no-such-wipe.1');
    await page.keyboard.press('Enter');
    await operator.reads(why.wipe.unknown);
    expect(operator.path).toBe(whyAddress('no-such-wipe.1'));
    await field(why.fields.android).fill('fourteen');
    await page.keyboard.press('Enter');
    await operator.reads(why.mistakes.android);
    await main.locator('input:focus[aria-invalid="true"]').waitFor();
    expect(await main.locator(':focus').inputValue()).toBe('fourteen');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('4.0');
    await page.keyboard.press('Enter');

    await operator.reads(why.outcomes.ALLOW_WARN);
    expect(await main.getByText(why.mistakes.android).count()).toBe(0);
    expect(await operator.violations()).toEqual([]);
    await operator.leave();
  });
});

/** The number that the table has for a state. */
async function counted({ main }: Visitor, state: WipeState): Promise<number> {
  const row = main
    .getByRole('table', { name: health.states.title })
    .getByRole('row', { name: ja.terms.states[state] });
  return Number(await row.getByRole('cell').textContent());
}

const counts = async (visitor: Visitor) => ({
  erased: await counted(visitor, 'erased'),
  cancelled: await counted(visitor, 'cancelled'),
});

describe('the health of the service', () => {
  test('counts a wipe that erased and one that was cancelled, and tells how long the first took', async () => {
    const { stage } = house;
    const [erasing, off] = await stage.crew(2);
    if (erasing === undefined || off === undefined) throw new Error('nobody came');
    const operator = await house.operator('operator', '/health');
    const before = await counts(operator);

    await off.disconnect();
    const [first, second] = [await request(stage, erasing.line), await request(stage, off.line)];
    await comesTo(stage, second.wipeId, 'waiting-for-handset');
    await (await owner(stage)).cancel(second.wipeId);
    expect(await comesToRest(stage, first.wipeId)).toMatchObject({ state: 'erased' });

    const wanted = { erased: before.erased + 1, cancelled: before.cancelled + 1 };
    await until('the counts', async () => {
      await operator.button(ja.frame.refresh).click();
      await operator.drawn();
      const seen = await counts(operator);
      return (seen.erased === wanted.erased && seen.cancelled === wanted.cancelled) || undefined;
    });
    for (const name of ['timeToClaim', 'timeToErase'] as const) {
      const row = operator.main.getByRole('row', { name: health.times.names[name] });
      expect(await row.textContent()).toMatch(/[0-9]秒/);
    }
    expect(await operator.violations()).toEqual([]);
    await operator.leave();
  });

  test('is told by charts that have names, and each stuck wipe leads to its page', async () => {
    const operator = await house.operations();
    await operator.show(ILL_HEALTH);

    const { states, times, sample } = health;
    for (const name of [states.title, ...Object.values(times.names)])
      expect(await operator.main.getByRole('application', { name }).count()).toBe(1);
    expect(await operator.main.locator(`a[href="${wipeAddress(STUCK_ID)}"]`).count()).toBe(1);
    await operator.reads(sample.partial);
    await operator.leave();
  });
});
