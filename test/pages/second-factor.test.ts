/** Showing who one is: a factor that is lost, a password alone, a sign-in that has grown old, and a machine that was left. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { lineIdOf } from '#demo/lines.ts';
import { until } from '#demo/until.ts';
import { DOCUMENT_TEXTS, DOCUMENT_TYPES } from '#domain/eligibility/documents.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import { type CrewMember, nextOf } from '../journeys/crew.ts';
import { isErased } from '../journeys/erased.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { request } from '../journeys/wipes.ts';
import { CARRIER } from './carrier.ts';
import { type House, openHouse } from './house.ts';
import { RequestForm } from './request-form.ts';
import type { Visitor } from './visitor.ts';
import { WipePage } from './wipe-page.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
let crew: CrewMember[];
beforeAll(async () => {
  house = await openHouse({ context: CARRIER });
  crew = await house.stage.crew(4);
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

/** Longer than a sign-in is taken for fresh, milliseconds. */
const STALE = 301_000;

/** The newest step-up code that reached an address, of at least so many. */
const codeAt = (address: string, count: number) =>
  until('a code', async () => {
    const messages = await house.stage.messages(address);
    const codes = messages.flatMap(({ body }) => /(?<![0-9])[0-9]{8}(?![0-9])/.exec(body) ?? []);
    return codes.length < count ? undefined : codes.at(-1);
  });

/** Signs in at the issuer once more, where the page asks for it, and is back where they were. */
async function signInAgain(visitor: Visitor, ...[person, way]: Parameters<Visitor['signIn']>) {
  await visitor.reads(ja.stepUp.title);
  await visitor.signIn(person, way, visitor.button(ja.stepUp.start));
}

/** Does so with a password, and is offered a code at once: nothing says that this was enough. */
async function signInByPassword(visitor: Visitor, person: string) {
  await signInAgain(visitor, person, 'password');
  await visitor.reads(ja.stepUp.codeTitle);
  expect(await visitor.main.getByText(ja.stepUp.confirmed).count()).toBe(0);
}

/** Somebody signed in by a password alone, with the form for a phone filled in. */
async function filledByPassword() {
  const { line } = nextOf(crew);
  const visitor = await house.signedIn('office', `/lines/${line.lineId}`, 'password');
  const form = await RequestForm.of(visitor, 'Sony Xperia 5');
  await form.fill(line.number.slice(-4));
  return { visitor, form, line };
}

describe('somebody whose second factor is the lost phone', () => {
  test.each(['/', `/lines/${lineIdOf(1)}`])(
    'is told at once, from %s, how a shop does it',
    async (path) => {
      const visitor = await house.visitor();
      await visitor.open(path);

      await visitor.signIn('hanako', 'lost-phone');

      await visitor.heading(ja.guide.shopVisit.title).waitFor();
      expect(visitor.path).toBe('/shop-visit');
      for (const type of DOCUMENT_TYPES) await visitor.reads(DOCUMENT_TEXTS[type].ja);
      const { googleFind, icloudFind } = ja.eligibility;
      for (const name of [ja.guide.shopVisit.book.link, googleFind, icloudFind])
        expect(await visitor.link(name).getAttribute('target')).toBe('_blank');
      const booking = visitor.link(ja.guide.shopVisit.book.link);
      expect(await booking.getAttribute('href')).toBe(CARRIER.bookingUrl);
      await visitor.leave();
    },
  );

  test('can try again, and is where they wanted to be', async () => {
    const visitor = await house.visitor();
    await visitor.open(`/lines/${lineIdOf(1)}`);
    await visitor.signIn('hanako', 'lost-phone');

    await visitor.signIn('hanako', 'second-factor', visitor.button(ja.guide.shopVisit.trySignIn));

    await visitor.heading(/0001$/).waitFor();
    expect(visitor.path).toBe(`/lines/${lineIdOf(1)}`);
    await visitor.leave();
  });

  test('and who has asked for nothing finds the carrier’s help desk', async () => {
    const visitor = await house.visitor();
    const helpDesk = visitor.link(ja.contest.contact);

    for (const path of ['/how-to', '/not-me']) {
      await visitor.open(path);
      expect(await helpDesk.getAttribute('href')).toBe(CARRIER.contactUrl);
      await visitor.reads(CARRIER.contactUrl.replace('tel:', ''));
    }

    await visitor.leave();
  });

  test('in the middle of the form goes on there another way, with everything that was entered', async () => {
    const { visitor, form, line } = await filledByPassword();

    await form.submit.click();
    await signInAgain(visitor, 'office', 'lost-phone');
    await visitor.reads(ja.session.lostFactor);
    await visitor.signIn('office', 'password');
    await visitor.reads(ja.stepUp.codeTitle);

    expect(await form.lastFour.inputValue()).toBe(line.number.slice(-4));
    await visitor.leave();
  });

  test('as a clerk is at the counter, and is told so there', async () => {
    const visitor = await house.visitor();
    await visitor.open('/counter');

    await visitor.signIn('clerk', 'lost-phone');

    await visitor.reads(ja.session.lostFactor);
    expect(visitor.path).toBe('/counter');
    await visitor.leave();
  });
});

