/**
 * A lost phone, wiped from a page: the whole way in a real browser, with a real handset at its end. Signed in (R1), told
 * what cannot be undone (R5), by nobody else's hand (R16).
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { checkRecord } from '#demo/check-record.ts';
import { lineIdOf } from '#demo/lines.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import { Hardware } from '../journeys/hardware.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { type House, openHouse } from './house.ts';
import { Keyboard } from './keyboard.ts';
import { RequestForm } from './request-form.ts';
import type { Visitor } from './visitor.ts';
import { WipePage } from './wipe-page.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

/** What the person's browser saved. */
async function saved(visitor: Visitor, button: Locator): Promise<string> {
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), button.click()]);
  return readFile(await download.path(), 'utf8');
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
    const left = await handset.files();
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter((file) => left.includes(file))).toEqual([]);

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
    const left = await handset.files();
    expect(before.filter((file) => left.includes(file))).toEqual([]);
    await visitor.leave();
  });

  test('and has another one by now chooses which of the two, and the present one is left alone', async () => {
    const { stage } = house;
    const [lost] = await stage.crew(1);
    if (lost === undefined) throw new Error('nobody came');
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
    const left = await lost.files();
    expect(before.filter((file) => left.includes(file))).toEqual([]);
    expect(await stage.administrator.attemptsOf(present.enrolmentId)).toEqual([]);
    expect(present.notices).toBe(0);
    await visitor.leave();
  });
});
