/** The page of one wipe as its subscriber sees it. */
import type { Locator } from 'playwright-core';
import { ja } from '#portal/texts/ja/ja.ts';
import type { EndName } from '#portal/wipe/ending.ts';
import type { Waiting } from '#portal/wipe/waiting.ts';
import type { Visitor } from './visitor.ts';

const { wipe: words } = ja;

export class WipePage {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** The id in the address. */
  get wipeId(): string {
    return decodeURIComponent(this.#visitor.path.split('/')[2] ?? '');
  }

  /** Waits until it says what it waits for. */
  async waitsFor(what: Waiting): Promise<void> {
    await this.#title(words.waiting[what].title).waitFor();
  }

  /** Waits until it says how it ended. */
  async endsAs(end: EndName): Promise<void> {
    await this.#title(words.ends[end].title).waitFor();
  }

  step(name: keyof typeof words.steps): Locator {
    return this.#visitor.main.getByRole('listitem').filter({ hasText: words.steps[name] });
  }

  get cancelButton(): Locator {
    return this.#visitor.main.getByRole('button', { name: words.cancel.open });
  }

  /** In the question that comes up. */
  get cancelConfirmation(): Locator {
    return this.#visitor.page
      .getByRole('dialog')
      .getByRole('button', { name: words.cancel.confirm, exact: true });
  }

  /** Cancels it, and says yes to the question. */
  async cancel(): Promise<void> {
    await this.cancelButton.click();
    await this.cancelConfirmation.click();
  }

  #title(name: string): Locator {
    return this.#visitor.main.getByRole('heading', { level: 2, name, exact: true });
  }
}
