/** Control and approvals in the console, over the whole system: what one person does at once, and what takes two. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ja } from '#console/texts/ja/ja.ts';
import { ApiProblem } from '#demo/api-client.ts';
import { NO_LIMITS } from '#demo/context.ts';
import { whoIs } from '#demo/people.ts';
import { until } from '#demo/until.ts';
import { windowAt } from '#domain/governor/windows.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { askAtCounter } from '../journeys/counter.ts';
import { type CrewMember, nextOf } from '../journeys/crew.ts';
import { isErased } from '../journeys/erased.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { comesTo, request } from '../journeys/wipes.ts';
import { ActDesk } from './act-desk.ts';
import { type House, openHouse } from './house.ts';
import { Keyboard } from './keyboard.ts';
import { Operations } from './operations.ts';
import type { Visitor } from './visitor.ts';

jest.setTimeout(3 * PATIENCE);

/** The clerk's own second account, which may approve. */
const CLERK_TWICE = {
  id: 'clerk-twice',
  name: 'Misaki Sample, approver',
  description: 'The clerk of shop 1 under another name',
  ...whoIs('approver', { person: 'p-clerk' }),
};

/** Longer than a sign-in is taken for fresh, milliseconds. */
const STALE = 301_000;

const { dispatch: words, proposals, approvals } = ja;

let house: House;
let crew: CrewMember[];
beforeAll(async () => {
  house = await openHouse({
    context: { ...NO_LIMITS, clerkWipesPerHour: '2' },
    people: [CLERK_TWICE],
  });
  crew = await house.stage.crew(9);
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

const PAUSE = '**/v1/ops/dispatch/pause';

/** What the pages sent to pause, however it was answered. */
function pausesOf({ page }: Visitor): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/pause')) sent.push(request.url());
  });
  return sent;
}

const isSuspended = (error: unknown) =>
  error instanceof ApiProblem && error.code === 'clerk-suspended';

/** A proposal of the table, by the words for who made it. */
const rowOf = ({ main }: Visitor, by: string) =>
  main.getByRole('table', { name: proposals.title }).getByRole('row').filter({ hasText: by });

describe('a request of a shop', () => {
  test('is approved in the console by a second person, signed in afresh, and never by who asked', async () => {
    const handset = nextOf(crew);
    const before = await handset.files();
    const clerk = await house.stage.clerk();
    const asked = { customerPresent: false };
    const { wipeId } = await askAtCounter(clerk, handset.line.number, asked);
    await comesTo(house.stage, wipeId, 'awaiting-approval');
    const own = await house.operator(CLERK_TWICE.id, '/approvals');
    await own.reads(approvals.own);
    for (const { act } of [approvals.confirm.approval, approvals.confirm.rejection])
      expect(await own.button(act).getAttribute('aria-disabled')).toBe('true');
    await own.leave();

    const approver = await house.operator('approver', '/');
    const desk = new ActDesk(approver);
    await approver.comesTo(/^\/approvals$/);
    await approver.reads(approvals.reasons['customer-absent']);
    await approver.link(wipeId).click();
    await approver.reads(ja.wipe.audit.title);
    expect(await approver.main.getByText(ja.wipe.workflow.title).count()).toBe(0);
    await approver.page.goBack();
    const keyboard = new Keyboard(approver.page);
    await keyboard.press(approver.button(approvals.confirm.approval.act));
    await keyboard.type(desk.reason, 'Called the customer back');
    house.stage.shift(STALE);
    await keyboard.press(desk.button(approvals.confirm.approval.act));
    await desk.signInAgain('approver');
    expect(await desk.reason.inputValue()).toBe('Called the customer back');
    await desk.button(approvals.confirm.approval.act).click();
    await approver.reads(/の初期化を承認しました。/);

    await comesTo(house.stage, wipeId, 'erased');
    await isErased(handset, before);
    await approver.main.getByRole('tab', { name: approvals.show.mine }).click();
    const card = approver.main.getByRole('article');
    await card.getByText(approvals.statuses.approved, { exact: true }).waitFor();
    await approver.leave();
  });
});

