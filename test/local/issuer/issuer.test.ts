import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as z from 'zod';
import { Browser } from '#demo/browser.ts';
import { issuerWorld, verifier } from './world.ts';

const world = issuerWorld();
const { authorizeUrl, redeem, signIn } = world;
beforeEach(() => world.start());
afterEach(() => world.stop());

describe('an access token', () => {
  test('is an RS256 JWT with the person’s claims, for the audience', async () => {
    const discovery = z
      .looseObject({ issuer: z.string(), jwks_uri: z.string() })
      .parse(await (await fetch(`${world.url()}/.well-known/openid-configuration`)).json());
    const jwks = z
      .object({ keys: z.array(z.looseObject({})) })
      .parse(await (await fetch(discovery.jwks_uri)).json());

    const { access_token: token } = await signIn({ person: 'hanako', way: 'second-factor' });
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), {
      issuer: world.url(),
      audience: 'wipe-api',
      algorithms: ['RS256'],
    });

    expect(discovery.issuer).toBe(world.url());
    expect(protectedHeader.kid).toBe(jwks.keys[0]?.['kid']);
    expect(payload).toMatchObject({
      sub: 'hanako',
      client_id: 'portal',
      scope: 'wipes',
      account: 'account-1',
      person: 'person-1',
      acr: '2',
    });
    expect(Number(payload['auth_time'])).toBeGreaterThan(Date.now() / 1000 - 30);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });

  test.each([
    ['password', '1', ['pwd']],
    ['second-factor', '2', ['pwd', 'otp', 'mfa']],
    ['passkey', '2', ['hwk', 'user', 'mfa']],
  ])('by %s says acr %s', async (way, acr, amr) => {
    const answer = await signIn({ person: 'hanako', way });

    expect(decodeJwt(answer.access_token)).toMatchObject({ acr, amr });
  });

  test('carries the scopes of its person alone', async () => {
    const hanako = await signIn({ person: 'hanako', way: 'password' });
    const clerk = await signIn({ person: 'clerk', way: 'password' });

    expect(decodeJwt(hanako.access_token)['scope']).toBe('wipes');
    expect(decodeJwt(clerk.access_token)['scope']).toBe('wipes shops');
  });

  test('carries the scopes of its client alone', async () => {
    const asConsole = { client_id: 'console', scope: 'openid operations' };

    const clerk = await signIn({ person: 'clerk', way: 'password' }, asConsole);
    const hanako = await signIn({ person: 'hanako', way: 'password' }, asConsole);

    expect(decodeJwt(clerk.access_token)).toMatchObject({
      client_id: 'console',
      scope: 'operations',
    });
    // She may not have the only one that it could get.
    expect(decodeJwt(hanako.access_token)).toMatchObject({ aud: 'wipe-api', sub: 'hanako' });
    expect(decodeJwt(hanako.access_token)).not.toHaveProperty('scope');
  });

  test('is dated on the cloud’s clock', async () => {
    world.clock().shift(400 * 86_400_000);

    const { access_token: token } = await signIn({ person: 'hanako', way: 'password' });

    const { iat = 0, exp = 0, auth_time: authTime } = decodeJwt(token);
    expect(Math.abs(iat - world.clock().now() / 1000)).toBeLessThan(30);
    expect(exp - iat).toBe(900);
    expect(Math.abs(Number(authTime) - iat)).toBeLessThan(30);
  });
});

describe('a session', () => {
  test('signs in again without a page, with the time of the first sign-in', async () => {
    const browser = new Browser();
    const first = await signIn({ person: 'hanako', way: 'second-factor' }, {}, browser);
    world.clock().shift(200_000);

    const second = await signIn({}, { prompt: 'none' }, browser);

    const [before, after] = [decodeJwt(first.access_token), decodeJwt(second.access_token)];
    expect(after['auth_time']).toBe(before['auth_time']);
    expect(after['acr']).toBe('2');
  });

  test.each([
    ['prompt=login', { prompt: 'login' }],
    ['max_age passed', { max_age: '100' }],
    ['acr_values beyond the last', { acr_values: '2' }],
  ])('asks again for %s, and the time is new', async (_, parameters) => {
    const browser = new Browser();
    const first = await signIn({ person: 'hanako', way: 'password' }, {}, browser);
    world.clock().shift(200_000);

    const second = await signIn({ person: 'hanako', way: 'second-factor' }, parameters, browser);

    const [before, after] = [decodeJwt(first.access_token), decodeJwt(second.access_token)];
    expect(Number(after['auth_time']) - Number(before['auth_time'])).toBeGreaterThanOrEqual(199);
    expect(after['acr']).toBe('2');
    expect(decodeJwt(second.id_token)['auth_time']).toBe(after['auth_time']);
  });

  test('asks once for what somebody cannot reach, and goes on with what they can', async () => {
    const answer = await signIn({ person: 'clerk', way: 'password' }, { acr_values: '2' });

    expect(decodeJwt(answer.access_token)).toMatchObject({ sub: 'clerk', acr: '1' });
  });

  test('does not ask for what it has', async () => {
    const browser = new Browser();
    await signIn({ person: 'hanako', way: 'passkey' }, {}, browser);

    const second = await signIn({}, { acr_values: '2', max_age: '300', prompt: 'none' }, browser);

    expect(decodeJwt(second.access_token)['acr']).toBe('2');
  });

  test('changes hands when somebody else signs in', async () => {
    const browser = new Browser();
    await signIn({ person: 'hanako', way: 'password' }, {}, browser);

    const second = await signIn({ person: 'clerk', way: 'password' }, { prompt: 'login' }, browser);

    expect(decodeJwt(second.access_token)).toMatchObject({ sub: 'clerk', shop: 'shop-1' });
    expect(decodeJwt(second.access_token)).not.toHaveProperty('account');
    expect(decodeJwt(second.id_token)).toMatchObject({ name: '見本 店員' });
  });
});

