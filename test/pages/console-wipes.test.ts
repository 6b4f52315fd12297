/**
 * Operations come to the console, and are at the list of wipes and at one of them: found, followed live to its end, held and
 * cancelled. Every act is offered each role in each state where the one table says so, and else disabled with why not.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ja } from '#console/texts/ja/ja.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { WIPE_ACTS, whyNot } from '#functions/contract/wipe-acts.ts';
import { type CrewMember, nextOf } from '../journeys/crew.ts';
import { isErased } from '../journeys/erased.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { owner, request } from '../journeys/wipes.ts';
import { ActDesk } from './act-desk.ts';
import type { Answer } from './answer-calls.ts';
import { consoleStates, LIST, ROWS, viewOf, wipeIn } from './console-states.ts';
import { type House, openHouse } from './house.ts';
import { Keyboard } from './keyboard.ts';
import { Operations } from './operations.ts';
import { type Show, showing } from './showing.ts';
import { problem } from './states.ts';
import type { Visitor } from './visitor.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
let crew: CrewMember[];
beforeAll(async () => {
  house = await openHouse();
  crew = await house.stage.crew(9);
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

/** A wipe that waits for a handset without network. */
async function waitingWipe() {
  const member = nextOf(crew);
  await member.disconnect();
  const { wipeId } = await request(house.stage, member.line);
  return { member, wipeId };
}

const { acts, graph, parts, record } = ja.wipe;
const WAITING = 'Dispatch and wait for the handset';
const CHECK = 'Check eligibility';

describe('the console', () => {
  test('says that the service is not there, goes on at a press once it is, and says of when a list is that grows old', async () => {
    const operator = await house.operations();
    let isDown = true;
    await operator.page.route('**/v1/ops/wipes?*', (route) =>
      isDown ? route.abort() : route.continue(),
    );

    await operator.open('/');
    await operator.signIn('operator', 'second-factor');
    await operator.comesTo(/^\/wipes$/);
    await operator.reads(ja.failures.unreachable);
    isDown = false;
    await operator.button(ja.failures.retry).click();
    await operator.reads(ja.wipes.none);

    const old = operator.main.getByText(ja.frame.asOf.after);
    expect(await operator.main.getByText(ja.failures.unreachable).count()).toBe(0);
    expect(await old.count()).toBe(0);
    isDown = true;
    await operator.button(ja.frame.refresh).click();
    await operator.reads(ja.failures.unreachable);
    expect(await old.textContent()).toMatch(/^[0-9:]{8} 時点$/);
    await operator.leave();
  });

  test('lets nobody in who has another role', async () => {
    const subscriber = await house.operator('hanako', '/wipes');

    await subscriber.reads(ja.signIn.notForYou.text);
    expect(await subscriber.main.getByRole('table').count()).toBe(0);
    await subscriber.leave();
  });
});

