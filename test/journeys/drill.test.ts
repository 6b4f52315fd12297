import { describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { Program } from '#demo/program.ts';
import { PATIENCE } from '#demo/until.ts';

// Kills twenty processes and starts each anew, which a busy machine may take its time for.
jest.setTimeout(9 * PATIENCE);

const KILLS = 20;
const SEED = 20_260_311;

const Result = z.looseObject({
  violations: z.array(z.unknown()),
  figures: z.record(z.string(), z.number()),
});

describe('the crash drill', () => {
  test(`finds every promise kept after ${KILLS} kills`, async () => {
    const program = new Program('drill', [
      ...['crash', '--kills', String(KILLS), '--seed', String(SEED), '--json'],
    ]);
    const { code } = await program.end(8 * PATIENCE).finally(async () => {
      if (program.hasProcesses) await program.interrupt();
    });

    const { violations, figures } = Result.parse(JSON.parse(program.lines.at(-1) ?? '{}'));

    expect({ violations, complaints: program.complaints }).toEqual({
      violations: [],
      complaints: '',
    });
    expect(code).toBe(0);
    expect(figures['kills']).toBe(KILLS);
    expect(figures['requests accepted']).toBeGreaterThan(0);
    expect(figures['erased']).toBeGreaterThan(0);
    expect(program.hasProcesses).toBe(false);
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
