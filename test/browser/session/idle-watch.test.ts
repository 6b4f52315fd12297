import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { type IdleWatch, watchIdle } from '#browser/session/idle-watch.ts';
import { readKept } from '#browser/session/kept.ts';
import { until } from '#demo/until.ts';
import { Tab } from './tab.ts';

const page = new EventTarget();

let tab: Tab;
let session: { isOpen: boolean; signOut: () => Promise<void> };
let warnings: (number | undefined)[];
let watch: IdleWatch;
let otherTab: InstanceType<typeof BroadcastChannel>;
beforeEach(() => {
  tab = new Tab();
  session = { isOpen: true, signOut: async () => {} };
  warnings = [];
  watch = watchIdle(session, (left) => warnings.push(left), page);
  otherTab = new BroadcastChannel('remote-wipe.acts');
});
afterEach(() => {
  watch.end();
  otherTab.close();
});

const press = () => page.dispatchEvent(new Event('pointerdown'));
const lastAct = () => readKept('last-act', z.number()) ?? 0;

test('an act is noted, told to other tabs, and taken from them', async () => {
  const before = lastAct();
  let told = 0;
  otherTab.onmessage = () => {
    told += 1;
  };

  await until('a later time', () => Date.now() > before || undefined);
  press();
  const after = lastAct();
  await until('the other tab to hear', () => told || undefined);
  await until('a later time', () => Date.now() > after || undefined);
  warnings = [];
  otherTab.postMessage('act');

  await until('the act of the other tab', () => lastAct() > after || undefined);
  expect(after).toBeGreaterThan(before);
  expect(warnings).toContain(undefined);
});

test('once the session is over nothing is kept of any act, wherever it was', async () => {
  session.isOpen = false;
  tab.kept.clear();
  warnings = [];

  press();
  watch.stay();
  otherTab.postMessage('act');
  // Longer than from one look to the next.
  await new Promise((resolve) => setTimeout(resolve, 1100));

  expect(tab.names).toEqual([]);
  expect(warnings).toEqual([]);
});