describe('operations', () => {
  test('turn to older wipes, stay there over a reload, and come back', async () => {
    const older = await waitingWipe();
    const newer = await waitingWipe();
    const operator = await Operations.at(house, '/wipes');
    const { page } = operator.visitor;
    // One to a page: fifty wipes would tell no more.
    await page.route('**/v1/ops/wipes?*', (route) => {
      const asked = new URL(route.request().url());
      asked.searchParams.set('limit', '1');
      return route.continue({ url: asked.href });
    });
    await page.reload();

    await operator.rowOf(newer.wipeId).waitFor();
    expect(await operator.rowOf(older.wipeId).count()).toBe(0);
    await operator.visitor.button(ja.wipes.older).click();
    await operator.rowOf(older.wipeId).waitFor();
    await page.reload();
    await operator.rowOf(older.wipeId).waitFor();
    expect(await operator.rowOf(newer.wipeId).count()).toBe(0);
    await page.goBack();
    await operator.rowOf(newer.wipeId).waitFor();
    await page.goForward();
    await operator.rowOf(older.wipeId).waitFor();
    await operator.visitor.button(ja.wipes.newest).click();
    await operator.rowOf(newer.wipeId).waitFor();
    await operator.visitor.leave();
  });

  test('follow a wipe through the graph of its workflow to its end, without loading the page anew', async () => {
    const { member, wipeId } = await waitingWipe();
    const before = await member.files();
    const operator = await Operations.at(house, '/wipes');
    const { page } = operator.visitor;

    const link = operator.rowOf(wipeId).getByRole('link');
    await link.waitFor();
    expect(await page.title()).toBe(`${ja.frame.pages.wipes} - ${ja.frame.title}`);
    expect(await page.locator('h1:focus').count()).toBe(0);
    await link.click();
    await operator.visitor.focusComesTo(ja.wipe.title(wipeId));
    expect(await page.title()).toBe(`${wipeId} - ${ja.frame.title}`);
    await operator.standing(WAITING, graph.standings.present).waitFor();
    await operator.visitor.page.evaluate('window.isStillThePage = true');
    await member.connect();
    await operator.fact(ja.wipe.facts.state, ja.terms.states.erased).waitFor();
    await operator.standing(WAITING, graph.standings.passed).waitFor();
    await operator.visitor.reads(/^SUCCEEDED/);
    await isErased(member, before);

    await operator.state('Seal the record').press('Enter');
    await operator.visit('Seal the record').getByText('attempt').first().waitFor();
    await operator.part(parts.audit);
    await operator.visitor.reads(/件の記録はすべて正しくつながっています/);
    await operator.part(parts.messages);
    await operator.fact(ja.wipe.enrolment.facts.push, ja.terms.yes).waitFor();
    await operator.visitor.reads(ja.wipe.messages.asReceived);
    await operator.part(parts.record);
    await operator.visitor.reads(record.holds);
    const jws = await operator.saved(record.save);
    const subscriber = await owner(house.stage);
    expect(jws).toBe((await subscriber.record(wipeId)).jws);
    expect(await operator.visitor.page.evaluate('window.isStillThePage')).toBe(true);
    await operator.visitor.leave();
  });

  test('find a wipe by its line, keep the search as a view, take it along as a file, and reload', async () => {
    const { member, wipeId } = await waitingWipe();
    const other = await waitingWipe();
    const operator = await Operations.at(house, '/wipes');

    await operator.rowOf(other.wipeId).waitFor();
    await operator.filter.fill(member.line.number);
    await operator.filter.press('Enter');
    await operator.visitor.reads(ja.wipes.noPhoneNumber);
    expect(operator.visitor.path).toBe('/wipes');
    await operator.sift(ja.wipes.properties.line, member.line.lineId);
    await operator.rowOf(other.wipeId).waitFor({ state: 'detached' });
    await operator.rowOf(wipeId).waitFor();
    expect(operator.visitor.path).toBe(`/wipes?line=${member.line.lineId}`);
    expect(await operator.visitor.main.getByText(ja.wipes.noPhoneNumber).count()).toBe(0);
    await operator.keepView('見本の回線');
    await operator.showView(ja.wipes.views.given.all);
    await operator.rowOf(other.wipeId).waitFor();
    await operator.showView('見本の回線');
    await operator.rowOf(other.wipeId).waitFor({ state: 'detached' });
    await operator.token(ja.wipes.properties.line, member.line.lineId).waitFor();
    await operator.visitor.page.reload();
    await operator.rowOf(wipeId).waitFor();

    const file = await operator.saved(ja.wipes.csv);
    expect(file).toContain(wipeId);
    expect(file).not.toContain(other.wipeId);
    expect(file).not.toContain(member.line.number);
    await operator.leaveAndComeBack('operator');
    await operator.showView('見本の回線');
    await operator.rowOf(wipeId).waitFor();
    await operator.rowOf(other.wipeId).waitFor({ state: 'detached' });
    await operator.visitor.leave();
  });

  test('hold several at once on one reason, and cancel them after a fresh sign-in that loses nothing', async () => {
    const wipes = [await waitingWipe(), await waitingWipe()];
    const operator = await Operations.at(house, '/wipes');
    const states = async () => {
      const api = await house.stage.operator();
      return Promise.all(wipes.map(async ({ wipeId }) => (await api.wipe(wipeId)).state));
    };

    for (const { wipeId } of wipes) await operator.choose(wipeId);
    await operator.visitor.button(ja.wipes.bulk.names.hold(2)).click();
    await operator.confirm(ja.wipes.bulk.names.hold(2), 'a suspicion');
    await operator.says(ja.wipes.bulk.done.hold(2, 2));
    expect(await states()).toEqual(['held', 'held']);

    // Their sign-in is too old for that.
    house.stage.shift(6 * 60_000);
    for (const { wipeId } of wipes) await operator.choose(wipeId);
    await operator.visitor.button(ja.wipes.bulk.names.cancel(2)).click();
    await operator.confirm(ja.wipes.bulk.names.cancel(2), 'nobody wanted them');
    await operator.desk.signInAgain('operator');
    expect(await states()).toEqual(['held', 'held']);
    expect(await operator.desk.reason.inputValue()).toBe('nobody wanted them');
    await operator.desk.button(ja.wipes.bulk.names.cancel(2)).click();
    await operator.says(ja.wipes.bulk.done.cancel(2, 2));
    expect(await states()).toEqual(['cancelled', 'cancelled']);
    await operator.visitor.leave();
  });

  test('are told why an act is not offered; the page stays read-only, and tells UTC, over a reload', async () => {
    const { wipeId } = await waitingWipe();
    const operator = await Operations.at(house, `/wipes/${wipeId}`);
    const { page } = operator.visitor;
    const requested = operator.timeOf(ja.wipe.facts.requestedAt);
    const { zones, readOnly } = ja.frame;

    await operator.whyNot(acts.names.release, acts.whyNot['not-on-hold']);
    await operator.whyNot(acts.names.approval, acts.whyNot['not-your-role']);
    expect(await requested.textContent()).not.toContain('UTC');
    await page.getByRole('button', { name: `${zones.name}: ${zones.short.japan}` }).click();
    await page.getByRole('menuitem', { name: zones.long.utc }).click();
    await page.getByRole('button', { name: readOnly.off }).click();
    await operator.whyNot(acts.names.hold, readOnly.whyNot);
    await page.reload();
    await operator.whyNot(acts.names.hold, readOnly.whyNot);
    const at = (await requested.getAttribute('datetime')) ?? '';
    expect(await requested.textContent()).toBe(`${at.slice(0, 19).replace('T', ' ')} UTC`);
    await page.getByRole('button', { name: readOnly.on }).click();
    await operator.visitor.button(acts.names.hold).click();
    await operator.desk.button(acts.names.hold).click();
    await operator.desk.dialog.getByText(ja.reason.missing).waitFor();
    await operator.visitor.leave();
  });

  test('find a wipe by its id, hold it and look into its runs by keyboard alone', async () => {
    const { wipeId } = await waitingWipe();
    await (await house.stage.operator()).act('redrive', wipeId, 'once more');
    const operator = await Operations.at(house, '/wipes');
    const { visitor, desk } = operator;
    const keyboard = new Keyboard(visitor.page);

    await keyboard.type(operator.filter, wipeId);
    await visitor.page.keyboard.press('Enter');
    await operator.token(ja.wipes.properties.wipe, wipeId).waitFor();
    await keyboard.press(operator.rowOf(wipeId).getByRole('link'));
    await keyboard.press(visitor.button(acts.names.hold));
    await keyboard.type(desk.reason, 'wait for the owner');
    await keyboard.press(desk.button(acts.names.hold));
    await visitor.reads(acts.done.hold);
    await operator.fact(ja.wipe.facts.state, ja.terms.states.held).waitFor();
    await visitor.reads(/実行 2\/2/);
    await keyboard.press(operator.runs);
    await visitor.page.keyboard.press('ArrowDown');
    await visitor.page.keyboard.press('Enter');
    await visitor.reads(/実行 1\/2/);
    await keyboard.press(operator.state(CHECK));

    await operator.visit(CHECK).getByText('attempt').first().waitFor();
    await visitor.leave();
  });
});

