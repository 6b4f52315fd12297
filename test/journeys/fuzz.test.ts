import { expect, jest, test } from '@jest/globals';
import { PATIENCE } from '#demo/until.ts';
import { apiOperations } from '#drill/fuzz/operations.ts';
import { NOTHING_FOUND, runDrill } from './drill-run.ts';

// Some forty thousand requests, which a busy machine may take its time for.
jest.setTimeout(9 * PATIENCE);

/** For each route; `npm run drill -- fuzz` sends ten times as many. */
const REQUESTS = 1_000;
const SEED = 20_260_311;

test(`${REQUESTS} hostile requests a route: no 5xx, every problem well formed, nothing changed`, async () => {
  const args = ['fuzz', '--requests', String(REQUESTS), '--seed', String(SEED)];

  const { figures, ...ended } = await runDrill(args);

  expect(ended).toEqual(NOTHING_FOUND);
  const routes = apiOperations().length;
  expect(figures).toMatchObject({ routes, requests: routes * REQUESTS, 'answered 5xx': 0 });
  for (const caller of ['subscriber', 'coded', 'shop', 'ops', 'approver', 'nobody'])
    expect(figures[`sound and taken, of ${caller}`]).toBeGreaterThan(0);
});