describe('the control', () => {
  test('pauses in a burst of wipes, and resumes by two; what was held goes on', async () => {
    const { stage } = house;
    const [first, ...others] = [nextOf(crew), nextOf(crew), nextOf(crew)];
    await comesTo(stage, (await request(stage, first.line)).wipeId, 'erased');
    const operations = await Operations.at(house, '/dispatch');
    const operator = operations.visitor;
    const desk = new ActDesk(operator);
    await operator.reads(words.states.running);

    const pause = operator.button(words.pause.running);
    await desk.act(pause, 'Something is wrong', words.pause.running);
    await operator.reads(words.states.paused);
    const held = await Promise.all(others.map(({ line }) => request(stage, line)));
    for (const { wipeId } of held)
      expect((await comesTo(stage, wipeId, 'held')).heldFor).toBe('pause');

    await operator.button(proposals.propose.resume).click();
    await desk.reason.fill('It was nothing');
    stage.shift(STALE);
    await desk.button(proposals.propose.resume).click();
    await desk.signInAgain('operator');
    expect(await desk.reason.inputValue()).toBe('It was nothing');
    await desk.button(proposals.propose.resume).click();
    await operator.reads(proposals.done.proposed);
    await operator.reads(proposals.whyNot['own-proposal']);
    const own = rowOf(operator, proposals.you('p-operator'));
    const confirmOwn = own.getByRole('button', { name: proposals.confirm.resume });
    expect(await confirmOwn.getAttribute('aria-disabled')).toBe('true');
    await operator.link(words.held).click();
    for (const { wipeId } of held) await operations.rowOf(wipeId).waitFor();

    const second = await house.operator('second-operator', '/dispatch');
    await new ActDesk(second).act(
      rowOf(second, 'p-operator').getByRole('button', { name: proposals.confirm.resume }),
      'I have looked at it too',
      proposals.confirm.resume,
    );
    await second.reads(proposals.done.resume);
    await second.reads(words.states.running);
    // Slowly: the sign-in of whoever watches the list is to outlast it.
    const letOut = async () => {
      stage.shift(MINUTE);
      const now = held.map(({ wipeId }) => stage.administrator.wipe(wipeId));
      return (await Promise.all(now)).every(({ state }) => state !== 'held') || undefined;
    };
    await until('what was held to be let out', letOut, PATIENCE, 4000);
    await operator.reads(ja.wipes.none);
    for (const visitor of [operator, second]) await visitor.leave();
  });

  test('pauses by keyboard, once, whatever becomes of the answers and of the sign-in', async () => {
    const operator = await house.operator('operator', '/dispatch');
    const { page } = operator;
    const desk = new ActDesk(operator);
    const keyboard = new Keyboard(page);
    const sent = pausesOf(operator);
    const answers: Parameters<typeof page.route>[1][] = [
      (route) => route.abort(),
      (route) => route.fulfill({ status: 500, json: { title: 'internal', status: 500 } }),
      (route) => route.fulfill({ status: 401, json: {} }),
    ];
    await page.route(PAUSE, (route, asked) =>
      (answers.shift() ?? (() => route.continue()))(route, asked),
    );
    const confirm = desk.button(words.pause.running);

    await keyboard.press(operator.button(words.pause.running));
    await keyboard.type(desk.reason, 'The network is odd');
    await keyboard.press(confirm);
    await desk.dialog.getByText(ja.failures.notSure, { exact: true }).waitFor();
    await confirm.press('Enter');
    await desk.dialog.getByText(ja.failures.problem(ja.failures.notSure, '500')).waitFor();
    await confirm.press('Enter');
    await operator.reads(ja.signIn.why.over);
    await operator.signIn('operator', 'second-factor');
    await desk.reason.waitFor();
    expect(await desk.reason.inputValue()).toBe('The network is odd');
    expect(sent).toHaveLength(3);
    const slow = Promise.withResolvers<void>();
    answers.push(async (route) => {
      await slow.promise;
      await route.continue();
    });
    await confirm.click();
    await confirm.click({ force: true });
    await confirm.press('Enter');
    slow.resolve();
    await operator.reads(words.pause.done);

    expect(sent).toHaveLength(4);
    const { state, journal } = await (await house.stage.operator()).dispatch();
    expect(state).toBe('paused');
    expect(journal.entries[0]).toMatchObject({ type: 'paused', reason: 'The network is odd' });
    expect(journal.entries[1]?.type).not.toBe('paused');
    await operator.leave();
  });

  test('offers no act while the pages are read-only, not even one that was begun, and tells whose proposals a pause made void', async () => {
    const { stage } = house;
    await (await stage.operator('second-operator')).decide('resume', { reason: 'All is well' });
    await (await stage.operator()).decide('pause', { reason: 'It is not' });
    const operator = await house.operator('operator', '/dispatch');
    await operator.reads(words.voided(1));
    const { page } = operator;
    const desk = new ActDesk(operator);
    for (const place of ['why', 'dispatch'] as const)
      await page.getByRole('link', { name: ja.frame.pages[place], exact: true }).first().click();
    await operator.button(words.pause.paused).click();
    await desk.reason.fill('Once more');

    await page.goBack();
    await page.getByRole('button', { name: ja.frame.readOnly.off }).click();
    await page.goForward();

    await desk.dialog.getByText(ja.frame.readOnly.whyNot).first().waitFor();
    const confirm = desk.button(words.pause.paused);
    expect(await confirm.isDisabled()).toBe(true);
    await desk.button(ja.frame.back).click();

    for (const name of [words.pause.paused, proposals.propose.resume, proposals.propose.withdrawal])
      expect(await operator.button(name).getAttribute('aria-disabled')).toBe('true');
    await operator.leave();
  });

  test('withdraws all that is unclaimed by two, and shows how far that has come', async () => {
    const { stage } = house;
    const { wipeId } = await request(stage, nextOf(crew).line);
    await comesTo(stage, wipeId, 'held');
    const operator = await house.operator('operator', '/dispatch');
    const propose = operator.button(proposals.propose.withdrawal);
    await new ActDesk(operator).act(propose, 'Nobody asked', proposals.propose.withdrawal);
    await operator.reads(proposals.done.proposed);
    await operator.leave();

    const second = await house.operator('second-operator', '/dispatch');
    await new ActDesk(second).act(
      rowOf(second, 'p-operator').getByRole('button', { name: proposals.confirm.withdrawal }),
      'I agree',
      proposals.confirm.withdrawal,
    );
    await second.reads(proposals.done.withdrawal);
    await until('the search to end', async () => {
      stage.shift(MINUTE);
      return (await (await stage.operator()).dispatch()).withdrawal?.doneAt;
    });
    await second.leave();

    expect((await stage.administrator.wipe(wipeId)).state).toBe('cancelled');
    const looking = await house.operator('operator', '/dispatch');
    await looking.reads(words.withdrawal.done);
    await looking.leave();
  });
});

