import { describe, expect, jest, test } from '@jest/globals';
import { PATIENCE } from '#demo/until.ts';
import { NOTHING_FOUND, runDrill } from './drill-run.ts';

// Dozens of handsets enrol and wait for their turn, which a busy machine may take its time for.
jest.setTimeout(9 * PATIENCE);

/** `npm run drill -- stolen-clerk` asks for ten thousand, amid two hundred others. */
const REQUESTS = 30;
const HONEST = 8;
const SEED = 20_260_311;

async function drill(name: string) {
  const size = ['--requests', String(REQUESTS), '--honest', String(HONEST)];
  const { figures, ...ended } = await runDrill([name, ...size, '--seed', String(SEED)]);
  expect(ended).toEqual(NOTHING_FOUND);
  expect(figures).toMatchObject({
    'requests of thieves': REQUESTS,
    'honest requests accepted': HONEST,
    'honest handsets erased': HONEST,
  });
  return figures;
}

describe('of strangers’ phones, and everybody else has theirs wiped in turn:', () => {
  test('a stolen clerk reaches no more than a clerk may, and is suspended', async () => {
    const figures = await drill('stolen-clerk');

    expect(figures).toMatchObject({ 'answered 202': 20, 'answered 403 clerk-suspended': 10 });
    expect(figures['of the targets erased']).toBeLessThanOrEqual(20);
  });

  test('twenty stolen clerks and their approver reach no more than a shop may', async () => {
    const figures = await drill('stolen-shop');

    expect(figures['of the targets erased']).toBeGreaterThan(0);
    expect(figures['of the targets erased']).toBeLessThanOrEqual(8);
    expect(figures['answered 429 limit-reached']).toBeGreaterThan(0);
  });

  test('the administrator of a business account reaches no more than such an account may', async () => {
    const figures = await drill('stolen-business');

    expect(figures['of the targets erased']).toBeGreaterThan(0);
    // Ten in an hour; an hour may end amid the attack.
    expect(figures['of the targets erased']).toBeLessThanOrEqual(20);
    expect(figures['answered 429 limit-reached']).toBeGreaterThan(0);
  });
});
