/** The counter's pages as a clerk goes through them, from a number to a request. */
import type { Locator } from 'playwright-core';
import { ja } from '#portal/texts/ja/ja.ts';
import type { Visitor } from './visitor.ts';

const { counter: words } = ja;

/** What the clerk has found out about the customer. */
export interface Visit {
  readonly number: string;
  readonly modelName: string;
  /** Of `DOCUMENT_TEXTS`, in Japanese. */
  readonly document: string;
  readonly isPresent: boolean;
}

export class CounterDesk {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  async find(number: string): Promise<void> {
    await this.#visitor.main.getByLabel(words.number).fill(number);
    await this.#visitor.button(words.search).click();
  }

  /** Asks for a wipe of the phone, without a reservation, and answers its id. */
  async ask(visit: Visit): Promise<string> {
    await this.fill(visit);
    await this.submit(visit).click();
    return this.wipeId();
  }

  /** Finds the line, and fills in the form for its phone. */
  async fill({ number, modelName, document, isPresent }: Visit): Promise<void> {
    const { main } = this.#visitor;
    await this.find(number);
    await this.#visitor.button(words.choose(modelName)).click();
    await main.getByRole('checkbox', { name: words.request.told }).check();
    await main.getByRole('checkbox', { name: document }).check();
    if (isPresent) await main.getByRole('checkbox', { name: words.request.present }).check();
    const warnings = main.getByRole('group', { name: words.request.warnings });
    for (const warning of await warnings.getByRole('checkbox').all()) await warning.check();
    await this.lastFour.fill(number.slice(-4));
  }

  get lastFour(): Locator {
    return this.#visitor.main.getByLabel(words.request.lastFour);
  }

  /** The button, which names the act and the phone. */
  submit({ modelName, number }: Visit): Locator {
    const phone = ja.lines.phone(modelName, number.slice(-4));
    return this.#visitor.button(words.request.submit(phone));
  }

  /** Of the wipe whose page comes up. */
  async wipeId(): Promise<string> {
    await this.#visitor.comesTo(/^\/counter\/wipes\//);
    return decodeURIComponent(this.#visitor.path.split('/')[3] ?? '');
  }
}
