import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { PATIENCE } from '#demo/until.ts';
import { fetchRaw } from '#test/local/cloudfront/raw-answer.ts';
import { Stage } from './stage.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set({
    context: { bookingUrl: 'https://shops.example/book', contactUrl: 'tel:0120-000-000' },
  });
}, PATIENCE);
afterAll(() => stage.strike());

const get = (path: string, headers = {}) => fetchRaw(stage.system.api, { path, headers });
const safeHeaders = () => ({
  'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' ${stage.system.issuer}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
});

describe('the pages', () => {
  test.each([
    '/',
    '/lines/line-0001',
    `/wipes/${'a'.repeat(43)}.1`,
    '/callback?code=x&state=y',
    '/signed-out',
    '/lines/../../etc/passwd',
    '/v1/../config.json',
  ])('are at %s, asked for anew each time', async (path) => {
    const answer = await get(path);

    expect(answer).toMatchObject({
      status: 200,
      headers: { ...safeHeaders(), 'content-type': 'text/html', 'cache-control': 'no-cache' },
    });
    expect(answer.body.toString()).toContain('<script type="module"');
  });

  test('are forgotten by the browser where a sign-out ends, and nowhere else', async () => {
    const [signedOut, start] = await Promise.all([get('/signed-out'), get('/')]);

    expect(signedOut.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(start.headers).not.toHaveProperty('clear-site-data');
  });

  test('come with their scripts compressed, to be kept for good', async () => {
    const page = (await get('/')).body.toString();
    const [script = ''] = /\/assets\/[\w.-]+\.js/.exec(page) ?? [];

    const answer = await get(script, { 'accept-encoding': 'gzip, br' });

    expect(answer).toMatchObject({
      status: 200,
      headers: {
        ...safeHeaders(),
        'content-type': 'text/javascript',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
      },
    });
    const again = await get(script, {
      'accept-encoding': 'gzip, br',
      'if-none-match': answer.headers.etag ?? '',
    });
    expect(again.status).toBe(304);
  });

  test('read where people sign in, and where the carrier leads them', async () => {
    const answer = await get('/config.json');

    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    });
    expect(JSON.parse(answer.body.toString())).toEqual({
      issuer: stage.system.issuer,
      clientId: 'portal',
      deadlineDays: 30,
      links: { booking: 'https://shops.example/book', contact: 'tel:0120-000-000' },
    });
  });

  test.each([
    '/assets/unknown.js',
    '/unknown.json',
    '/assets/../index.html',
    '/assets/%2e%2e/config.json',
  ])('are not shown for the file %s, which is not there', async (path) => {
    const answer = await get(path);

    expect(answer).toMatchObject({ status: 403, headers: safeHeaders() });
    expect(answer.body.toString()).not.toContain('<script');
  });

  test('leave the API alone', async () => {
    const [models, unknown] = await Promise.all([get('/v1/models'), get('/v1/unknown')]);

    expect(models).toMatchObject({
      status: 200,
      headers: {
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'content-type': expect.stringContaining('application/json'),
      },
    });
    expect(unknown).toMatchObject({
      status: 404,
      headers: { 'content-type': expect.stringContaining('application/json') },
    });
  });
});

describe('the issuer', () => {
  test('answers the pages, and takes them for a place to come back to', async () => {
    const { api, issuer } = stage.system;
    const discovery = await fetch(`${issuer}/.well-known/openid-configuration`, {
      headers: { origin: api },
    });
    const token = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { origin: api },
      body: new URLSearchParams({ client_id: 'portal', grant_type: 'authorization_code' }),
    });
    const farewell = new URLSearchParams({
      client_id: 'portal',
      post_logout_redirect_uri: `${api}/signed-out`,
    });
    const end = await fetch(`${issuer}/session/end?${farewell}`);

    for (const { headers } of [discovery, token])
      expect(headers.get('access-control-allow-origin')).toBe(api);
    expect(end.status).toBe(200);
    expect(await end.text()).toContain('name="logout" value="yes"');
  });
});
