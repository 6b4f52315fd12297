/** Signing in and out at the pages, with a real browser. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lineIdOf } from '#demo/lines.ts';
import { en } from '#portal/texts/en/en.ts';
import { ja } from '#portal/texts/ja/ja.ts';
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

  test(
    'who signs out in one tab is signed out in the other at once, and can sign in there again',
    async () => {
      const visitor = await house.signedIn('hanako', '/');
      const line = visitor.link('末尾が0001の番号');
      await line.waitFor();
      const other = await visitor.anotherTab(`/lines/${lineIdOf(1)}`);
      // The issuer knows them already.
      await other.signInButton().click();
      await other.heading(/0001$/).waitFor();
      const asked: string[] = [];
      other.page.on('request', (request) => asked.push(request.url()));
      // Before the issuer has answered: it does not at all.
      const issuer = '**/.well-known/openid-configuration';
      await visitor.page.route(issuer, (route) => route.abort());

      await visitor.page.getByRole('button', { name: ja.session.signOut }).click();

      await other.reads(ja.session.elsewhere);
      expect(await other.heading(/0001$/).count()).toBe(0);
      expect(asked.filter((url) => url.includes('/v1/'))).toEqual([]);
      const kept = await other.page.evaluate('JSON.stringify({ ...sessionStorage })');
      expect(kept).toBe('{}');
      await other.signIn('hanako', 'second-factor');
      await other.heading(/0001$/).waitFor();
      expect(other.complaints).toEqual([]);
      await visitor.leave();
    },
    PATIENCE,
  );

  test(
    'sees nothing more of theirs once they sign out, and hears where the issuer does not',
    async () => {
      const visitor = await house.signedIn('hanako', '/');
      const { page } = visitor;
      const line = visitor.link('末尾が0001の番号');
      await line.waitFor();
      const issuer = '**/.well-known/openid-configuration';
      await page.route(issuer, (route) => route.abort());

      await page.getByRole('button', { name: ja.session.signOut }).click();
      await visitor.reads(ja.session.signOutFailed);
      expect(await line.count()).toBe(0);
      await page.unroute(issuer);
      await visitor.button(ja.session.signOut).click();

      await visitor.heading(ja.welcome.signedOutTitle).waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );

  test(
    'is where they were when the sign-in breaks off on its way, and is in with one press',
    async () => {
      const path = `/lines/${lineIdOf(1)}`;
      const visitor = await house.visitor();
      const token = `${house.stage.system.issuer}/token`;
      await visitor.page.route(token, (route) => route.abort());
      await visitor.open(path);

      await visitor.signIn('hanako', 'second-factor');
      await visitor.reads(ja.session.unfinished);
      expect(visitor.path).toBe(path);
      await visitor.page.unroute(token);
      await visitor.signInButton().click();

      await visitor.heading(/0001$/).waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );

  test(
    'hears where the page cannot start, however it fails',
    async () => {
      const visitor = await house.visitor();
      const { page } = visitor;
      const failed = page.getByText('ページを開けませんでした');
      const time = await page.context().newCDPSession(page);
      await page.route('**/config.json', (route) => route.abort());
      await visitor.open('/');
      await failed.waitFor();
      await page.unroute('**/config.json');
      await page.route('**/assets/*.js', (route) => route.abort());
      await time.send('Animation.enable');
      await time.send('Animation.setPlaybackRate', { playbackRate: 0 });

      await visitor.open('/');
      expect(await page.getByText('読み込んでいます').isVisible()).toBe(true);
      expect(await failed.isVisible()).toBe(false);
      // Nobody has to sit through the seconds that are given to a slow line.
      await time.send('Animation.setPlaybackRate', { playbackRate: 20 });

      await failed.waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );

  test(
    'hears where the words of another language do not come, and has them by a reload',
    async () => {
      const visitor = await house.visitor();
      const { page } = visitor;
      const english = page.getByRole('button', { name: ja.frame.languages.en });
      await page.route('**/assets/en-*.js', (route) => route.abort());
      await visitor.open('/');

      await english.click();
      await page.getByText(ja.frame.languagesFailed.en).waitFor();
      expect(await visitor.heading(ja.welcome.title).count()).toBe(1);
      await page.unroute('**/assets/en-*.js');
      await page.reload();

      await visitor.heading(en.welcome.title).waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );

  test(
    'hears where what signs them in does not come, and goes on by a reload',
    async () => {
      const visitor = await house.visitor();
      const { page } = visitor;
      await page.route('**/assets/issuer-*.js', (route) => route.abort());
      await visitor.open('/');

      await visitor.signInButton().click();
      await visitor.reads(ja.failure.notFetched);
      await page.unroute('**/assets/issuer-*.js');
      await visitor.button(ja.failure.reload).click();
      await visitor.signIn('hanako', 'second-factor');

      await visitor.link('末尾が0001の番号').waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );

  test(
    'hears where the words of another page do not come, and has them by a reload',
    async () => {
      const visitor = await house.visitor();
      const { page } = visitor;
      const words = /\/assets\/ja-(?!first)[^/]*\.js$/;
      await page.route(words, (route) => route.abort());
      await visitor.open('/how-to');

      await visitor.reads(ja.failure.notFetched);
      await page.unroute(words);
      await visitor.button(ja.failure.reload).click();

      await visitor.heading(ja.guide.howTo.title).waitFor();
      await visitor.leave();
    },
    PATIENCE,
  );
});
