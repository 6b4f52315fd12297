import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { Browser } from '#demo/browser.ts';
import { issuerWorld, PAGE_ORIGIN } from './world.ts';

const world = issuerWorld();
const { post, refresh, refreshed, signIn } = world;
beforeEach(() => world.start());
afterEach(() => world.stop());

const HANAKO = { person: 'hanako', way: 'second-factor' };
const REFUSED = { error: 'invalid_grant' };
const MINUTE = 60_000;

describe('a refresh token', () => {
  test('brings an access token that says what the first one said of the sign-in', async () => {
    const first = await signIn(HANAKO);
    world.clock().shift(20 * MINUTE);

    const second = await refreshed(first.refresh_token);

    const [before, after] = [decodeJwt(first.access_token), decodeJwt(second.access_token)];
    const { iat, exp, jti, ...said } = after;
    expect(before).toMatchObject(said);
    expect(said).toMatchObject({ acr: '2', amr: ['pwd', 'otp', 'mfa'], account: 'account-1' });
    expect(said).toMatchObject({ sub: 'hanako', aud: 'wipe-api', scope: 'wipes' });
    expect(jti).not.toBe(before.jti);
    expect(Number(iat) - Number(before.iat)).toBeGreaterThanOrEqual(20 * 60);
    expect(Number(exp) - Number(iat)).toBe(900);
    expect(decodeJwt(second.id_token)['auth_time']).toBe(before['auth_time']);
  });

  test('is used once: whoever uses it again ends those that came of it', async () => {
    const first = await signIn(HANAKO);
    const second = await refreshed(first.refresh_token);

    const again = await refresh(first.refresh_token);

    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(again.answer.status).toBe(400);
    expect(again.body).toMatchObject(REFUSED);
    expect((await refresh(second.refresh_token)).body).toMatchObject(REFUSED);
  });

  test('ends an hour after the sign-in, however often it was rotated', async () => {
    const first = await signIn(HANAKO);
    world.clock().shift(40 * MINUTE);
    const second = await refreshed(first.refresh_token);
    world.clock().shift(15 * MINUTE);
    const third = await refreshed(second.refresh_token);
    world.clock().shift(6 * MINUTE);

    expect((await refresh(third.refresh_token)).body).toMatchObject(REFUSED);
  });

  test('keeps to its own sign-in when the person signs in anew', async () => {
    const browser = new Browser();
    const first = await signIn({ person: 'hanako', way: 'password' }, {}, browser);
    await signIn(HANAKO, { prompt: 'login' }, browser);

    const second = await refreshed(first.refresh_token);

    expect(decodeJwt(second.access_token)['acr']).toBe('1');
  });

  test('is nobody’s once somebody else has signed in there', async () => {
    const browser = new Browser();
    const first = await signIn(HANAKO, {}, browser);
    await signIn({ person: 'clerk', way: 'password' }, { prompt: 'login' }, browser);

    expect((await refresh(first.refresh_token)).body).toMatchObject(REFUSED);
  });

  test('brings no scope that its person does not have', async () => {
    const { refresh_token: token } = await signIn(HANAKO);

    const { body } = await post('/token', {
      grant_type: 'refresh_token',
      refresh_token: token,
      scope: 'openid wipes shops',
    });

    expect(body).toMatchObject({ error: 'invalid_scope' });
  });

  test('does not outlive a restart', async () => {
    const { refresh_token: token } = await signIn(HANAKO);
    await world.restart();

    const { answer, body } = await refresh(token);

    expect(answer.status).toBe(400);
    expect(body).toMatchObject(REFUSED);
  });
});

describe('the revocation endpoint', () => {
  test('ends a refresh token, as discovery says', async () => {
    const discovery = await fetch(`${world.url()}/.well-known/openid-configuration`);
    const { refresh_token: token } = await signIn(HANAKO);

    const { answer } = await post('/token/revocation', { token });

    expect(await discovery.json()).toMatchObject({
      revocation_endpoint: `${world.url()}/token/revocation`,
      grant_types_supported: expect.arrayContaining(['refresh_token']),
    });
    expect(answer.status).toBe(200);
    expect((await refresh(token)).body).toMatchObject(REFUSED);
  });

  test('ends those that came of it, and leaves the person signed in', async () => {
    const browser = new Browser();
    const first = await signIn(HANAKO, {}, browser);
    const second = await refreshed(first.refresh_token);
    await post('/token/revocation', { token: second.refresh_token });

    const third = await signIn({}, { prompt: 'none' }, browser);

    expect((await refresh(second.refresh_token)).body).toMatchObject(REFUSED);
    expect(decodeJwt((await refreshed(third.refresh_token)).access_token).sub).toBe('hanako');
  });

  test('says yes to a token that it does not know (RFC 7009, 2.2), and no to an access token', async () => {
    const { access_token: access } = await signIn(HANAKO);

    expect((await post('/token/revocation', { token: 'unknown' })).answer.status).toBe(200);
    expect((await post('/token/revocation', { token: access })).body).toMatchObject({
      error: 'unsupported_token_type',
    });
  });
});

describe.each(['/token', '/token/revocation'])('%s', (path) => {
  test('may be called by pages on loopback, and by no other', async () => {
    const call = { method: 'POST', body: new URLSearchParams({ client_id: 'portal' }) };
    const from = async (origin: string) =>
      (await fetch(`${world.url()}${path}`, { ...call, headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );

    expect(await from(PAGE_ORIGIN)).toBe(PAGE_ORIGIN);
    expect(await from('http://localhost:4567')).toBe('http://localhost:4567');
    expect(await from('https://evil.example')).toBeNull();
  });
});
