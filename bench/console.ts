/** The console's list of wipes with ten thousand of them: until there are rows, until a search has its rows, and what stays. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Browser, Locator, Page } from 'playwright-core';
import * as z from 'zod';
import { ja } from '#console/texts/ja/ja.ts';
import { onSystem } from '#demo/on-system.ts';
import { ADMINISTRATOR } from '#demo/seed.ts';
import type { System } from '#demo/system.ts';
import { tableNameOf } from '#demo/table-name.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { type Wipes, wipesIn } from '#functions/store/wipes.ts';
import { aWipe, hashOf, settled } from '#test/domain/builders.ts';
import { openBrowser } from '#test/pages/browser.ts';
import { Visitor } from '#test/pages/visitor.ts';
import { median } from './judge.ts';
import type { Row, Section } from './section.ts';

const WIPES = 10_000;
const SPAN = 30 * DAY;
const AT_ONCE = 16;
/** Ended ones: the service would begin to work on others. */
const STATES: readonly WipeState[] = ['erased', 'erased', 'erased', 'cancelled', 'expired'];
/** Of every thousand, one ended so: a search for it has a long way to look. */
const RARE = 'failed' satisfies WipeState;

const ONE_SECOND = { most: 1 };
/** Of the heap after the first minute's polls: what a page may keep of all that it was answered since. */
const FLAT = { most: 1.2 };

export const operations: Section = {
  name: 'console',
  measures: `the list of ${WIPES} wipes: first rows, a search, and the memory of a page that stays open`,
  run: ({ quick }) =>
    onSystem({}, async (system) => {
      const client = DynamoDBDocumentClient.from(
        new DynamoDBClient({ ...ADMINISTRATOR, endpoint: system.endpoint }),
        { marshallOptions: { removeUndefinedValues: true } },
      );
      const wipes = wipesIn(client, await tableNameOf(client, 'WipesTable'));
      const stored = quick ? 500 : WIPES;
      await store(wipes, { count: stored, now: system.cloud.clock.now() });
      let newest = stored;
      const onceMore = () => {
        newest += 1;
        return wipes.put(settledWipe(newest, system.cloud.clock.now()), 365 * DAY);
      };
      const browser = await openBrowser();
      try {
        const long = { turns: quick ? 1 : 5, polls: quick ? 10 : 360, onceMore };
        return await measured(browser, system, long);
      } finally {
        await browser.close();
        client.destroy();
      }
    }),
};

async function store(
  wipes: Pick<Wipes, 'put'>,
  { count, now }: { readonly count: number; readonly now: number },
): Promise<void> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  await inParallel(numbers, AT_ONCE, (number) =>
    wipes.put(settledWipe(number, now - Math.floor((SPAN * number) / count)), 365 * DAY),
  );
}

function settledWipe(number: number, requestedAt: number): Wipe {
  const state = number % 1000 === 499 ? RARE : (STATES[number % STATES.length] ?? RARE);
  const enrolmentId = hashOf(`enrolment ${number}`);
  return settled(aWipe({ state, enrolmentId, requestedAt }));
}

interface Long {
  readonly turns: number;
  /** How often the page asks while its memory is watched: as in an hour of asking every ten seconds, sped up. */
  readonly polls: number;
  /** Stores one more wipe: the page is answered something new, and draws it. */
  readonly onceMore: () => Promise<void>;
}

async function measured(
  browser: Browser,
  { console: origin, issuer }: System,
  { turns, polls, onceMore }: Long,
): Promise<Row[]> {
  const visitor = await Visitor.come(browser, { origin, issuer, kind: 'console' });
  const { page } = visitor;
  await visitor.open('/nowhere');
  await visitor.signIn('operator', 'second-factor');
  const rows = page.locator('tbody tr', { has: page.locator('a.id') });
  const first: number[] = [];
  const sifted: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await page.evaluate(`history.pushState(null, '', '/nowhere')`);
    await rows.first().waitFor({ state: 'detached' });
    first.push(await secondsTo(page, '/wipes', rows.first()));
    const rare = rows.filter({ hasText: ja.terms.states[RARE] });
    sifted.push(await secondsTo(page, `/wipes?state=${RARE}`, rare.first()));
  }
  await secondsTo(page, '/wipes', rows.nth(10));
  const before = await heapAfter(page, Math.ceil(polls / 60), onceMore);
  const after = await heapAfter(page, polls, onceMore);
  return [
    { name: 'first rows', value: round(median(first)), unit: 's', target: ONE_SECOND },
    {
      name: 'a search for one in a thousand',
      value: round(median(sifted)),
      unit: 's',
      target: ONE_SECOND,
    },
    { name: `heap of the page after ${polls} updates`, value: round(after / 2 ** 20), unit: 'MiB' },
    { name: 'of that before them', value: round(after / before), unit: '×', target: FLAT },
  ];
}

const round = (value: number) => Number(value.toFixed(2));

/** From the address being another until something of it is seen. */
async function secondsTo(page: Page, path: string, seen: Locator): Promise<number> {
  const began = performance.now();
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
  await seen.waitFor();
  return (performance.now() - began) / 1000;
}

/** Bytes in use after so many updates, once nothing is left that could be thrown away. */
async function heapAfter(page: Page, polls: number, onceMore: Long['onceMore']): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let poll = 0; poll < polls; poll += 1) {
    await onceMore();
    const answered = page.waitForResponse(
      (answer) => answer.url().includes('/v1/ops/wipes') && answer.status() === 200,
    );
    // The page asks again as soon as it is back from a network that was away.
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await answered;
  }
  await session.send('HeapProfiler.collectGarbage');
  const usage = Usage.parse(await session.send('Runtime.getHeapUsage'));
  await session.detach();
  return usage.usedSize;
}

const Usage = z.object({ usedSize: z.number() });
