/** That operations hear of every suspension, wherever the call dies that suspends. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { admitClerk } from '#functions/governor/admit.ts';
import { requireGoodClerk } from '#functions/governor/standing.ts';
import type { Announcements } from '#functions/messages/announcement.ts';
import { NOW } from '#test/domain/builders.ts';
import { brokenAnnouncements, type Recorded, recordedAnnouncements } from '../announcements.ts';
import { captureLog, lines } from '../captured-log.ts';
import { crashAfter } from '../crash.ts';
import { startTables, type Tables } from '../tables.ts';

const CLERK = { person: 'clerk-1', shop: 'shop-1' };

let tables: Tables;
let announcements: Recorded;
let release: () => void;
beforeEach(async () => {
  tables = await startTables();
  announcements = recordedAnnouncements();
  release = captureLog();
});
afterEach(async () => {
  release();
  await tables.stop();
});

const sources = (topic: Announcements = announcements) => ({
  ...tables,
  clerkLimits: { ...tables.clerkLimits, clerkHour: 1 },
  announcements: topic,
});
/** One more than the limit allows; what it was refused with. */
const ask = async (at: number, deps = sources()) => {
  const admitted = requireGoodClerk(deps, CLERK.person, at).then(() =>
    admitClerk(deps, CLERK, { wipeId: `wipe at ${at}`, at }),
  );
  return admitted.catch((error: Error) => error);
};
/** Log lines of a code about the clerk. */
const said = (code: string) =>
  lines.filter((line) => line.includes(`"code":"${code}"`) && line.includes('"clerk-1"')).length;
const types = async () =>
  (await tables.standing.history('clerk-1')).entries.map(({ type }) => type);

describe('a suspension', () => {
  test('is heard of by log and mail, at whatever step the call dies', async () => {
    const whole = crashAfter(sources(), Number.POSITIVE_INFINITY);
    await ask(NOW, sources());
    await ask(NOW + SECOND, whole.dependencies);
    expect(whole.calls.slice(-3)).toEqual([
      'standing.suspend',
      'announcements.publish',
      'standing.noteTold',
    ]);

    for (let step = 1; step <= whole.calls.length; step++) {
      await tables.stop();
      tables = await startTables();
      announcements.announced.length = 0;
      const before = said('clerk-suspended');
      await ask(NOW, sources());
      await ask(NOW + SECOND, crashAfter(sources(), step).dependencies);

      const isSuspended = await tables.standing.isSuspended('clerk-1');
      if (isSuspended) expect(said('clerk-suspended')).toBe(before + 1);
      await ask(NOW + 2 * MINUTE);

      expect(said('clerk-suspended')).toBeGreaterThan(before);
      expect(announcements.announced.length).toBeGreaterThan(0);
      expect(await types()).toEqual(['suspended', 'operations-told']);
    }
  });

  test('that could not be announced is announced with the next call, once it is a minute old', async () => {
    await ask(NOW);
    await ask(NOW + SECOND, sources(brokenAnnouncements));
    await ask(NOW + 30 * SECOND);
    expect(announcements.announced).toEqual([]);

    await ask(NOW + SECOND + MINUTE);
    await ask(NOW + HOUR);

    expect(announcements.announced).toEqual([
      { v: 1, about: 'operations', event: 'clerk-suspended', id: 'clerk-1' },
    ]);
    expect(await types()).toEqual(['suspended', 'operations-told']);
  });

  test('is a line of the log at each call that it refuses, not the one of the alarm', async () => {
    await ask(NOW);
    await ask(NOW + SECOND);
    const [alarms, refusals] = [said('clerk-suspended'), said('suspended-clerk-refused')];

    for (let n = 2; n < 5; n++) await ask(NOW + n * HOUR);

    expect(said('clerk-suspended')).toBe(alarms);
    expect(said('suspended-clerk-refused')).toBe(refusals + 3);
  });

  test('that is proposed to be taken back before operations were told keeps its proposal', async () => {
    await tables.standing.suspend('clerk-1', NOW, 'test');
    const act = { person: 'ops-1', reason: 'test', now: NOW };
    await tables.standing.proposeReinstatement('clerk-1', act);

    await ask(NOW + HOUR);
    const confirmed = await tables.standing.confirmReinstatement('clerk-1', {
      ...act,
      person: 'ops-2',
      n: 2,
    });

    expect(confirmed.kind).toBe('entry');
    expect(await tables.standing.isSuspended('clerk-1')).toBe(false);
  });
});