test('several at once are those that are still to be seen and take it; at a limit the rest is left, and said so', async () => {
  const { bulk } = ja.wipes;
  const who = { role: 'ops', person: 'p-operator', now: Date.now() } as const;
  const [refused, limited, other, gone] = ROWS.filter((row) => !whyNot('hold', who, row));
  if (!(refused && limited && other && gone)) throw new Error('too few to hold');
  const held = (row: typeof refused) => `POST /v1/ops/wipes/${row.wipeId}/hold`;
  const shown = (rows: typeof ROWS) => ({ body: { wipes: rows }, headers: { 'retry-after': '1' } });
  const answers: Record<string, Answer> = {
    [LIST()]: shown(ROWS),
    [held(refused)]: problem(409, 'audit-full'),
    [held(limited)]: problem(429, 'limit-reached'),
  };
  const operator = await house.operations();
  const desk = new ActDesk(operator);
  const sent: string[] = [];
  operator.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'POST' && pathname.startsWith('/v1/')) sent.push(`POST ${pathname}`);
  });
  await operator.show({ name: 'console-wipes', path: '/wipes', as: 'operator', answers });
  const taken = ROWS.filter((row) => !whyNot('hold', who, row)).length;

  // A copy of the header that stays lies above it.
  await operator.main.getByRole('checkbox', { name: ja.wipes.chooseAll }).check({ force: true });
  await operator.button(bulk.names.hold(taken)).click();
  await desk.dialog.getByText(bulk.leftOut(ROWS.length - taken)).waitFor();
  const targets = desk.dialog.getByRole('table', { name: bulk.targets }).getByRole('row');
  expect(await targets.count()).toBe(taken + 1);
  await targets.filter({ hasText: `${gone.model}${ja.terms.states[gone.state]}` }).waitFor();
  answers[LIST()] = shown(ROWS.filter((row) => row !== gone));
  await desk.dialog.getByText(bulk.gone(1)).waitFor();
  await desk.reason.fill('a suspicion');
  await desk.button(bulk.names.hold(taken - 1)).click();
  await desk.dialog.getByText(bulk.done.hold(0, taken - 1)).waitFor();
  await desk.dialog.getByText(bulk.untouched(taken - 2)).waitFor();
  await desk.button(ja.frame.back).click();

  await operator.reads(bulk.done.hold(0, taken - 1));
  expect(sent).toEqual([held(refused), held(limited)]);
  await operator.button(bulk.names.hold(taken - 2)).waitFor();
  await operator.leave();
});