describe('somebody with a password only', () => {
  test('has a phone erased by a code that comes by mail, and by no other', async () => {
    const handset = await house.stage.handset(5, { model: 'SH-01J' });
    const before = await handset.files();
    const visitor = await house.signedIn('jiro', '/', 'password');
    await visitor.link('末尾が0005の番号').click();
    const form = await RequestForm.of(visitor, 'Sharp AQUOS ケータイ');

    await form.fill('0005');
    await form.submit.click();
    await signInByPassword(visitor, 'jiro');
    expect(await form.lastFour.inputValue()).toBe('0005');
    await visitor.button(ja.stepUp.sendCode).click();
    await visitor.reads(ja.stepUp.sentBy.mail);
    const code = await codeAt('jiro@example.com', 1);
    await form.code.fill(code === '00000000' ? '11111111' : '00000000');
    await form.submit.click();
    await visitor.reads(ja.stepUp.words['code-wrong']);
    await form.code.fill(code);
    await form.submit.click();
    await new WipePage(visitor).endsAs('erased');

    await isErased(handset, before);
    expect(await (await house.stage.subscriber('jiro')).wipes(lineIdOf(5))).toHaveLength(1);
    await visitor.leave();
  });

  test('goes on with the second factor after all, where a code was sent and does not come', async () => {
    const { visitor, form, line } = await filledByPassword();
    await form.submit.click();
    await signInByPassword(visitor, 'office');
    await visitor.button(ja.stepUp.sendCode).click();
    await visitor.reads(ja.stepUp.sentBy.mail);

    await visitor.signIn('office', 'second-factor', visitor.button(ja.stepUp.signInAgain));
    await visitor.focusComesTo(ja.stepUp.confirmed);
    expect(await form.code.count()).toBe(0);
    await form.submit.click();

    await new WipePage(visitor).endsAs('erased');
    expect(await (await house.stage.subscriber('office')).wipes(line.lineId)).toHaveLength(1);
    await visitor.leave();
  });

  test('sees as an approver nothing but the way to a second factor, which leads back', async () => {
    const visitor = await house.signedIn('approver', '/approvals?show=mine', 'password');
    await visitor.reads(ja.session.twoFactors);

    await visitor.signIn('approver', 'second-factor');
    await visitor.reads(ja.approvals.none.mine);

    expect(visitor.path).toBe('/approvals?show=mine');
    await visitor.leave();
  });

  test('cancels by a code that comes to another number', async () => {
    const { stage } = house;
    const handset = nextOf(crew);
    await handset.disconnect();
    const { wipeId, lineId } = await request(stage, handset.line);
    const address = '+819000009999';
    const contacts = [{ kind: 'sms', address, lineId: 'line-of-somebody', changedAt: 0 }] as const;
    await stage.administrator.changeLine(lineId, { contacts: [...contacts] });
    const visitor = await house.signedIn('office', `/wipes/${wipeId}`, 'password');
    const wipe = new WipePage(visitor);

    await wipe.cancel();
    await signInByPassword(visitor, 'office');
    await visitor.button(ja.stepUp.sendCode).click();
    await visitor.reads(ja.stepUp.sentBy.sms);
    await wipe.cancelButton.click();
    await visitor.reads(ja.stepUp.codeMalformed);
    const { code } = new RequestForm(visitor);
    await code.and(visitor.page.locator(':focus')).waitFor();
    await code.fill(await codeAt(address, 1));
    await wipe.cancel();

    await visitor.reads(ja.wipe.cancel.done);
    await visitor.focusComesTo(ja.wipe.cancel.done);
    await wipe.endsAs('cancelled');
    await visitor.leave();
  });
});

