/** Signing in and out at the pages, with a real browser. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PATIENCE } from '../journeys/stage.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

describe('somebody at the pages', () => {
  test(
    'signs in, sees their lines, reloads, and signs out everywhere',
    async () => {
      const visitor = await house.visitor();
      const { page } = visitor;
      await visitor.open('/');

      await visitor.signIn('hanako', 'second-factor');
      await page.getByRole('link', { name: '末尾が0001の番号' }).waitFor();
      await page.reload();
      await page.getByRole('link', { name: '末尾が0001の番号' }).waitFor();
      // What the pages themselves would not forget.
      await page.evaluate("localStorage.setItem('left', 'by somebody')");
      await page.getByRole('button', { name: 'サインアウト' }).click();
      await visitor.heading('サインアウトしました').waitFor();
      const kept = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');
      await visitor.open('/');
      await page.getByRole('button', { name: 'サインインして始める' }).click();
      await page.waitForURL(`${house.stage.system.issuer}/**`);

      expect(visitor.path.startsWith('/interaction/')).toBe(true);
      expect(kept).toBe('{}');
      await visitor.leave();
    },
    PATIENCE,
  );

  test.each([
    ['late', -5],
    ['early', 5],
  ])(
    'signs in also where the machine’s clock is hours %s',
    async (_how, hours) => {
      const visitor = await house.visitor();
      await visitor.page.clock.install({ time: Date.now() + hours * 3_600_000 });
      const asked: string[] = [];
      visitor.page.on('request', (request) => {
        if (request.url().endsWith('/config.json')) asked.push(request.url());
      });
      await visitor.open('/');
      await visitor.signInButton().waitFor();
      // The question of the page's head, and no other.
      expect(asked).toHaveLength(1);

      await visitor.signIn('hanako', 'second-factor');

      await visitor.link('末尾が0001の番号').waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );

  test(
    'sees their lines also where the page came up behind another one',
    async () => {
      const visitor = await house.visitor();
      await visitor.page.addInitScript(
        "Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' })",
      );
      await visitor.open('/');

      await visitor.signIn('hanako', 'second-factor');

      await visitor.link('末尾が0001の番号').waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );
});
