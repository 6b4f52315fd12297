import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { createInbox, type InboxPart } from '#local/inbox/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

let folder = temporaryFolder();
let cloud: SmallCloud;
let inbox: InboxPart;

async function startCloud() {
  cloud = await smallCloud(folder.path, (context) => {
    inbox = createInbox(context, { port: 0 });
    return [inbox];
  });
  await cloud.start();
}
beforeEach(async () => {
  folder = temporaryFolder();
  await startCloud();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const sms = (to: string, body: string) => inbox.put({ kind: 'sms', to, body });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(inbox.address() + path, { headers });
const listing = z.object({ messages: z.array(z.looseObject({ body: z.string() })) });
const messages = async (query = '') =>
  listing.parse(await (await get(`/messages${query}`)).json()).messages;

describe('messages', () => {
  test('are numbered, dated on the cloud clock, and outlive a restart', async () => {
    cloud.clock.shift(86_400_000);
    const first = await sms('+819000000001', 'one');
    await cloud.stop();
    await startCloud();
    const second = await inbox.put({
      kind: 'mail',
      to: 'hanako@example.com',
      from: 'service@example.com',
      subject: 'Subject',
      body: 'two',
    });

    expect(first.at - Date.now()).toBeGreaterThan(80_000_000);
    expect(await messages()).toEqual([first, second]);
    expect([first.id, second.id]).toEqual([1, 2]);
  });

  test('are filtered by kind, recipient and the last one seen', async () => {
    await sms('+819000000001', 'one');
    await sms('+819000000002', 'two');
    await inbox.put({ kind: 'push', to: '+819000000002', body: 'three' });

    const bodies = async (query: string) => (await messages(query)).map(({ body }) => body);

    expect(await bodies('?to=%2B819000000002')).toEqual(['two', 'three']);
    expect(await bodies('?to=%2B819000000002&kind=push')).toEqual(['three']);
    expect(await bodies('?after=1')).toEqual(['two', 'three']);
    expect(await bodies('?after=1&limit=1')).toEqual(['two']);
    expect((await get('/messages?kind=fax')).status).toBe(400);
  });
});

/** Reads `count` events of a stream. */
async function events(path: string, count: number, headers: Record<string, string> = {}) {
  const stop = new AbortController();
  const answer = await fetch(inbox.address() + path, { headers, signal: stop.signal });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if ((text.match(/^data: /gm) ?? []).length >= count) break;
  }
  stop.abort();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, json = '']) => JSON.parse(json).body);
}

describe('the stream', () => {
  test('brings what landed before and after it opened, for one recipient', async () => {
    await sms('+819000000001', 'before');
    const stream = events('/stream?after=0&to=%2B819000000001', 2);

    await sms('+819000000002', 'for another');
    await sms('+819000000001', 'after');

    expect(await stream).toEqual(['before', 'after']);
  });

  test('goes on where the reader was', async () => {
    for (const body of ['one', 'two', 'three']) await sms('+819000000001', body);

    expect(await events('/stream', 1, { 'last-event-id': '2' })).toEqual(['three']);
  });

  test('carries thousands in order', async () => {
    const stream = events('/stream?after=0', 5000);

    await Promise.all(
      Array.from({ length: 5000 }, (_, index) => sms(`+8190${index}`, String(index))),
    );

    expect(await stream).toEqual(Array.from({ length: 5000 }, (_, index) => String(index)));
  });
});

describe('the page', () => {
  test('shows messages newest first, escaped, with links', async () => {
    await inbox.put({
      kind: 'mail',
      to: 'a@example.com',
      subject: '<script>alert(1)</script>',
      body: 'see http://127.0.0.1:1/contest#x"onload=1 & more',
    });
    await sms('+819000000001', 'newest');

    const page = await (await get('/')).text();

    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('<a href="http://127.0.0.1:1/contest#x" rel="noreferrer noopener">');
    expect(page.indexOf('newest')).toBeLessThan(page.indexOf('see '));
  });

  test('has a strict policy and asks nobody else for anything', async () => {
    const answer = await get('/');
    const page = await answer.text();

    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const path of ['/inbox.css', '/inbox.js']) expect((await get(path)).status).toBe(200);
  });

  test('has older messages on further pages', async () => {
    for (let index = 1; index <= 101; index += 1) await sms('+819000000001', `number ${index}.`);

    const first = await (await get('/')).text();
    const second = await (await get('/?before=2')).text();

    expect(first).toContain('href="/?before=2"');
    expect(first).not.toContain('number 1.');
    expect(second).toContain('number 1.');
  });
});

test.each([
  ['a foreign host', { path: '/', headers: { host: 'evil.example' } }, 421],
  ['another port of this machine', { path: '/', headers: { host: '127.0.0.1:1' } }, 421],
  ['a path that begins a host', { path: '//' }, 404],
  ['what is no path', { path: 'http://[' }, 400],
])('refuses %s', async (_, asked, status) => {
  const { port } = new URL(inbox.address());

  const answered = new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', ...asked }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });

  expect(await answered).toBe(status);
});
