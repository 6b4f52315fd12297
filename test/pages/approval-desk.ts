/** The list of a second person, and their decision about one phone. */
import type { Locator } from 'playwright-core';
import { ja } from '#portal/texts/ja/ja.ts';
import type { Visitor } from './visitor.ts';

const { approvals: words } = ja;

const BUTTONS = { approval: words.approve, rejection: words.reject } as const;

export class ApprovalDesk {
  readonly #visitor: Visitor;
  /** The phone as the list names it. */
  readonly #phone: string;

  constructor(visitor: Visitor, { model, lastFour }: { model: string; lastFour: string }) {
    this.#visitor = visitor;
    this.#phone = ja.lines.phone(model, lastFour);
  }

  get card(): Locator {
    return this.#visitor.main.getByRole('article', { name: this.#phone });
  }

  get reason(): Locator {
    return this.card.getByLabel(words.reason);
  }

  async writeReason(reason: string): Promise<void> {
    await this.reason.fill(reason);
  }

  button(decision: keyof typeof BUTTONS): Locator {
    return this.card.getByRole('button', { name: BUTTONS[decision], exact: true });
  }

  /** In the question that comes up. */
  yes(decision: keyof typeof BUTTONS): Locator {
    const name = words.confirm[decision].yes(this.#phone);
    return this.#visitor.page.getByRole('dialog').getByRole('button', { name });
  }

  /** Presses the button, and says yes to the question. */
  async decide(decision: keyof typeof BUTTONS): Promise<void> {
    await this.button(decision).click();
    await this.yes(decision).click();
  }

  /** Waits until the page says what was decided. */
  async isTold(decision: keyof typeof BUTTONS): Promise<void> {
    await this.#visitor.reads(words.done[decision](this.#phone));
  }
}
