/**
 * A lost phone, wiped from a page: the whole way in a real browser, with a real handset at its end. Signed in (R1), told
 * what cannot be undone (R5), by nobody else's hand (R16). And how else it ends as its page tells it: cancelled, expired,
 * failed, unconfirmed until there is proof, erased without its card.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { checkRecord } from '#demo/check-record.ts';
import { lineIdOf } from '#demo/lines.ts';
import { DAY, MINUTE, pauseAfterCommand } from '#domain/wipe/settings.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import { type CrewMember, nextOf } from '../journeys/crew.ts';
import { isErased } from '../journeys/erased.ts';
import { Hardware } from '../journeys/hardware.ts';
import { byTwo } from '../journeys/operator.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { comesTo, issued, request } from '../journeys/wipes.ts';
import { type House, openHouse } from './house.ts';
import { Keyboard } from './keyboard.ts';
import { RequestForm } from './request-form.ts';
import type { Visitor } from './visitor.ts';
import { WipePage } from './wipe-page.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
let crew: CrewMember[];
beforeAll(async () => {
  house = await openHouse();
  crew = await house.stage.crew(7);
}, 2 * PATIENCE);
afterAll(() => house.close(), PATIENCE);

/** What the person's browser saved. */
async function saved(visitor: Visitor, button: Locator): Promise<string> {
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), button.click()]);
  return readFile(await download.path(), 'utf8');
}

async function handsetThatIsOff(): Promise<CrewMember> {
  const handset = nextOf(crew);
  await handset.disconnect();
  return handset;
}

/** The owner of all these lines at the page of a wipe. */
async function atWipe(wipeId: string): Promise<{ visitor: Visitor; wipe: WipePage }> {
  const visitor = await house.signedIn('office', `/wipes/${wipeId}`);
  return { visitor, wipe: new WipePage(visitor) };
}

/** Asks for a wipe at the page of the line. */
async function askAt(visitor: Visitor, { line }: CrewMember): Promise<WipePage> {
  const form = await RequestForm.of(visitor, 'Sony Xperia 5');
  await form.ask(line.number.slice(-4));
  return new WipePage(visitor);
}

