import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { PATIENCE, Stage } from '../journeys/stage.ts';
import { openBrowser } from './browser.ts';
import { Visitor } from './visitor.ts';

let stage: Stage;
let browser: Browser;
beforeAll(async () => {
  [stage, browser] = await Promise.all([Stage.set(), openBrowser()]);
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  await stage.close();
}, PATIENCE);

test('somebody signs in and sees their lines', async () => {
  const visitor = await Visitor.come(browser, stage.system);
  await visitor.open('/');
  await visitor.page.screenshot({ path: '/tmp/out/s1.png' });
  await visitor.signIn('hanako', 'second-factor');
  await visitor.page.getByRole('heading', { level: 1, name: /回線/ }).waitFor();
  await visitor.page.screenshot({ path: '/tmp/out/s2.png' });
  expect(await visitor.violations()).toEqual([]);
  expect(await visitor.overflow()).toBe(0);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, PATIENCE);