/** Each role, and who has it. */
const PEOPLE = [
  { role: 'ops', as: 'operator', person: 'p-operator' },
  { role: 'approver', as: 'approver', person: 'p-approver' },
] as const;

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
  let show: Show;
  beforeAll(() => {
    show = showing(house.operations);
  });
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

      const visitor = await show({ ...shown, as });

      const wipe = viewOf(wipeIn(state));
      const wanted = WIPE_ACTS.map((act) => {
        const why = whyNot(act, { ...who, now: Date.now() }, wipe);
        return [act, why && acts.whyNot[why]] as const;
      });
      expect(await offers(visitor)).toEqual(Object.fromEntries(wanted));
    },
    PATIENCE,
  );

  test('are no more offered to decide on it, once the time is over', async () => {
    const shown = states.find(({ name }) => name === 'console-wipe-approval-lapsed');
    if (shown === undefined) throw new Error('no such page');

    expect(await offers(await show(shown))).toMatchObject({
      approval: acts.whyNot.lapsed,
      rejection: acts.whyNot.lapsed,
    });
  });

  test('tell a lost answer as one, and at once what has come of it', async () => {
    const wipe = wipeIn('waiting-for-handset');
    const path = `/v1/ops/wipes/${wipe.wipeId}`;
    // Nothing asks again by itself.
    const seen = (more: object) => ({
      body: { ...viewOf(wipe), ...more },
      headers: { 'retry-after': '600' },
    });
    const shown = states.find(({ name }) => name === 'console-wipe-waiting-for-handset');
    if (shown === undefined) throw new Error('no such page');
    const answers: Record<string, Answer> = {
      ...shown.answers,
      [`GET ${path}`]: seen({}),
      [`POST ${path}/hold`]: 'unreachable',
    };
    const visitor = await house.operations();
    const desk = new ActDesk(visitor);
    await visitor.show({ ...shown, answers });
    await visitor.button(acts.names.hold).click();
    await desk.reason.fill('The owner called');
    answers[`GET ${path}`] = seen({ onHold: true });

    await desk.button(acts.names.hold).click();

    await desk.dialog.getByText(ja.failures.notSure).waitFor();
    await desk.dialog.getByText(acts.whyNot['on-hold']).waitFor();
    expect(await desk.button(acts.names.hold).isDisabled()).toBe(true);
    await visitor.leave();
  });

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
