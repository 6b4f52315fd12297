import { expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { Program } from '#demo/program.ts';
import { PATIENCE } from '#demo/until.ts';
import { apiOperations } from '#drill/fuzz/operations.ts';

// Eleven thousand requests, which a busy machine may take its time for.
jest.setTimeout(9 * PATIENCE);

/** For each route; `npm run drill -- fuzz` sends ten times as many. */
const REQUESTS = 1_000;
const SEED = 20_260_311;

const Result = z.looseObject({
  violations: z.array(z.unknown()),
  figures: z.record(z.string(), z.number()),
});

test(`${REQUESTS} hostile requests a route: no 5xx, every problem well formed, nothing changed`, async () => {
  const program = new Program('drill', [
    ...['fuzz', '--requests', String(REQUESTS), '--seed', String(SEED), '--json'],
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
  const routes = apiOperations().length;
  expect(figures).toMatchObject({ routes, requests: routes * REQUESTS, 'answered 5xx': 0 });
  expect(figures['answered 2xx']).toBeGreaterThan(0);
});