test('a suspended clerk is found by id and comes back by two, and their limits are seen', async () => {
  const { stage } = house;
  // What is counted by the hour is to be seen within that hour.
  const now = stage.system.cloud.clock.now();
  const left = windowAt('hour', now).endsAt - now;
  if (left < 2 * MINUTE) stage.shift(left);
  const clerk = await stage.clerk();
  await until('the clerk to be suspended', () =>
    askAtCounter(clerk, nextOf(crew).line.number, { customerPresent: true }).then(
      () => undefined,
      (error: unknown) => isSuspended(error) || Promise.reject(error),
    ),
  );
  const operator = await house.operator('operator', '/dispatch');
  const gauge = ja.limits.gauge(ja.limits.rules.clerk, ja.limits.windows.hour);
  await operator.main.getByLabel(words.clerk.id).fill('p-clerk');
  await operator.button(words.clerk.open).click();
  await operator.reads(ja.clerk.states.suspended);
  await operator.main.getByRole('progressbar', { name: gauge }).waitFor();
  await operator.reads(ja.limits.fullness.full);

  await new ActDesk(operator).act(
    operator.button(proposals.propose.reinstatement),
    'It was the clerk after all',
    proposals.propose.reinstatement,
  );
  await operator.reads(proposals.whyNot['own-proposal']);
  const second = await house.operator('second-operator', '/clerks/p-clerk');
  await new ActDesk(second).act(
    rowOf(second, 'p-operator').getByRole('button', { name: proposals.confirm.reinstatement }),
    'I have called the shop',
    proposals.confirm.reinstatement,
  );
  await second.reads(proposals.done.reinstatement);

  await second.reads(ja.clerk.states.good);
  expect((await (await house.stage.operator()).clerk('p-clerk')).state).toBe('good');
  for (const visitor of [operator, second]) await visitor.leave();
});
