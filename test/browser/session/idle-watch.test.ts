import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod/mini';
import { type IdleWatch, watchIdle } from '#browser/session/idle-watch.ts';
import { keep, readKept } from '#browser/session/kept.ts';
import { until } from '#demo/until.ts';
import { Tab } from './tab.ts';

const MINUTE = 60_000;

const page = new EventTarget();
let tab: Tab;
let session: { isOpen: boolean; signOut: jest.Mock<() => Promise<void>> };
let warnings: (number | undefined)[];
let watch: IdleWatch;
let otherTab: InstanceType<typeof BroadcastChannel>;
/** How often the other tab was told of an act. */
let told: number;
beforeEach(() => {
  tab = new Tab();
  session = { isOpen: true, signOut: jest.fn(async () => {}) };
  warnings = [];
  otherTab = new BroadcastChannel('remote-wipe.acts');
  told = 0;
  otherTab.onmessage = () => {
    told += 1;
  };
});
afterEach(() => {
  watch.end();
  otherTab.close();
});

/** The watch looks at once. */
function watchAfter(minutes: number): number {
  const at = Date.now() - minutes * MINUTE;
  keep('last-act', at);
  watch = watchIdle(session, (left) => warnings.push(left), page);
  return at;
}

const press = () => page.dispatchEvent(new Event('pointerdown'));
const lastAct = () => readKept('last-act', z.number());

describe('a machine that was left', () => {
  test('not long ago: nobody is warned, and an act is noted and told to other tabs', async () => {
    const before = watchAfter(7);

    press();

    expect(warnings).toEqual([undefined]);
    expect(lastAct()).toBeGreaterThan(before);
    await until('the other tab to hear', () => told || undefined);
  });

  test('for so long that it is time to warn: only the answer to the warning counts', async () => {
    const before = watchAfter(9);
    expect(warnings).toEqual([60]);

    press();
    expect(lastAct()).toBe(before);
    watch.stay();

    expect(lastAct()).toBeGreaterThan(before);
    expect(warnings).toEqual([60, undefined]);
    await until('the other tab to hear', () => told || undefined);
  });

  test('but not in another tab: an act there ends the warning', async () => {
    const before = watchAfter(9);

    otherTab.postMessage('act');

    await until('the act', () => lastAct() !== before || undefined);
    expect(warnings.at(-1)).toBe(undefined);
    expect(session.signOut).not.toHaveBeenCalled();
  });

  test('for too long is signed out', () => {
    watchAfter(10);

    expect(session.signOut).toHaveBeenCalledTimes(1);
  });

  test('by somebody who has signed out keeps nothing of any act, wherever it was', async () => {
    watchAfter(9);
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
    expect(told).toBe(0);
  });
});
