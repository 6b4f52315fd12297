import { expect, jest, test } from '@jest/globals';
import { PATIENCE } from '#demo/until.ts';
import { NOTHING_FOUND, runDrill } from './drill-run.ts';

// Dozens of handsets enrol and are wiped, which a busy machine may take its time for.
jest.setTimeout(9 * PATIENCE);

/** `npm run drill -- pause` takes five hundred. */
const REQUESTS = 24;

test('a pause stops all commands within a second, and loses no wipe', async () => {
  const { figures, ...ended } = await runDrill(['pause', '--requests', String(REQUESTS)]);

  expect(ended).toEqual(NOTHING_FOUND);
  expect(figures).toMatchObject({
    'wipes asked for': REQUESTS,
    'wipes erased': REQUESTS,
    'erasures told by handsets': REQUESTS,
  });
  expect(figures['ms from the pause to the last of them']).toBeLessThanOrEqual(1_000);
});