describe('somebody who lost their phone', () => {
  test('picks its line, agrees, and sees live how it is erased; the record is theirs to keep', async () => {
    const handset = await house.stage.handset(1);
    const before = await handset.files();
    handset.process.tell({ do: 'network-off' });
    await handset.process.untilEvent('network-off');
    const visitor = await house.signedIn('hanako', '/');

    await visitor.link('末尾が0001の番号').click();
    const form = await RequestForm.of(visitor, 'Sony Xperia 5');
    await visitor.reads('消したデータは元に戻せません。控えの有無');
    await visitor.reads('SDカードの中身もあわせて消えます');
    await visitor.reads('おサイフ機能のロックは完了しており、初期化のあとも続きます');
    expect(await form.submit.textContent()).toBe('Sony Xperia 5(番号の下4桁0001)を初期化する');
    await form.ask('0001');
    const wipe = new WipePage(visitor);
    await wipe.waitsFor('handset');
    expect(await handset.files()).toEqual(before);
    // Whatever comes now comes by itself: a page that was loaded anew would have lost this.
    await visitor.page.evaluate('window.isStillThePage = true');
    handset.process.tell({ do: 'network-on' });
    await wipe.endsAs('erased');
    await visitor.link(ja.wipe.next.record).waitFor();
    expect(await visitor.page.evaluate('window.isStillThePage')).toBe(true);
    await isErased(handset, before);

    await visitor.link(ja.wipe.next.record).click();
    await visitor.reads(ja.record.verified);
    const jws = await saved(visitor, visitor.button(ja.record.downloadJws));
    const json = await saved(visitor, visitor.button(ja.record.downloadJson));
    const subscriber = await house.stage.subscriber('hanako');
    const { key } = await subscriber.record(wipe.wipeId);
    const record = await checkRecord({ record: JSON.parse(json), jws, key });
    expect(record).toMatchObject({ wipeId: wipe.wipeId, result: 'erased' });

    await visitor.open(`/lines/${lineIdOf(1)}`);
    const history = visitor.main.getByRole('region', { name: ja.lines.line.history });
    await history.getByText(ja.lines.states.erased).waitFor();
    expect(await history.getByRole('listitem').count()).toBe(1);
    expect(await history.textContent()).toContain(ja.lines.line.byWeb);
    await visitor.leave();
  });

  test('needs no mouse for any of it', async () => {
    const handset = await house.stage.handset(2, { model: 'KY-41C' });
    const before = await handset.files();
    const visitor = await house.visitor();
    const { page } = visitor;
    const keyboard = new Keyboard(page);
    await visitor.open('/');

    await keyboard.press(visitor.signInButton());
    await page.waitForURL(`${house.stage.system.issuer}/**`);
    await keyboard.press(visitor.choiceOf('hanako', 'second-factor'));
    await keyboard.press(visitor.link('末尾が0002の番号'));
    await keyboard.press(visitor.link(/初期化の手続きへ進む/));
    const form = new RequestForm(visitor);
    await form.isShown();
    for (const tick of await form.ticks.all()) await keyboard.press(tick, 'Space');
    await keyboard.type(form.lastFour, '0002');
    await keyboard.press(form.submit);
    const wipe = new WipePage(visitor);
    await wipe.endsAs('erased');
    await keyboard.press(visitor.link(ja.wipe.next.record));
    await visitor.reads(ja.record.verified);

    expect(keyboard.complaints).toEqual([]);
    await isErased(handset, before);
    await visitor.leave();
  });

  test('and has another one by now chooses which of the two, and the present one is left alone', async () => {
    const { stage } = house;
    const lost = nextOf(crew);
    const before = await lost.files();
    const present = await new Hardware(stage, lost.line).enrol({ statement: { model: 'SC-51A' } });
    const visitor = await house.signedIn('office', `/lines/${lost.line.lineId}`);

    await visitor.reads(ja.lines.line.twoHandsets);
    const card = (model: string) => visitor.main.getByRole('region', { name: model });
    const earlier = await card('Sony Xperia 5').textContent();
    const later = await card('Samsung Galaxy S20 5G').textContent();
    const form = await RequestForm.of(visitor, 'Sony Xperia 5');
    await visitor.reads(ja.request.earlierHandset);
    await form.ask(lost.line.number.slice(-4));
    await new WipePage(visitor).endsAs('erased');

    expect(earlier).toContain(ja.lines.line.earlier);
    expect(earlier).toContain(ja.lines.line.usedUntil);
    expect(later).toContain(ja.lines.line.present);
    expect(later).not.toContain(ja.lines.line.usedUntil);
    await isErased(lost, before);
    expect(await stage.administrator.attemptsOf(present.enrolmentId)).toEqual([]);
    expect(present.notices).toBe(0);
    await visitor.leave();
  });
});

describe('a wipe that is cancelled', () => {
  test('before the handset has asked is cancelled for certain', async () => {
    const handset = await handsetThatIsOff();
    const before = await handset.files();
    const { wipeId } = await request(house.stage, handset.line);
    const { visitor, wipe } = await atWipe(wipeId);
    await wipe.waitsFor('handset');

    await wipe.cancel();

    await visitor.reads(ja.wipe.cancel.done);
    await wipe.endsAs('cancelled');
    await handset.afterwards('nothing', () => handset.connect());
    expect(await handset.files()).toEqual(before);
    await visitor.leave();
  });

  test('after its command is not known to be so, until the handset says that it has none', async () => {
    const { stage } = house;
    const handset = nextOf(crew, 'silent');
    const before = await handset.files();
    const { wipeId } = await request(stage, handset.line);
    await comesTo(stage, wipeId, 'issued');
    await handset.disconnect();
    const { visitor, wipe } = await atWipe(wipeId);
    await wipe.waitsFor('command');

    await wipe.cancel();
    await visitor.reads(ja.wipe.cancel.words['not-known-yet']);
    await wipe.waitsFor('wished');
    handset.fault('silent', false);
    stage.shift(pauseAfterCommand(1));
    await handset.afterwards('nothing', () => handset.connect());

    await wipe.endsAs('cancelled');
    expect(await handset.files()).toEqual(before);
    await visitor.leave();
  });

  test('too late is told so, and erased', async () => {
    const { stage } = house;
    const { handset, command, wipeId } = await issued(stage);
    const { visitor, wipe } = await atWipe(wipeId);
    await wipe.waitsFor('command');
    await wipe.cancelButton.click();

    await handset.report(command, 'accepted');
    await comesTo(stage, wipeId, 'accepted');
    await wipe.cancelConfirmation.click();

    await visitor.reads(ja.wipe.cancel.words['too-late']);
    await wipe.waitsFor('erasing');
    await handset.report(command, 'erased');
    await wipe.endsAs('erased');
    await visitor.leave();
  });
});

