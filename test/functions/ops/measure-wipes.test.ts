import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { HOUR } from '#domain/wipe/settings.ts';
import { measureWipes } from '#functions/measure-wipes.ts';
import { aWipe, NOW } from '#test/domain/builders.ts';
import { captureLog, lines } from '../captured-log.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
});
afterEach(() => tables.stop());

/** What is told at a time. */
async function measuredAt(now: number): Promise<Record<string, unknown>> {
  const end = captureLog();
  await measureWipes({ ...tables, now: () => now })().finally(end);
  return JSON.parse(lines.at(-1) ?? '');
}

test('what is open, what is stuck, and what is held for more than an hour, is counted in a line of the log', async () => {
  const held = aWipe({ state: 'held' });
  const stuck = aWipe({ state: 'waiting-for-handset', enrolmentId: digest('stuck') });
  await tables.given({ wipes: [held, stuck] });
  // The reconciler has looked at it lately.
  await tables.wipes.save(held, annotate(held, NOW + HOUR, {}));

  expect(await measuredAt(NOW + HOUR - 1)).toMatchObject({ code: 'wipes-measured', heldLong: 0 });
  expect(await measuredAt(NOW + HOUR)).toMatchObject({
    open: 2,
    stuck: 1,
    heldLong: 1,
    more: false,
  });
});

test('one that is held for long is not missed among many that were asked for after it', async () => {
  const long = aWipe({ state: 'held' });
  const fresh = Array.from({ length: 60 }, (_, index) =>
    aWipe({ state: 'held', enrolmentId: digest(`fresh ${index}`), requestedAt: NOW + HOUR }),
  );
  await tables.given({ wipes: [long, ...fresh] });

  expect(await measuredAt(NOW + HOUR)).toMatchObject({ open: 61, heldLong: 1, more: false });
});

test('where there is nothing to count, that is told', async () => {
  expect(await measuredAt(NOW)).toMatchObject({
    open: 0,
    stuck: 0,
    heldLong: 0,
    more: false,
  });
});