describe('a client', () => {
  test('gets nothing without PKCE, with a wrong verifier, or with a code used twice', async () => {
    const origin = world.url();
    const browser = new Browser();
    const codeVerifier = verifier();
    const plain = await browser.follow(
      authorizeUrl(codeVerifier, { code_challenge_method: 'plain' }),
      origin,
    );
    const page = await browser.follow(authorizeUrl(codeVerifier), origin);
    const { url } = await browser.follow(page.url, origin, {
      person: 'hanako',
      way: 'password',
    });

    const used = await redeem(url, codeVerifier);
    const twice = await redeem(url, codeVerifier);
    const again = await browser.follow(authorizeUrl(codeVerifier), origin);
    const wrong = await redeem(again.url, verifier());

    expect(plain.url).toContain('error=invalid_request');
    expect(used.answer.status).toBe(200);
    expect(used.answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:49152');
    expect(twice.body).toMatchObject({ error: 'invalid_grant' });
    expect(wrong.body).toMatchObject({ error: 'invalid_grant' });
  });

  test.each([
    ['another client’s', 'portal', 'openid wipes operations'],
    ['another client’s, the other way round', 'console', 'openid operations wipes'],
    ['OpenID Connect’s, of which it has not all', 'console', 'openid profile'],
    ['nobody’s', 'portal', 'openid wipes everything'],
  ])('may not ask for a scope that is %s', async (_, client_id, scope) => {
    const asked = authorizeUrl(verifier(), { client_id, scope });

    const { url } = await new Browser().follow(asked, world.url());

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:49152\/callback\?/);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      error: 'invalid_scope',
      state: 'the-state',
    });
  });

  test('is sent back on loopback only', async () => {
    const origin = world.url();

    const { answer } = await new Browser().follow(
      authorizeUrl(verifier(), { redirect_uri: 'http://evil.example/callback' }),
      origin,
    );

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('invalid_redirect_uri');
  });

  test('hears of a cancelled sign-in', async () => {
    const origin = world.url();
    const browser = new Browser();
    const page = await browser.follow(authorizeUrl(verifier()), origin);

    const { url } = await browser.follow(`${page.url}/abort`, origin, {});

    expect(new URL(url).searchParams.get('error')).toBe('access_denied');
    expect(new URL(url).searchParams.get('state')).toBe('the-state');
  });
});

describe('the sign-in page', () => {
  const open = async () => {
    const browser = new Browser();
    const page = await browser.follow(authorizeUrl(verifier()), world.url());
    return { browser, page, text: await page.answer.text() };
  };

  test('shows the people, escaped, under a strict policy', async () => {
    const origin = world.url();

    const { answer } = await new Browser().follow(
      authorizeUrl(verifier(), { login_hint: 'clerk' }),
      origin,
    );
    const page = await answer.text();

    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('A subscriber &lt;made up&gt;');
    expect(page.indexOf('value="clerk"')).toBeLessThan(page.indexOf('value="hanako"'));
    expect(page).not.toContain('<script');
  });

  test('of another browser’s interaction says that it has expired', async () => {
    const origin = world.url();
    const { url } = await new Browser().follow(authorizeUrl(verifier()), origin);

    const answer = await new Browser().send(url, { person: 'hanako' });

    expect(answer.status).toBe(400);
  });

  test('offers each person the ways that they have', async () => {
    const { text } = await open();

    const cards = text.split('<form class="person"').slice(1);
    const ways = cards.map((card) =>
      [...card.matchAll(/name="way" value="([^"]+)"/g)].map(([, way]) => way),
    );
    expect(ways).toEqual([['password', 'second-factor', 'passkey', 'lost-phone'], ['password']]);
  });

  test('lets nobody in whose second factor is on the lost phone', async () => {
    const { browser, page } = await open();

    const form = { person: 'hanako', way: 'lost-phone' };
    const { url } = await browser.follow(page.url, world.url(), form);

    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      error: 'unmet_authentication_requirements',
      error_description: 'the second factor is on the lost phone; a shop can help',
      state: 'the-state',
      iss: world.url(),
    });
  });

  test.each([
    { person: 'clerk', way: 'second-factor' },
    { person: 'hanako', way: 'fingerprint' },
    { person: 'hanako', way: 'toString' },
    { person: 'hanako' },
    { person: 'nobody', way: 'password' },
    {},
  ])('takes no other: %j', async (form) => {
    const { browser, page } = await open();

    const { answer } = await browser.follow(page.url, world.url(), { ...form });

    expect(answer.status).toBe(400);
  });
});

test('keeps its address and its key over a restart on the same port', async () => {
  const address = world.url();
  const keysOf = async () => await (await fetch(`${world.url()}/jwks`)).json();
  const before = await keysOf();
  await world.restart();

  expect(world.url()).toBe(address);
  expect(await keysOf()).toEqual(before);
});

test.each([
  ['a foreign host', { path: '/jwks', headers: { host: 'evil.example' } }, 421],
  ['what is no path', { path: 'http://[' }, 400],
])('refuses %s', async (_, asked, status) => {
  const { port } = new URL(world.url());

  const answered = await new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', ...asked }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });

  expect(answered).toBe(status);
});
