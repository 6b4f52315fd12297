import { describe, expect, jest, test } from '@jest/globals';
import { Program } from '#demo/program.ts';
import { PATIENCE } from '#demo/until.ts';
import { NOTHING_FOUND, runDrill } from './drill-run.ts';

// Kills twenty processes and starts each anew, which a busy machine may take its time for.
jest.setTimeout(9 * PATIENCE);

const KILLS = 20;
const SEED = 20_260_311;

describe('the crash drill', () => {
  test(`finds every promise kept after ${KILLS} kills`, async () => {
    const args = ['crash', '--kills', String(KILLS), '--seed', String(SEED)];

    const { figures, ...ended } = await runDrill(args);

    expect(ended).toEqual(NOTHING_FOUND);
    expect(figures['kills']).toBe(KILLS);
    expect(figures['requests accepted']).toBeGreaterThan(0);
    expect(figures['erased']).toBeGreaterThan(0);
  });

  test.each([
    { args: [], says: /which drill/ },
    { args: ['earthquake'], says: /no drill earthquake/ },
    { args: ['crash', '--kills', 'many'], says: /--kills takes a whole number/ },
  ])('refuses $args', async ({ args, says }) => {
    const program = new Program('drill', args);

    const { code } = await program.end();

    expect(code).toBe(2);
    expect(program.complaints).toMatch(says);
  });
});