describe('a wipe', () => {
  test('while all commands are paused says so, and goes on by itself once two have resumed them', async () => {
    const { stage } = house;
    const handset = nextOf(crew);
    const before = await handset.files();
    const operator = await stage.operator();
    await operator.decide('pause', { reason: 'Something is wrong' });
    const visitor = await house.signedIn('office', `/lines/${handset.line.lineId}`);

    const wipe = await askAt(visitor, handset);
    await wipe.waitsFor('pause');
    expect(await handset.files()).toEqual(before);
    await byTwo(stage, 'resume');
    await stage.asTimePasses('what was held to be let out', MINUTE, async () => {
      const { state } = await stage.administrator.wipe(wipe.wipeId);
      return state !== 'held' || undefined;
    });
    handset.tell({ do: 'claim' });

    await wipe.endsAs('erased');
    await isErased(handset, before);
    await visitor.leave();
  });

  test('of which the SD card could not be erased is told so of the card, and is erased', async () => {
    const handset = nextOf(crew, 'sd-fails');
    const visitor = await house.signedIn('office', `/lines/${handset.line.lineId}`);

    const wipe = await askAt(visitor, handset);

    await wipe.endsAs('erased');
    await visitor.reads(ja.wipe.sdText.failed);
    expect(await wipe.step('sd').textContent()).toContain(ja.wipe.sd.failed);
    await visitor.leave();
  });

  test('that failed says why, and a second one erases', async () => {
    const handset = nextOf(crew, 'internal-fails');
    const before = await handset.files();
    const visitor = await house.signedIn('office', `/lines/${handset.line.lineId}`);
    const wipe = await askAt(visitor, handset);
    await wipe.endsAs('failed');
    const first = wipe.wipeId;
    await visitor.reads('端末が本体を消去できなかったと知らせました');

    handset.fault('internal-fails', false);
    await visitor.link(ja.wipe.next.again).click();
    await askAt(visitor, handset);

    await wipe.endsAs('erased');
    expect(wipe.wipeId).not.toBe(first);
    await isErased(handset, before);
    await visitor.leave();
  });

  test('that nothing proves is never called erased, until the next enrolment does', async () => {
    const { stage } = house;
    const [handset] = await stage.crew(1, {
      faults: ['lose-report:erased'],
      flags: ['--no-enrol-again'],
    });
    if (handset === undefined) throw new Error('nobody came');
    const visitor = await house.signedIn('office', `/lines/${handset.line.lineId}`);
    const wipe = await askAt(visitor, handset);
    await wipe.waitsFor('erasing');
    await handset.untilEvent('erased');

    stage.shift(20 * MINUTE);
    await visitor.reads(ja.session.over);
    await visitor.signIn('office', 'second-factor');
    await wipe.endsAs('unconfirmed');
    await visitor.reads(ja.wipe.laterProof);
    expect(await visitor.main.textContent()).not.toContain(ja.wipe.ends.erased.title);
    handset.tell({ do: 'enrol' });

    await wipe.endsAs('erased');
    await visitor.reads(ja.wipe.proof.receipt);
    await visitor.leave();
  });

  test('whose handset never came has expired, and can be asked for again', async () => {
    const { stage } = house;
    const handset = await handsetThatIsOff();
    const { lineId, number } = handset.line;
    const visitor = await house.signedIn('office', `/lines/${lineId}`);
    const form = await RequestForm.of(visitor, 'Sony Xperia 5');
    await form.days.fill('1');
    await form.ask(number.slice(-4));
    const wipe = new WipePage(visitor);
    await wipe.waitsFor('handset');

    stage.shift(DAY);
    await visitor.reads(ja.session.over);
    await visitor.signIn('office', 'second-factor');

    await wipe.endsAs('deadline');
    await visitor.link(ja.wipe.next.again).click();
    await visitor.link(/初期化の手続きへ進む/).waitFor();
    await visitor.leave();
  });
});
