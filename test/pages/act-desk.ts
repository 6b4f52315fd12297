/** The dialog in which the console asks before something is done. */
import type { Locator } from 'playwright-core';
import { ja } from '#console/texts/ja/ja.ts';
import type { Visitor } from './visitor.ts';

export class ActDesk {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  get dialog(): Locator {
    return this.#visitor.page.getByRole('dialog');
  }

  get reason(): Locator {
    return this.dialog.getByLabel(ja.reason.label);
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Opens the dialog of an act, gives the reason and sends it. */
  async act(opener: Locator, reason: string, confirm: string): Promise<void> {
    await opener.click();
    await this.reason.fill(reason);
    await this.button(confirm).click();
  }

  /** Signs in afresh, where it is asked for, and is back in the dialog. */
  async signInAgain(person: string): Promise<void> {
    await this.button(ja.failures.signInAgain).click();
    await this.#visitor.pickPerson(person, 'second-factor');
    await this.reason.waitFor();
  }
}
