/** The form by which a subscriber asks for a wipe, as somebody fills it in. */
import type { Locator } from 'playwright-core';
import { ja } from '#portal/texts/ja/ja.ts';
import type { Visitor } from './visitor.ts';

export class RequestForm {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** From the page of a line, by the button of one of its phones. */
  static async of(visitor: Visitor, modelName: string): Promise<RequestForm> {
    const form = new RequestForm(visitor);
    await visitor.link(ja.lines.line.proceedTo(modelName)).click();
    await form.isShown();
    return form;
  }

  async isShown(): Promise<void> {
    await this.#visitor.heading(ja.request.title).waitFor();
    await this.lastFour.waitFor();
  }

  get ticks(): Locator {
    return this.#visitor.main.getByRole('checkbox');
  }

  get lastFour(): Locator {
    return this.#visitor.main.getByLabel(ja.request.lastFour);
  }

  get days(): Locator {
    return this.#visitor.main.getByLabel(ja.request.days);
  }

  get code(): Locator {
    return this.#visitor.main.getByLabel(ja.stepUp.code);
  }

  /** The button, which names the act and the phone. */
  get submit(): Locator {
    return this.#visitor.main.getByRole('button', { name: /番号の下4桁[0-9]{4}/ });
  }

  /** Agrees to every warning and types the digits. */
  async fill(digits: string): Promise<void> {
    for (const tick of await this.ticks.all()) await tick.check();
    await this.lastFour.fill(digits);
  }

  /** Fills it in and sends it; the page of the wipe comes up. */
  async ask(digits: string): Promise<void> {
    await this.fill(digits);
    await this.submit.click();
    await this.#visitor.comesTo(/^\/wipes\/[^/]+$/);
  }
}
