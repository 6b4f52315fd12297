/** A pause that comes while something is let out: what was read more than a second ago lets nothing out. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dispatch } from '#functions/dispatch.ts';
import { reconcile } from '#functions/reconcile.ts';
import {
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  NOW,
  VERDICT_TIME,
} from '#test/domain/builders.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let now: number;
let woken: string[];
beforeEach(async () => {
  tables = await startTables();
  now = NOW;
  woken = [];
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });
});
afterEach(() => tables.stop());

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const wipe = () => tables.wipes.read(key);

/** The step that takes too long, once: while counting, or while storing. */
type Slow = 'counting' | 'storing';

/** All that lets wipes out, of which one step takes 1,001 ms, in which `meanwhile` happens. */
function slowly(slow: Slow, meanwhile: () => Promise<void>) {
  let isFirst = true;
  const once = async <T>(step: Slow, work: Promise<T>): Promise<T> => {
    const done = await work;
    if (step === slow && isFirst) {
      isFirst = false;
      now += SECOND + 1;
      await meanwhile();
    }
    return done;
  };
  const { wipes, counts } = tables;
  return {
    ...tables,
    counts: {
      ...counts,
      add: (...given: Parameters<typeof counts.add>) => once('counting', counts.add(...given)),
    },
    wipes: {
      ...wipes,
      save: (before: Wipe, after: Wipe) => once('storing', wipes.save(before, after)),
    },
    channels: {
      topics: { notice: async (enrolmentId: string) => void woken.push(enrolmentId) },
      push: { wake: async () => {} },
      sms: { send: async () => {} },
    },
    announcements: { publish: async () => {} },
    callbacks: recordedCallbacks(),
    executions: { start: async () => {} },
    now: () => now,
    verdictTime: VERDICT_TIME,
  };
}

const callback = { task: 'dispatch', token: 'a token' } as const;
const fresh = (): Wipe => aWipe();
const queued = (): Wipe => ({
  ...aWipe({ state: 'held', heldFor: 'governor', callback }),
  queue: 'governor',
  nextActionAt: NOW + MINUTE,
});
type Tools = ReturnType<typeof slowly>;
const WAYS = [
  ['dispatch', fresh, (tools: Tools) => dispatch(tools)({ ...key, token: 'a token' })],
  ['the queue', queued, (tools: Tools) => reconcile(tools)()],
] as const;

describe.each(WAYS)('%s', (_, given, run) => {
  const put = () => tables.wipes.put(given());
  const pause = () => tables.pause(true, now);

  test('lets nothing out where a pause came while it counted, and counts nothing', async () => {
    await put();

    await run(slowly('counting', pause));

    expect(await wipe()).toMatchObject({ state: 'held' });
    expect((await wipe())?.letOutAt).toBeUndefined();
    expect(woken).toEqual([]);
    expect(await tables.counts.size({ scope: 'total', kind: 'day' }, now)).toBe(0);
  });

  test('wakes nobody where a pause came while it stored, and the wipe is kept back at its next look', async () => {
    await put();

    await run(slowly('storing', pause));

    expect(woken).toEqual([]);
    expect(await wipe()).toMatchObject({ state: 'waiting-for-handset', nextActionAt: now });
    await reconcile(slowly('storing', async () => {}))();
    expect(await wipe()).toMatchObject({ state: 'held', heldFor: 'pause' });
  });

  test.each<Slow>(['counting', 'storing'])(
    'only takes longer where nothing is paused: %s',
    async (slow) => {
      await put();

      await run(slowly(slow, async () => {}));

      expect(await wipe()).toMatchObject({ state: 'waiting-for-handset' });
      expect(woken).toEqual([ENROLMENT_ID]);
      expect(await tables.counts.size({ scope: 'total', kind: 'day' }, now)).toBe(1);
    },
  );
});
