import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { generateKey } from '#handset/keys.ts';
import type { Enrolled } from '#handset/life.ts';
import { enrolled, openStore } from '#handset/store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
});
afterEach(() => rm(folder, { recursive: true }));

const key = generateKey();
const life = (over: Partial<Enrolled> = {}): Enrolled => ({
  state: 'enrolled',
  enrolmentId: 'e',
  handsetId: 'h',
  enrolmentKey: key,
  tlsKey: key,
  certificate: '',
  ca: '',
  endpoint: 'localhost',
  pinnedKeys: [],
  counter: 0,
  spentNonces: [],
  lastCounter: 0,
  reports: [],
  ...over,
});

test('a handset without a file is blank', async () => {
  const store = await openStore(folder);

  expect(store.life).toEqual({ state: 'blank' });
});

test('what was changed is there after a restart, in one file', async () => {
  const store = await openStore(folder);
  await store.change(() => life({ counter: 7 }));

  const again = await openStore(folder);

  expect(again.life).toEqual(life({ counter: 7 }));
  expect(await readdir(folder)).toEqual(['life.json']);
});

test('changes that come at once are made one after the other', async () => {
  const store = await openStore(folder);
  await store.change(() => life());

  await Promise.all(
    Array.from({ length: 20 }, () =>
      store.change((before) => ({ ...enrolled(before), counter: enrolled(before).counter + 1 })),
    ),
  );

  expect(enrolled(store.life).counter).toBe(20);
});

test('a change that throws leaves everything as it was, and the next one goes through', async () => {
  const store = await openStore(folder);
  await store.change(() => life());

  await expect(store.change(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await store.change((before) => ({ ...enrolled(before), counter: 1 }));

  expect(enrolled((await openStore(folder)).life).counter).toBe(1);
});

test('a half-written new file beside the old one changes nothing', async () => {
  const store = await openStore(folder);
  await store.change(() => life({ counter: 3 }));
  await writeFile(join(folder, 'life.json.new'), '{"state":"enro');

  const again = await openStore(folder);

  expect(enrolled(again.life).counter).toBe(3);
});

test('the file is whole at every moment of many changes', async () => {
  const store = await openStore(folder);
  await store.change(() => life());
  let changing = true;
  const changes = (async () => {
    for (let counter = 1; counter <= 30; counter += 1) await store.change(() => life({ counter }));
    changing = false;
  })();

  const seen: number[] = [];
  while (changing) seen.push(JSON.parse(await readFile(join(folder, 'life.json'), 'utf8')).counter);
  await changes;

  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('a nonce that was outstanding at a restart is spent', async () => {
  const store = await openStore(folder);
  await store.change(() => life({ outstandingNonce: 'n', spentNonces: ['m'] }));

  const again = enrolled((await openStore(folder)).life);

  expect(again.outstandingNonce).toBeUndefined();
  expect(again.spentNonces).toEqual(['m', 'n']);
});

test('a file that is no handset memory is not overlooked', async () => {
  await writeFile(join(folder, 'life.json'), '{"state":"enrolled"}');

  await expect(openStore(folder)).rejects.toThrow();
});
