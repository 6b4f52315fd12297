/** What the portal costs whoever opens it on a slow line and a slow machine. */
import type { Browser, Page } from 'playwright-core';
import { onSystem } from '#demo/on-system.ts';
import { openBrowser } from '#test/pages/browser.ts';
import { median } from './judge.ts';
import type { Row, Section } from './section.ts';

/** What WebPageTest calls "3G Slow": 400 kbit/s each way, 400 ms there and back. */
const SLOW = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
const SLOWER_CPU = 4;
/** As Chromium names what was sent, compressed and with its headers. */
const MOST_SCRIPT = { most: 60 * 1024 };
const MOST_TIME = { most: 3 };

export const pages: Section = {
  name: 'pages',
  measures: 'the first page of the portal: script, and time until one can press the button',
  run: ({ quick }) =>
    onSystem({}, async ({ api }) => {
      const browser = await openBrowser();
      try {
        const visits: Visit[] = [];
        for (let turn = 0; turn < (quick ? 1 : 5); turn += 1)
          visits.push(await visit(browser, api));
        return rowsOf(visits);
      } finally {
        await browser.close();
      }
    }),
};

interface Visit {
  readonly seconds: number;
  readonly scriptBytes: number;
  readonly requests: number;
}

/** A browser that has never been there; counted is what came before the button could be pressed. */
async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({ locale: 'ja-JP' });
  const page = await context.newPage();
  try {
    const sizes = await slowedDown(page);
    const began = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('main').getByRole('button').first().waitFor({ timeout: 120_000 });
    const seconds = (performance.now() - began) / 1000;
    return { seconds, ...sizes() };
  } finally {
    await context.close();
  }
}

/** Slows the page down, and answers what tells how much has come so far. */
async function slowedDown(page: Page): Promise<() => Omit<Visit, 'seconds'>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
  const scripts = new Set<string>();
  const seen = { scriptBytes: 0, requests: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => {
    seen.requests += 1;
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) seen.scriptBytes += encodedDataLength;
  });
  return () => ({ ...seen });
}

function rowsOf(visits: readonly Visit[]): Row[] {
  const middle = (of: (each: Visit) => number) => median(visits.map(of));
  return [
    {
      name: 'script before the first useful screen, as sent',
      value: middle(({ scriptBytes }) => scriptBytes),
      unit: 'B',
      target: MOST_SCRIPT,
    },
    { name: 'requests until then', value: middle(({ requests }) => requests), unit: '' },
    {
      name: 'first useful screen, slow 3G and a four times slower CPU',
      value: Number(middle(({ seconds }) => seconds).toFixed(2)),
      unit: 's',
      target: MOST_TIME,
    },
  ];
}
