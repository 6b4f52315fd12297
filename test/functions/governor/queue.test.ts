import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { NOW } from '#test/domain/builders.ts';
import { captureLog, lines } from '../captured-log.ts';
import { enrolmentOf, type GovernorWorld, governorWorld } from './world.ts';

const LIMITS_OF_TWO = { totalLimits: { total5Minutes: 2, totalHour: 5, totalDay: 9 } };

let world: GovernorWorld;
let release: () => void;
beforeEach(async () => {
  release = captureLog();
  world = await governorWorld(LIMITS_OF_TWO);
});
afterEach(async () => {
  release();
  await world.tables.stop();
});

/** Wipes asked for one second after the other, each dispatched at once. */
async function arrive(...ns: readonly number[]): Promise<void> {
  for (const n of ns) {
    world.clock.now += 1000;
    await world.wipe(n);
    await world.dispatch(n);
  }
}
const stateOf = async (n: number) => {
  const wipe = await world.read(n);
  return wipe?.state === 'held' ? `held for ${wipe.heldFor}` : wipe?.state;
};
const states = (...ns: readonly number[]) => Promise.all(ns.map(stateOf));
const reconcileAt = (at: number) => {
  world.clock.now = at;
  return world.reconcile();
};

const OUT = 'waiting-for-handset';
const QUEUED = 'held for governor';

describe('a total that is full', () => {
  test('has the next wipe wait, with its token, woken by nobody', async () => {
    await arrive(1, 2, 3);

    expect(await states(1, 2, 3)).toEqual([OUT, OUT, QUEUED]);
    expect(await world.read(3)).toMatchObject({
      queue: 'governor',
      callback: { token: 'token 3' },
    });
    expect(world.woken).toEqual([enrolmentOf(1), enrolmentOf(2)]);
  });

  test('is logged for the alarm, with the window', async () => {
    const before = lines.length;
    await arrive(1, 2, 3);

    const own = lines.slice(before).map((line) => JSON.parse(line));
    expect(own.filter(({ code }) => code === 'total-limit-reached')).toEqual([
      expect.objectContaining({ level: 'WARN', window: '5min', most: 2 }),
    ]);
  });

  test('is told to operations by the first to wait, not by those behind', async () => {
    await arrive(1, 2, 3, 4, 5);

    expect(world.announced).toEqual([
      {
        v: 1,
        about: 'operations',
        event: 'total-limit-reached',
        id: expect.stringMatching(/^5min 2026-03-11T09:/),
      },
    ]);
  });

  test('counts nowhere what it does not let out', async () => {
    await arrive(1, 2, 3);

    for (const kind of ['5min', 'hour', 'day'] as const)
      expect(await world.tables.counts.size({ scope: 'total', kind }, NOW)).toBe(2);
    expect((await world.read(3))?.countedIn).toBeUndefined();
  });

  test('of a longer window does not use up the shorter one', async () => {
    await arrive(1, 2);
    await reconcileAt(NOW + 5 * MINUTE);
    await arrive(3, 4);
    await reconcileAt(NOW + 10 * MINUTE);
    await arrive(5, 6, 7);

    expect(await states(5, 6, 7)).toEqual([OUT, QUEUED, QUEUED]);
    const now = world.clock.now;
    expect(await world.tables.counts.size({ scope: 'total', kind: '5min' }, now)).toBe(1);
    expect(await world.tables.counts.size({ scope: 'total', kind: 'hour' }, now)).toBe(5);
  });

  test('is counted on the wipe that it let out', async () => {
    await arrive(1);

    expect(await world.read(1)).toMatchObject({
      letOutAt: NOW + 1000,
      countedIn: [
        'total|5min 2026-03-11T09:00.0',
        'total|hour 2026-03-11T09.0',
        'total|day 2026-03-11.0',
      ],
    });
  });
});

