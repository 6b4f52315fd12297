/** R8: a wipe asked for at the counter, and a second person's word on it, in the pages of both. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { whoIs } from '#demo/people.ts';
import { DOCUMENT_TEXTS } from '#domain/eligibility/documents.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import { type CrewMember, nextOf } from '../journeys/crew.ts';
import { isErased } from '../journeys/erased.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { comesTo } from '../journeys/wipes.ts';
import { ApprovalDesk } from './approval-desk.ts';
import { CARRIER } from './carrier.ts';
import { CounterDesk } from './counter-desk.ts';
import { type House, openHouse } from './house.ts';
import type { Visitor } from './visitor.ts';

jest.setTimeout(2 * PATIENCE);

/** The clerk's own second account, which may approve. */
const CLERK_TWICE = {
  id: 'clerk-twice',
  name: 'Misaki Sample, approver',
  description: 'The clerk of shop 1 under another name',
  ...whoIs('approver', { person: 'p-clerk' }),
};
const MODEL = 'Sony Xperia 5';
const DOCUMENT = DOCUMENT_TEXTS['my-number-card'].ja;

let house: House;
let crew: CrewMember[];
beforeAll(async () => {
  house = await openHouse({ context: CARRIER, people: [CLERK_TWICE] });
  crew = await house.stage.crew(5);
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

/** A handset that no other test uses; its customer has called, not come. */
function called() {
  const handset = nextOf(crew);
  const { number } = handset.line;
  return { handset, visit: { number, modelName: MODEL, document: DOCUMENT, isPresent: false } };
}

/** A clerk asks for a wipe of such a handset. */
async function asked() {
  const { handset, visit } = called();
  const { number } = visit;
  const clerk = await house.signedIn('clerk', '/counter');
  const wipeId = await new CounterDesk(clerk).ask(visit);
  await clerk.reads(ja.counter.wipe.states['awaiting-approval']);
  await comesTo(house.stage, wipeId, 'awaiting-approval');
  return { clerk, handset, wipeId, phone: { model: MODEL, lastFour: number.slice(-4) } };
}

/** As on paper. */
async function receiptOf({ page, main }: Visitor): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const receipt = main.locator('section', { hasText: ja.counter.receipt.title });
  await receipt.waitFor();
  const text = (await receipt.textContent()) ?? '';
  await page.emulateMedia({ media: 'screen' });
  return text;
}

describe('a wipe that a clerk asks for while the customer is away', () => {
  test('is erased once a second person, signed in afresh, has agreed; the clerk sees it and prints a receipt', async () => {
    const { stage } = house;
    const { clerk, handset, wipeId, phone } = await asked();
    const before = await handset.files();
    const approver = await house.signedIn('shop-approver', '/approvals');
    const desk = new ApprovalDesk(approver, phone);
    await desk.card.getByText(ja.approvals.reasons['customer-absent']).waitFor();
    await desk.card.getByText(DOCUMENT).waitFor();
    await desk.writeReason('Called the customer back');
    stage.shift(301_000);

    await desk.decide('approval');
    await approver.choiceOf('shop-approver', 'second-factor').waitFor();
    await approver.page.goBack();
    expect(await desk.reason.inputValue()).toBe('Called the customer back');
    expect(await approver.main.getByText(ja.approvals.confirmed).count()).toBe(0);
    await desk.decide('approval');
    await approver.pickPerson('shop-approver', 'second-factor');
    await approver.reads(ja.approvals.confirmed);
    expect(await desk.reason.inputValue()).toBe('Called the customer back');
    await desk.decide('approval');
    await desk.isTold('approval');
    await clerk.reads(ja.counter.wipe.states.erased);

    await isErased(handset, before);
    const receipt = await receiptOf(clerk);
    expect(receipt).toContain(wipeId);
    expect(receipt).toContain(MODEL);
    expect(receipt).not.toContain(handset.line.number);
    const customer = await house.signedIn('office', `/lines/${handset.line.lineId}`);
    await customer.reads(ja.lines.line.byShop('shop-1'));
    for (const visitor of [clerk, approver, customer]) await visitor.leave();
  });

  test('is not offered to the clerk’s own second account', async () => {
    const { clerk, handset, wipeId, phone } = await asked();
    const own = await house.signedIn(CLERK_TWICE.id, '/approvals');
    const { card } = new ApprovalDesk(own, phone);

    await card.getByText(ja.approvals.own).waitFor();

    expect(await card.getByRole('button').count()).toBe(0);
    expect(await card.getByRole('textbox').count()).toBe(0);
    expect((await house.stage.administrator.wipe(wipeId)).state).toBe('awaiting-approval');
    expect(handset.events('command')).toEqual([]);
    for (const visitor of [clerk, own]) await visitor.leave();
  });

  test('ends where the second person does not agree; the clerk sees it, and whoever was about to decide', async () => {
    const { clerk, handset, phone } = await asked();
    const late = await house.signedIn('shop-approver', '/approvals');
    await new ApprovalDesk(late, phone).writeReason('Not sent yet');
    const before = await handset.files();
    const approver = await house.signedIn('approver', '/approvals');
    const desk = new ApprovalDesk(approver, phone);

    await desk.writeReason('Nobody answered');
    await desk.decide('rejection');
    await desk.isTold('rejection');
    await late.reads(ja.approvals.gone(ja.lines.phone(phone.model, phone.lastFour)));

    await clerk.reads(ja.counter.wipe.states.rejected);
    expect(await handset.files()).toEqual(before);
    await clerk.link(ja.counter.wipe.back).click();
    await new CounterDesk(clerk).find(handset.line.number);
    const history = clerk.main.getByRole('region', { name: ja.counter.history.title });
    await history.getByRole('link').click();
    await clerk.reads(ja.counter.wipe.states.rejected);
    for (const visitor of [clerk, approver, late]) await visitor.leave();
  });

  test('ends where nobody decides in time, and says so', async () => {
    const { clerk, wipeId } = await asked();

    await house.stage.asTimePasses('the approval to lapse', 10 * MINUTE, async () => {
      const { state } = await house.stage.administrator.wipe(wipeId);
      return state === 'expired' || undefined;
    });
    await clerk.reads(ja.session.over);
    await clerk.signIn('clerk', 'second-factor');

    await clerk.reads(ja.counter.wipe.states.expired);
    await clerk.reads(ja.wipe.reasons['approval-lapsed'] ?? '');
    await clerk.leave();
  });
});

test('one wipe is asked for and decided on once, whoever presses twice and loads their page anew', async () => {
  const { handset, visit } = called();
  const { lineId, number } = handset.line;
  const clerk = await house.signedIn('clerk', '/counter');
  const counter = new CounterDesk(clerk);

  await counter.fill(visit);
  await clerk.page.reload();
  await counter.lastFour.waitFor();
  expect(await counter.lastFour.inputValue()).toBe(number.slice(-4));
  await counter.submit(visit).dblclick();
  const wipeId = await counter.wipeId();
  await clerk.page.reload();
  await clerk.reads(ja.counter.wipe.states['awaiting-approval']);
  expect(await (await house.stage.subscriber('office')).wipes(lineId)).toHaveLength(1);

  const approver = await house.signedIn('approver', '/approvals');
  const desk = new ApprovalDesk(approver, { model: MODEL, lastFour: number.slice(-4) });
  await desk.writeReason('Called the customer back');
  await approver.page.reload();
  await desk.reason.waitFor();
  expect(await desk.reason.inputValue()).toBe('Called the customer back');
  await desk.button('approval').press('Enter');
  await desk.yes('approval').waitFor();
  await approver.page.keyboard.press('Enter');
  await approver.drawn();
  expect(await desk.yes('approval').isVisible()).toBe(true);
  await desk.yes('approval').dblclick();
  await desk.isTold('approval');
  await clerk.reads(ja.counter.wipe.states.erased);

  const { events } = await house.stage.administrator.wipe(wipeId);
  expect(events.filter(({ type }) => type === 'approved')).toHaveLength(1);
  expect(await (await house.stage.subscriber('office')).wipes(lineId)).toHaveLength(1);
  for (const visitor of [clerk, approver]) await visitor.leave();
});

test('a search that is asked for twice is made once, and answers no other number than the one in the field', async () => {
  const line = await house.stage.line();
  const clerk = await house.signedIn('clerk', '/counter');
  const { main, page } = clerk;
  const field = main.getByLabel(ja.counter.number);
  const busy = main.locator('.button-busy');
  let searches = 0;
  const held = Promise.withResolvers<void>();
  await page.route('**/v1/shop/lines/search', async (route) => {
    searches += 1;
    await held.promise;
    await route.continue();
  });

  await field.fill(line.number);
  await field.press('Enter');
  await busy.waitFor();
  await field.press('Enter');
  await field.fill('09099999999');
  held.resolve();
  await busy.waitFor({ state: 'detached' });

  expect(searches).toBe(1);
  expect(await main.getByRole('heading', { level: 2 }).count()).toBe(0);
  await field.press('Enter');
  await clerk.reads(ja.counter.problems['line-not-found']);
  expect(searches).toBe(2);
  await clerk.leave();
});

test('a clerk hears why a number leads to no line, and why a phone cannot be wiped', async () => {
  const line = await house.stage.line();
  await house.stage.administrator.changeLine(line.lineId, { lastModel: 'iPhone 14' });
  const clerk = await house.signedIn('clerk', '/counter');
  const desk = new CounterDesk(clerk);

  await desk.find('09099999999');
  await clerk.reads(ja.counter.problems['line-not-found']);
  await desk.find(line.number);
  await clerk.reads(ja.eligibility.refused);

  expect(await clerk.link(ja.eligibility.icloudFind).count()).toBe(1);
  await clerk.leave();
});
