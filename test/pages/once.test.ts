/** Whatever somebody does at the pages, one wipe is asked for; and whoever asked for none can say so. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { lineIdOf } from '#demo/lines.ts';
import { until } from '#demo/until.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import { type CrewMember, nextOf } from '../journeys/crew.ts';
import { isErased } from '../journeys/erased.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { request } from '../journeys/wipes.ts';
import { type House, openHouse } from './house.ts';
import { RequestForm } from './request-form.ts';
import { WipePage } from './wipe-page.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
let crew: CrewMember[];
beforeAll(async () => {
  house = await openHouse();
  crew = await house.stage.crew(5);
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

/** How many wipes of a line's phones there are. */
const wipesOf = async (lineId: string, person: 'office' | 'hanako' = 'office') =>
  (await (await house.stage.subscriber(person)).wipes(lineId)).length;

describe('one wipe is asked for', () => {
  test('where somebody presses everything twice and loads every page anew', async () => {
    const handset = await house.stage.handset(1);
    const before = await handset.files();
    const visitor = await house.signedIn('hanako', '/');
    const { page } = visitor;
    const anew = async (sign: Locator) => {
      await sign.waitFor();
      await page.reload();
      await sign.waitFor();
    };
    const line = visitor.link('末尾が0001の番号');
    const proceed = visitor.link(ja.lines.line.proceedTo('Sony Xperia 5'));
    const form = new RequestForm(visitor);

    await anew(line);
    await line.dblclick();
    await anew(proceed);
    await proceed.dblclick();
    await anew(form.lastFour);
    await form.fill('0001');
    await anew(form.lastFour);
    expect(await form.lastFour.inputValue()).toBe('0001');
    await form.submit.dblclick();
    const wipe = new WipePage(visitor);
    await visitor.comesTo(/^\/wipes\//);
    await anew(visitor.main.getByRole('heading', { name: ja.wipe.progress }));
    await wipe.endsAs('erased');
    await visitor.link(ja.wipe.next.record).dblclick();
    await anew(visitor.main.getByText(ja.record.verified));

    expect(await wipesOf(lineIdOf(1), 'hanako')).toBe(1);
    await isErased(handset, before);
    await visitor.leave();
  });

  test('where somebody presses too early; and nothing is found wrong while the next page is on its way', async () => {
    const handset = nextOf(crew);
    const { lineId, number } = handset.line;
    const digits = number.slice(-4);
    const visitor = await house.signedIn('office', `/lines/${lineId}`);
    const { main, page } = visitor;
    const held = Promise.withResolvers<void>();
    // The page of a wipe alone: a name, and eight characters of its content.
    await page.route(/\/assets\/wipe-[\w-]{8}\.js$/, async (route) => {
      await held.promise;
      await route.continue();
    });
    const mistakes = main.getByRole('alert').filter({ hasText: ja.request.mistakes });
    const form = await RequestForm.of(visitor, 'Sony Xperia 5');

    await form.submit.click();
    await visitor.focusComesTo(ja.request.mistakes);
    await form.fill(digits);
    await mistakes.waitFor({ state: 'detached' });
    await form.lastFour.press('Backspace');
    await mistakes.waitFor();
    await visitor.drawn();
    await page.keyboard.type(digits.slice(-1));
    expect(await form.lastFour.inputValue()).toBe(digits);
    await form.submit.click();
    await visitor.comesTo(/^\/wipes\//);
    await main.locator('.button-busy').waitFor({ state: 'detached' });
    await visitor.drawn();

    expect(await form.lastFour.inputValue()).toBe(digits);
    expect(await mistakes.count()).toBe(0);
    held.resolve();
    await new WipePage(visitor).endsAs('erased');
    expect(await wipesOf(lineId)).toBe(1);
    await visitor.leave();
  });

  test('where the answer is lost on the way, and somebody asks again', async () => {
    const handset = nextOf(crew);
    const { lineId, number } = handset.line;
    const visitor = await house.signedIn('office', `/lines/${lineId}`);
    const form = await RequestForm.of(visitor, 'Sony Xperia 5');
    await form.fill(number.slice(-4));
    const sent = `**/v1/lines/${lineId}/wipes`;
    await visitor.page.route(sent, async (route) => {
      await route.fetch();
      await route.abort('internetdisconnected');
    });

    await form.submit.click();
    await visitor.reads(ja.failure.notSure);
    expect(await wipesOf(lineId)).toBe(1);
    await visitor.page.unroute(sent);
    await form.submit.click();
    const wipe = new WipePage(visitor);
    await wipe.endsAs('erased');

    expect(await wipesOf(lineId)).toBe(1);
    await visitor.leave();
  });

  test('where the network goes before it is sent, and again while it waits', async () => {
    const handset = nextOf(crew);
    await handset.disconnect();
    const { lineId, number } = handset.line;
    const visitor = await house.signedIn('office', `/lines/${lineId}`);
    const network = visitor.page.context();
    const form = await RequestForm.of(visitor, 'Sony Xperia 5');
    await form.fill(number.slice(-4));

    await network.setOffline(true);
    await form.submit.click();
    await visitor.reads(ja.failure.notSure);
    expect(await wipesOf(lineId)).toBe(0);
    await network.setOffline(false);
    await form.submit.click();
    const wipe = new WipePage(visitor);
    await wipe.waitsFor('handset');
    await network.setOffline(true);
    await visitor.reads(ja.failure.unreachable);
    await wipe.waitsFor('handset');
    await handset.connect();
    await handset.untilEvent('erased');
    await network.setOffline(false);

    await wipe.endsAs('erased');
    await visitor.main.getByText(ja.failure.unreachable).waitFor({ state: 'hidden' });
    expect(await wipesOf(lineId)).toBe(1);
    await visitor.leave();
  });
});

describe('the link of a message, for whoever asked for nothing', () => {
  /** A wipe that waits, and the link that its account holder was sent. */
  async function told() {
    const { stage } = house;
    const handset = nextOf(crew);
    await handset.disconnect();
    const { wipeId } = await request(stage, handset.line);
    const link = await until('the message with the link', async () => {
      const messages = await stage.messages(handset.line.mail);
      return messages.flatMap(({ body }) => /\/not-me#\S+/.exec(body)?.[0] ?? [])[0];
    });
    return { wipeId, link };
  }
  const isContested = async (wipeId: string) =>
    (await house.stage.administrator.wipe(wipeId)).events.some(({ type }) => type === 'contested');

  test('does nothing before the button is pressed, and then tells operations, once', async () => {
    const { wipeId, link } = await told();
    const visitor = await house.visitor();
    await visitor.open(link);
    await visitor.heading(ja.contest.title).waitFor();
    const press = visitor.button(ja.contest.press);

    await press.waitFor();
    expect(await isContested(wipeId)).toBe(false);
    expect(visitor.path).toBe('/not-me');
    await press.click();
    await visitor.reads(ja.contest.done);
    expect(await isContested(wipeId)).toBe(true);
    const first = await visitor.main.getByRole('time').first().getAttribute('datetime');
    await visitor.link(ja.contest.toWipe).waitFor();
    // No address of a help desk is set here, nor named.
    expect(await visitor.link(ja.contest.contact).count()).toBe(0);
    await visitor.leave();
    const again = await house.visitor();
    await again.open(link);
    await again.button(ja.contest.press).click();
    await again.reads(ja.contest.done);

    expect(await again.main.getByRole('time').first().getAttribute('datetime')).toBe(first);
    await again.link(ja.contest.toWipe).click();
    await again.signIn('office', 'second-factor');
    await again.reads(ja.wipe.contested);
    await again.leave();
  });

  test('with another secret, or cut short, tells nobody, and names other ways', async () => {
    const { wipeId, link } = await told();
    const visitor = await house.visitor();

    await visitor.open(link.slice(0, -22) + 'A'.repeat(22));
    await visitor.button(ja.contest.press).click();
    await visitor.reads(ja.contest.problems['wipe-not-found']);
    await visitor.link(ja.contest.toShop).waitFor();
    expect(await visitor.link(ja.contest.contact).count()).toBe(0);
    await visitor.open('/');
    await visitor.open(link.slice(0, -5));
    await visitor.reads(ja.contest.incomplete);

    expect(await visitor.button(ja.contest.press).count()).toBe(0);
    expect(await isContested(wipeId)).toBe(false);
    await visitor.leave();
  });
});