describe('the queue', () => {
  test('moves up in the order of the requests, as windows free', async () => {
    await arrive(1, 2, 3, 4, 5);

    await reconcileAt(NOW + 4 * MINUTE);
    expect(await states(3, 4, 5)).toEqual([QUEUED, QUEUED, QUEUED]);
    await reconcileAt(NOW + 5 * MINUTE);
    expect(await states(3, 4, 5)).toEqual([OUT, OUT, QUEUED]);
    await reconcileAt(NOW + 10 * MINUTE);
    expect(await states(5)).toEqual([OUT]);
    expect(world.woken).toEqual([1, 2, 3, 4, 5].map(enrolmentOf));
  });

  test('is passed by nobody, though the window has room', async () => {
    await arrive(1, 2, 3);
    world.clock.now = NOW + 5 * MINUTE;
    await arrive(4);

    expect(await states(3, 4)).toEqual([QUEUED, QUEUED]);
    await reconcileAt(NOW + 6 * MINUTE);
    expect(await states(3, 4)).toEqual([OUT, OUT]);
    expect(world.woken.slice(2)).toEqual([enrolmentOf(3), enrolmentOf(4)]);
  });

  test('goes by the time of the request, not by that of the wait', async () => {
    await arrive(1, 2);
    await world.wipe(3, { requestedAt: NOW + 20_000 });
    await world.wipe(4, { requestedAt: NOW + 10_000 });
    await world.dispatch(3);
    await world.dispatch(4);
    await world.wipe(5, { requestedAt: NOW + 15_000 });
    await world.dispatch(5);

    await reconcileAt(NOW + 5 * MINUTE);

    expect(await states(3, 4, 5)).toEqual([QUEUED, OUT, OUT]);
  });

  test('does not move during a pause, and goes on where it was', async () => {
    await arrive(1, 2, 3);
    await world.tables.pause(true);

    await reconcileAt(NOW + 5 * MINUTE);
    expect(await states(3)).toEqual([QUEUED]);
    await world.tables.pause(false, world.clock.now);
    await world.reconcile();

    expect(await states(3)).toEqual([OUT]);
  });

  test('is left by what is cancelled, and by what its deadline ends', async () => {
    await arrive(1, 2, 3);
    world.clock.now += 1000;
    await world.wipe(4, { deadlineAt: NOW + 3 * MINUTE });
    await world.dispatch(4);
    await world.cancel(3);

    await reconcileAt(NOW + 4 * MINUTE);

    expect(await states(3, 4)).toEqual(['cancelled', 'expired']);
    expect(await world.tables.wipes.queued(10)).toEqual([]);
    expect(world.callbacks.answered).toContainEqual(['held', 'token 4', 'moved-on']);
  });

  test('is not stopped by one that an operator holds', async () => {
    await arrive(1, 2, 3, 4);
    await world.tables.wipes.change({ enrolmentId: enrolmentOf(3), attempt: 1 }, (wipe) => ({
      ...wipe,
      hold: true,
      version: wipe.version + 1,
    }));

    await reconcileAt(NOW + 5 * MINUTE);

    expect(await states(3, 4)).toEqual(['held for operator', OUT]);
  });

  test('is not stopped by one that fails', async () => {
    await arrive(1, 2, 3, 4);
    const { read } = world.tables.enrolments;
    world.tables.enrolments.read = async (enrolmentId) => {
      if (enrolmentId === enrolmentOf(3)) throw new Error('broken');
      return read(enrolmentId);
    };

    await reconcileAt(NOW + 5 * MINUTE);

    expect(await states(3, 4)).toEqual([QUEUED, OUT]);
  });
});

describe('what was kept back for another reason', () => {
  test('joins the queue at its place, and is let out in the same run where there is room', async () => {
    await world.tables.pause(true);
    await arrive(1, 2, 3);
    await world.tables.pause(false, world.clock.now);

    await reconcileAt(NOW + 2 * MINUTE);

    expect(await states(1, 2, 3)).toEqual([OUT, OUT, QUEUED]);
  });

  test('needs no room again once it was out', async () => {
    await arrive(1, 2, 3);
    await world.tables.pause(true);
    world.clock.now = NOW + 20 * MINUTE;
    await world.reconcile();
    expect(await states(1, 2, 3)).toEqual(['held for pause', 'held for pause', QUEUED]);

    await world.tables.pause(false, world.clock.now);
    await arrive(4);
    await reconcileAt(NOW + 24 * MINUTE);

    expect(await states(1, 2, 3, 4)).toEqual([OUT, OUT, OUT, OUT]);
    expect((await world.read(1))?.letOutAt).toBe(NOW + 1000);
    expect(await world.tables.counts.size({ scope: 'total', kind: 'day' }, NOW)).toBe(4);
  });
});

test('a queued wipe is looked at every hour besides, and at its deadline', async () => {
  await arrive(1, 2, 3);
  expect((await world.read(3))?.nextActionAt).toBe(NOW + 3000 + HOUR);

  world.clock.now = NOW + 30 * DAY - HOUR;
  await world.wipe(4, { deadlineAt: world.clock.now + 10 * MINUTE });
  await world.dispatch(4);
  expect((await world.read(4))?.nextActionAt).toBe(world.clock.now + 11 * MINUTE);
});
