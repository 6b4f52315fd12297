import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Browser } from '#demo/browser.ts';
import { AFTER, issuerWorld, verifier } from './world.ts';

const world = issuerWorld();
beforeEach(() => world.start());
afterEach(() => world.stop());

const HANAKO = { person: 'hanako', way: 'password' };

const open = (browser: Browser, parameters: Record<string, string>) =>
  browser.follow(`${world.url()}/session/end?${new URLSearchParams(parameters)}`, world.url());

async function isSignedIn(browser: Browser): Promise<boolean> {
  const url = world.authorizeUrl(verifier(), { prompt: 'none' });
  const silent = await browser.follow(url, world.url());
  return !silent.url.includes('error=login_required');
}

test('leads back at once where the client has the person’s ID token, however old', async () => {
  const browser = new Browser();
  const { id_token: hint } = await world.signIn(HANAKO, {}, browser);
  world.clock().shift(2 * 3_600_000);

  const end = await open(browser, {
    id_token_hint: hint,
    post_logout_redirect_uri: AFTER,
    state: 'left',
  });

  expect(end.url).toBe(`${AFTER}?state=left`);
  expect(end.answer.status).toBe(303);
  expect(await isSignedIn(browser)).toBe(false);
});

test('ends the refresh tokens of the session', async () => {
  const browser = new Browser();
  const { id_token: hint, refresh_token: token } = await world.signIn(HANAKO, {}, browser);

  await open(browser, { id_token_hint: hint, post_logout_redirect_uri: AFTER });

  expect((await world.refresh(token)).body).toMatchObject({ error: 'invalid_grant' });
});

test.each([
  ['no ID token', () => ({ client_id: 'portal', post_logout_redirect_uri: AFTER })],
  ['nowhere to go back to', (own: string) => ({ id_token_hint: own })],
  [
    'an ID token of somebody else',
    (_: string, foreign: string) => ({ id_token_hint: foreign, post_logout_redirect_uri: AFTER }),
  ],
])('asks first where there is %s', async (_, parameters) => {
  const browser = new Browser();
  const own = await world.signIn(HANAKO, {}, browser);
  const foreign = await world.signIn({ person: 'clerk', way: 'password' });

  const { answer } = await open(browser, parameters(own.id_token, foreign.id_token));

  expect(await answer.text()).toContain('Sign out?');
  expect(await isSignedIn(browser)).toBe(true);
});

test('goes on once the person has said yes', async () => {
  const browser = new Browser();
  await world.signIn(HANAKO, {}, browser);
  const { answer } = await open(browser, {
    client_id: 'portal',
    post_logout_redirect_uri: AFTER,
  });
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '';

  const end = await browser.follow(`${world.url()}/session/end/confirm`, world.url(), {
    xsrf,
    logout: 'yes',
  });

  expect(end.url).toBe(AFTER);
  expect(await isSignedIn(browser)).toBe(false);
});

test('leads to no address that is not the client’s', async () => {
  const browser = new Browser();
  const { id_token: hint } = await world.signIn(HANAKO, {}, browser);

  const { answer } = await open(browser, {
    id_token_hint: hint,
    post_logout_redirect_uri: 'http://evil.example/',
  });

  expect(answer.status).toBe(400);
  expect(await isSignedIn(browser)).toBe(true);
});
