/** Somebody of operations at the console: where things stand on its pages. */
import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { ja } from '#console/texts/ja/ja.ts';
import { until } from '#demo/until.ts';
import { ActDesk } from './act-desk.ts';
import type { House } from './house.ts';
import type { Visitor } from './visitor.ts';

export class Operations {
  readonly visitor: Visitor;
  /** The dialog in which an act is asked about. */
  readonly desk: ActDesk;

  private constructor(visitor: Visitor) {
    this.visitor = visitor;
    this.desk = new ActDesk(visitor);
  }

  /** Signed in at a page of the console, as the first operator unless somebody else is named. */
  static async at(house: House, path: string, person = 'operator'): Promise<Operations> {
    return new Operations(await house.operator(person, path));
  }

  /** The row of a wipe in a list. */
  rowOf(wipeId: string): Locator {
    const { main, page } = this.visitor;
    return main.getByRole('row').filter({ has: page.locator(`[title="${wipeId}"]`) });
  }

  async choose(wipeId: string): Promise<void> {
    await this.rowOf(wipeId).getByRole('checkbox').check();
  }

  /** A state of the machine in the picture. */
  state(name: string): Locator {
    return this.visitor.main.locator('.graph').getByRole('button', { name });
  }

  /** The same, once it is marked so. */
  standing(name: string, words: string): Locator {
    return this.state(name).getByText(words);
  }

  /** What happened in a state. */
  visit(state: string): Locator {
    return this.visitor.main.getByRole('region', { name: state });
  }

  /** A fact of a wipe, once it is this. */
  fact(label: string, value: string): Locator {
    return this.#told(label).getByText(value);
  }

  /** What stands beside the name of a fact. */
  #told(label: string): Locator {
    return this.visitor.main
      .locator('dt', { hasText: label })
      .locator('xpath=following-sibling::dd[1]');
  }

  /** Turns to a part of a wipe's page. */
  async part(name: string): Promise<void> {
    await this.visitor.main.getByRole('tab', { name }).click();
  }

  /** When a fact of a wipe was. */
  timeOf(label: string): Locator {
    return this.#told(label).locator('time');
  }

  /** Where the list is sifted. */
  get filter(): Locator {
    return this.visitor.main.getByRole('combobox', { name: ja.wipes.filter });
  }

  /** Sifts the list by an exact value. */
  async sift(property: string, value: string): Promise<void> {
    await this.filter.fill(`${property} = ${value}`);
    await this.filter.press('Enter');
  }

  /** What the list is sifted by, as the filter shows it. */
  token(property: string, value: string): Locator {
    return this.visitor.main.getByRole('button', { name: `${property} = ${value}`, exact: true });
  }

  /** The choice among the runs of a wipe's workflow. */
  get runs(): Locator {
    return this.visitor.main.getByRole('button', { name: ja.wipe.workflow.runs });
  }

  /** Signs out, and in again. */
  async leaveAndComeBack(person: string): Promise<void> {
    const { page } = this.visitor;
    await page.getByRole('button', { name: ja.signIn.signOut }).click();
    await this.visitor.reads(ja.signIn.signedOut);
    await this.visitor.signIn(person, 'second-factor');
  }

  async keepView(name: string): Promise<void> {
    await this.#views.click();
    await this.#item(ja.wipes.views.keep).click();
    await this.desk.dialog.getByRole('textbox').fill(name);
    await this.desk.button(ja.wipes.views.keep).click();
  }

  async showView(name: string): Promise<void> {
    await this.#views.click();
    await this.#item(name).click();
  }

  get #views(): Locator {
    return this.visitor.main.locator('[data-views] button').first();
  }

  #item(name: string): Locator {
    return this.visitor.page.getByRole('menuitem', { name, exact: true });
  }

  /** Gives the reason in the dialog that is open, and says yes. */
  async confirm(name: string, reason: string): Promise<void> {
    await this.desk.reason.fill(reason);
    await this.desk.button(name).click();
  }

  /** Waits until the page says this above everything else. */
  async says(words: string): Promise<void> {
    await this.visitor.page.getByText(words).first().waitFor();
  }

  /** Waits until an act is not offered, for this reason. */
  async whyNot(act: string, why: string): Promise<void> {
    const { page } = this.visitor;
    const button = this.visitor.button(act).and(page.locator('[aria-disabled="true"]'));
    await until(`${act} to be described by: ${why}`, async () => {
      const description = await button.getAttribute('aria-describedby');
      const text = await page.locator(`[id="${description}"]`).textContent();
      return text === why || undefined;
    });
  }

  /** What the browser saves when a button is pressed. */
  async saved(button: string): Promise<string> {
    const [download] = await Promise.all([
      this.visitor.page.waitForEvent('download'),
      this.visitor.button(button).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  }
}