describe('a sign-in that has grown old in the middle of the form', () => {
  test('is renewed with everything that was entered still there, and one wipe is asked for', async () => {
    const { stage } = house;
    const [handset] = await stage.crew(1, { model: 'SO-51D', flags: ['--sim', 'dual'] });
    if (handset === undefined) throw new Error('nobody came');
    const { lineId, number } = handset.line;
    const visitor = await house.signedIn('office', `/lines/${lineId}`);
    const form = await RequestForm.of(visitor, 'Sony Xperia 1 V');
    await form.fill(number.slice(-4));
    await form.days.fill('12');
    stage.shift(STALE);

    await form.submit.click();
    await signInAgain(visitor, 'office', 'passkey');
    await visitor.reads(ja.stepUp.confirmed);

    expect(await form.lastFour.inputValue()).toBe(number.slice(-4));
    expect(await form.days.inputValue()).toBe('12');
    const ticks = await form.ticks.all();
    expect(ticks.length).toBeGreaterThan(0);
    for (const tick of ticks) expect(await tick.isChecked()).toBe(true);
    await form.submit.click();
    await new WipePage(visitor).endsAs('erased');
    expect(await (await stage.subscriber('office')).wipes(lineId)).toHaveLength(1);
    await visitor.leave();
  });

  test('confirms nothing where somebody comes back from the issuer without it', async () => {
    const { stage } = house;
    const { lineId, number } = nextOf(crew).line;
    const visitor = await house.signedIn('office', `/lines/${lineId}`);
    const form = await RequestForm.of(visitor, 'Sony Xperia 5');
    await form.fill(number.slice(-4));
    stage.shift(STALE);

    await form.submit.click();
    await visitor.button(ja.stepUp.start).click();
    await visitor.choiceOf('office', 'passkey').waitFor();
    await visitor.page.goBack();

    await visitor.reads(ja.stepUp.title);
    expect(await form.lastFour.inputValue()).toBe(number.slice(-4));
    expect(await visitor.main.getByText(ja.stepUp.confirmed).count()).toBe(0);
    expect(await (await stage.subscriber('office')).wipes(lineId)).toEqual([]);
    await visitor.leave();
  });
});

describe('a machine that nobody touches', () => {
  /** Hanako, with a clock that the test moves on. */
  async function atHome(): Promise<Visitor> {
    const visitor = await house.visitor();
    await visitor.page.clock.install();
    await visitor.open('/');
    await visitor.signIn('hanako', 'second-factor');
    await visitor.link('末尾が0001の番号').waitFor();
    return visitor;
  }
  const warningIn = (page: Page) => page.getByRole('dialog', { name: ja.session.idleTitle });

  /** Whoever presses the button now is asked who they are. */
  async function isSignedOut(visitor: Visitor): Promise<void> {
    await visitor.heading(ja.welcome.signedOutTitle).waitFor();
    await visitor.open('/');
    await visitor.button(ja.welcome.start).click();
    await visitor.choiceOf('hanako', 'second-factor').waitFor();
  }

  test('warns, stays signed in where somebody says so, and signs out where nobody does', async () => {
    const visitor = await atHome();
    const { page } = visitor;
    const warning = warningIn(page);

    await page.clock.fastForward('07:00');
    expect(await warning.isVisible()).toBe(false);
    await page.clock.fastForward('01:05');
    await warning.waitFor();
    expect(await warning.getByText(ja.session.idleText(120)).count()).toBe(1);
    await warning.getByRole('button', { name: ja.session.stay }).click();
    await warning.waitFor({ state: 'hidden' });
    await page.clock.fastForward('08:05');
    await warning.waitFor();
    await page.clock.fastForward('02:00');

    await isSignedOut(visitor);
    await visitor.leave();
  });

  test('shows nothing of anybody who was away for longer, also where the page is loaded anew', async () => {
    const visitor = await atHome();
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/v1/')) asked.push(request.url());
    });

    await page.goto('about:blank');
    await page.clock.fastForward('10:05');
    await visitor.open('/');

    await isSignedOut(visitor);
    expect(asked).toEqual([]);
    await visitor.leave();
  });

  test('is none while somebody works in another tab', async () => {
    const visitor = await atHome();
    const { page } = visitor;
    const other = await page.context().newPage();
    await other.goto(house.stage.system.api);
    await other.getByRole('button', { name: ja.welcome.start }).click();
    await other.getByRole('link', { name: '末尾が0001の番号' }).waitFor();

    await page.clock.fastForward('08:05');
    await warningIn(page).waitFor();
    await warningIn(other).getByRole('button', { name: ja.session.stay }).click();

    await warningIn(page).waitFor({ state: 'hidden' });
    await page.clock.fastForward('07:00');
    expect(await warningIn(page).isVisible()).toBe(false);
    await visitor.leave();
  });

  test('asks whoever comes after a sign-in is over who they are, and lets them sign out', async () => {
    const visitor = await house.signedIn('hanako', '/');
    const { page } = visitor;
    const line = visitor.link('末尾が0001の番号');
    await line.waitFor();
    await page.route('**/v1/lines/**', (route) => route.fulfill({ status: 401 }));

    await line.click();
    await visitor.reads(ja.session.over);
    await page.unroute('**/v1/lines/**');
    await page.reload();
    await visitor.reads(ja.session.over);
    await visitor.signInButton().click();
    await visitor.choiceOf('hanako', 'second-factor').waitFor();
    await page.goBack();
    await visitor.reads(ja.session.over);
    await page.getByRole('button', { name: ja.session.signOut }).click();

    // Who asks for it the issuer cannot tell, where a reload has lost their token.
    await page.waitForURL(`${house.stage.system.issuer}/**`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await isSignedOut(visitor);
    await visitor.leave();
  });
});
