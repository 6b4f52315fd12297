/** Somebody who has no mouse: the Tab key leads from one thing to the next, and what has the focus is seen. */
import type { Locator, Page } from 'playwright-core';
import * as z from 'zod';

const Stop = z.object({
  name: z.string(),
  /** Pixels from the top of the page. */
  top: z.number(),
  height: z.number(),
  /** Whether the browser draws a mark around it. */
  isMarked: z.boolean(),
});
type Stop = z.infer<typeof Stop>;

const FOCUSED = `(() => {
  const focused = document.activeElement;
  const { top, height } = focused.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return {
    name: focused.tagName + ' ' + (focused.id || focused.textContent.trim().slice(0, 40)),
    top: top + scrollY,
    height,
    isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
  };
})()`;

/** Where a page has more stops than this, nobody goes on by Tab. */
const MOST_STOPS = 60;

export class Keyboard {
  /** What is wrong with where the focus went: nothing was drawn around it, or it went back up the page. */
  readonly complaints: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes on by Tab to something. @throws Error where Tab does not lead there. */
  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    let before: Stop | undefined;
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.#page.keyboard.press('Tab');
      const stop = Stop.parse(await this.#page.evaluate(FOCUSED));
      this.#look(stop, before);
      const reached = await target.and(this.#page.locator(':focus')).count();
      if (reached > 0) return;
      before = stop;
    }
    throw new Error(`Tab does not lead to ${target}`);
  }

  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.tabTo(target);
    await this.#page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.tabTo(target);
    await this.#page.keyboard.type(text);
  }

  #look({ name, top, isMarked }: Stop, before: Stop | undefined): void {
    // Behind the last thing of a page Tab leaves it, and begins anew at its top.
    if (name.startsWith('BODY')) return;
    if (!isMarked) this.complaints.push(`nothing is drawn around ${name}`);
    const isBack =
      before && !before.name.startsWith('BODY') && top + 1 < before.top - before.height;
    if (isBack) this.complaints.push(`from ${before.name} back up to ${name}`);
  }
}
