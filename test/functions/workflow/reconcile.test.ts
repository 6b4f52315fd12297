import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { dueAt } from '#domain/wipe/due.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { TELL_GRACE } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { reconcile } from '#functions/reconcile.ts';
import { repair } from '#functions/workflow/repair.ts';
import {
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  LINE_ID,
  NOW,
  PERSON,
  settled,
  VERDICT_TIME,
  type WipeOverrides,
  withoutRoomFor,
} from '#test/domain/builders.ts';
import { type Recorded, recordedAnnouncements } from '../announcements.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { captureLog, lines } from '../captured-log.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let callbacks: ReturnType<typeof recordedCallbacks>;
let announcements: Recorded;
let started: string[];
let sent: string[];
let now: number;
beforeEach(async () => {
  tables = await startTables();
  callbacks = recordedCallbacks();
  announcements = recordedAnnouncements();
  started = [];
  sent = [];
  now = NOW;
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment({ pushEndpoint: 'endpoint' })] });
});
afterEach(() => tables.stop());

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const wipe = () => tables.wipes.read(key);
const tools = () => ({
  ...tables,
  callbacks,
  announcements,
  executions: {
    async start({ wipeId, run, version, enrolmentId, attempt }: Wipe) {
      const stored = await tables.wipes.read({ enrolmentId, attempt });
      // The run is on the item before it starts, so that no two repairs start runs of one name.
      expect(stored?.version).toBe(version);
      started.push(`${wipeId.slice(-2)}-${run}`);
    },
  },
  channels: {
    topics: { notice: async (enrolmentId: string) => void sent.push(`notice ${enrolmentId}`) },
    push: { wake: async (endpoint: string) => void sent.push(`push ${endpoint}`) },
    sms: { send: async (to: string) => void sent.push(`sms ${to}`) },
  },
  now: () => now,
  verdictTime: VERDICT_TIME,
});
const callback = { task: 'dispatch', token: 'a token' } as const;
/** A wipe that is due when `now` says so. */
const given = async (overrides: WipeOverrides) => {
  const wipe = aWipe({ callback, ...overrides });
  await tables.wipes.put({ ...wipe, nextActionAt: NOW });
};
const run = () => repair(tools(), key);

describe('a wipe without a run', () => {
  test.each(['requested', 'held', 'waiting-for-handset', 'issued', 'accepted'] as const)(
    'gets another one: %s',
    async (state) => {
      await given({ state, callback: undefined });

      expect(await run()).toBe('restarted');

      expect(started).toEqual(['.1-2']);
      expect(await wipe()).toMatchObject({ state, run: 2 });
      expect(sent).toEqual([]);
    },
  );

  test('gets another one when it has ended, until it is settled', async () => {
    await given({ state: 'erased', callback: undefined });

    expect(await run()).toBe('restarted');
    expect(await run()).toBe('nothing');
    now = NOW + DAY;
    expect(await run()).toBe('restarted');

    expect(started).toEqual(['.1-2', '.1-3']);
  });

  test('gets them ever more rarely where each of them is lost', async () => {
    await given({ state: 'erased', callback: undefined });

    const pauses: number[] = [];
    for (let n = 0; n < 15; n++) {
      await run();
      const next = (await wipe())?.nextActionAt ?? 0;
      pauses.push(next - now);
      now = next;
    }

    expect(pauses.slice(0, 3)).toEqual([4 * MINUTE, 8 * MINUTE, 16 * MINUTE]);
    expect(Math.max(...pauses)).toBeLessThan(18 * HOUR);
    expect(started).toHaveLength(15);
  });

  test('gets them until its deadline, and there it ends', async () => {
    await given({ state: 'requested', callback: undefined, deadlineAt: NOW + 3 * MINUTE });
    await run();
    await run();
    now = (await wipe())?.nextActionAt ?? 0;

    expect(now).toBeLessThanOrEqual(NOW + 4 * MINUTE);
    now = NOW + 4 * MINUTE;
    expect(await run()).toBe('restarted');
    expect(await wipe()).toMatchObject({ state: 'expired' });
  });

  test('that cannot start now is tried again', async () => {
    await given({ state: 'requested', callback: undefined });
    const executions = { start: async () => Promise.reject(new Error('throttled')) };

    await expect(repair({ ...tools(), executions }, key)).rejects.toThrow('throttled');
    now = (await wipe())?.nextActionAt ?? 0;
    await run();

    expect(started).toEqual(['.1-3']);
  });
});

describe('a wipe that has ended without its record being sealed', () => {
  /** How often a record is said to be overdue while the wipe is repaired. */
  const overdue = async () => {
    lines.length = 0;
    const end = captureLog();
    await run().finally(end);
    return lines.filter((line) => line.includes('"code":"record-overdue"')).length;
  };
  const unsealed = (overrides: WipeOverrides = {}) =>
    given({ state: 'erased', callback: undefined, ...overrides });

  test('is told of after an hour, and each time that it is tried again', async () => {
    await unsealed();

    now = NOW + HOUR - 1;
    expect(await overdue()).toBe(0);
    now = (await wipe())?.nextActionAt ?? 0;
    expect(now).toBeGreaterThanOrEqual(NOW + HOUR);
    expect(await overdue()).toBe(1);
    now = (await wipe())?.nextActionAt ?? 0;
    expect(await overdue()).toBe(1);
  });

  test('is not told of where the record has every event', async () => {
    const events = aWipe({ state: 'erased' }).events.length;
    await unsealed({ record: { revision: 1, hash: 'a hash', sealedAt: NOW, events } });

    now = NOW + HOUR;
    expect(await overdue()).toBe(0);
  });
});

describe('a run that waits on a wipe that has ended', () => {
  test.each(STATE_NAMES.filter(hasEnded))(
    'is answered, and no other started: %s',
    async (state) => {
      await given({ state });

      expect(await run()).toBe('ended');

      expect(callbacks.answered).toEqual([[state, 'a token', 'moved-on']]);
      expect(started).toEqual([]);
    },
  );

  test('and does not come is followed by another one', async () => {
    await given({ state: 'erased' });
    await run();

    now = (await wipe())?.nextActionAt ?? 0;
    expect(await run()).toBe('restarted');

    expect(callbacks.answered).toHaveLength(1);
    expect(started).toEqual(['.1-2']);
  });
});

describe('a wipe that its audit takes no more of being kept back', () => {
  test('waits for its handset during a pause all the same, and is woken for after it', async () => {
    await tables.pause(true);
    const full = withoutRoomFor(aWipe({ callback, state: 'waiting-for-handset' }), 'held');
    await tables.wipes.put({ ...full, nextActionAt: NOW });

    expect(await run()).toBe('rescheduled');

    expect(await wipe()).toMatchObject({
      state: 'waiting-for-handset',
      nextActionAt: NOW + MINUTE,
      notices: 0,
    });
    await tables.pause(false);
    now = NOW + MINUTE;
    expect(await run()).toBe('notified');
  });
});

describe('a wipe whose time is over', () => {
  const { deadlineAt } = aWipe();

  test.each([
    ['held', 'expired', deadlineAt],
    ['waiting-for-handset', 'expired', deadlineAt],
    ['accepted', 'unconfirmed', NOW + VERDICT_TIME],
  ] as const)('ends: %s is %s, and its run is answered', async (state, ended, at) => {
    await given({ state });
    now = at;

    expect(await run()).toBe('ended');

    expect(await wipe()).toMatchObject({ state: ended });
    expect(callbacks.answered).toEqual([[state, 'a token', 'moved-on']]);
    expect(sent).toEqual([]);
  });

  test('waits for the verdict where a command is out, and then is unconfirmed', async () => {
    await given({ state: 'issued' });
    now = deadlineAt;
    expect(await run()).toBe('rescheduled');
    expect(await wipe()).toMatchObject({
      state: 'issued',
      verdictUntil: deadlineAt + VERDICT_TIME,
    });

    now = (await wipe())?.nextActionAt ?? 0;
    expect(await run()).toBe('ended');
    expect(await wipe()).toMatchObject({ state: 'unconfirmed' });
  });
});

describe('a message that was lost on the way', () => {
  const news = (event: 'requested' | 'command-issued' | 'ended') => ({
    v: 1,
    about: 'wipe',
    ...key,
    event,
  });

  test('is announced again, and nothing that may be under way yet or was told', async () => {
    await given({ state: 'erased', messages: ['command-issued'] });
    await run();
    expect(announcements.announced).toEqual([]);

    now = NOW + TELL_GRACE;
    await run();

    expect(announcements.announced).toEqual([news('requested'), news('ended')]);
  });

  test('brings no rung of the ladder before its time', async () => {
    await given({ state: 'waiting-for-handset', nextNoticeAt: NOW + DAY });
    now = NOW + TELL_GRACE;

    expect(await run()).toBe('rescheduled');

    expect(announcements.announced).toEqual([news('requested')]);
    expect(sent).toEqual([]);
    expect(await wipe()).toMatchObject({ notices: 0, nextActionAt: now + TELL_GRACE });
  });

  test('starts no run beside the one that waits for approval', async () => {
    await given({ state: 'awaiting-approval', approvalUntil: NOW + 30 * MINUTE });
    now = NOW + TELL_GRACE;

    expect(await run()).toBe('rescheduled');

    expect(started).toEqual([]);
    expect(announcements.announced).toEqual([
      news('requested'),
      { v: 1, about: 'approval', ...key },
    ]);
  });

  test('is announced ever more rarely where nobody can be told', async () => {
    await given({ state: 'waiting-for-handset', nextNoticeAt: NOW + 20 * DAY });
    const at: number[] = [];
    while (now < NOW + 20 * DAY) {
      await run();
      at.push(now);
      now = (await wipe())?.nextActionAt ?? 0;
    }

    expect(announcements.announced.length).toBeLessThan(20);
    expect(announcements.announced.length).toBeGreaterThan(5);
  });
});

describe('a wipe that waits for its handset', () => {
  test('climbs the ladder: notice and push, and SMS to its line', async () => {
    await given({ state: 'waiting-for-handset', notices: 1 });

    expect(await run()).toBe('notified');

    expect(sent.sort()).toEqual([`notice ${ENROLMENT_ID}`, 'push endpoint', 'sms +819012345678']);
    expect(await wipe()).toMatchObject({ notices: 2, nextNoticeAt: NOW + HOUR });
  });

  test('is sought ever more rarely, and to the end', async () => {
    await given({ state: 'waiting-for-handset', notices: 0, messages: ['requested'] });
    const at: number[] = [];
    while (await run().then((done) => done === 'notified')) {
      at.push(now);
      now = (await wipe())?.nextActionAt ?? 0;
    }

    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(await wipe()).toMatchObject({ state: 'expired' });
    expect((await wipe())?.events.length).toBeLessThan(20);
  });

  test('gets no SMS once another handset is on the line', async () => {
    const newer = { enrolmentId: digest('new'), handsetId: digest('new'), since: NOW };
    await tables.given({ lines: [aLine({ enrolments: [...aLine().enrolments, newer] })] });
    await given({ state: 'waiting-for-handset', notices: 3 });

    await run();

    expect(sent).toEqual([`notice ${ENROLMENT_ID}`, 'push endpoint']);
  });

  test('is kept back during a pause, and let out after it', async () => {
    await given({ state: 'waiting-for-handset' });
    await tables.pause(true);
    expect(await run()).toBe('still-held');
    expect(await wipe()).toMatchObject({ state: 'held', heldFor: 'pause' });
    expect(sent).toEqual([]);

    await tables.pause(false);
    now = NOW + MINUTE;
    expect(await run()).toBe('notified');
    expect(await wipe()).toMatchObject({ state: 'waiting-for-handset' });
  });

  test.each<[string, object, object, string]>([
    ['the line has another owner', { account: 'account-2' }, {}, 'ownership-changed'],
    ['that life is over', {}, { state: 'over' }, 'enrolled-anew'],
  ])('is refused where %s, and its run is answered', async (_, line, enrolment, reason) => {
    await tables.given({ lines: [aLine(line)], enrolments: [anEnrolment(enrolment)] });
    await given({ state: 'waiting-for-handset' });

    expect(await run()).toBe('ended');

    expect(await wipe()).toMatchObject({ state: 'refused', reason });
    expect(callbacks.answered).toEqual([['waiting-for-handset', 'a token', 'moved-on']]);
    expect(sent).toEqual([]);
  });
});

describe('a wipe that is held', () => {
  test('stays so during a pause, without an event a minute', async () => {
    await tables.pause(true);
    await given({ state: 'held' });
    const events = (await wipe())?.events.length;

    for (let n = 0; n < 5; n++) {
      expect(await run()).toBe('still-held');
      now += MINUTE;
    }

    expect((await wipe())?.events).toHaveLength(events ?? 0);
  });

  test('stays so on hold, though the pause is over', async () => {
    await given({ state: 'held', hold: true });

    expect(await run()).toBe('still-held');
    expect(await wipe()).toMatchObject({ heldFor: 'operator' });
  });

  test('is refused where the line has another owner, pause or not', async () => {
    await tables.pause(true);
    await tables.given({ lines: [aLine({ account: 'account-2' })] });
    await given({ state: 'held' });

    expect(await run()).toBe('ended');
    expect(await wipe()).toMatchObject({ state: 'refused' });
  });
});

describe('nothing is done', () => {
  test('about what is not due', async () => {
    await given({ state: 'requested' });
    now = NOW - 1;

    expect(await run()).toBe('nothing');
  });

  test('about what is settled, or not there', async () => {
    const done = settled(aWipe({ state: 'erased' }));
    expect(dueAt(done, NOW)).toBeUndefined();
    await tables.wipes.put(done);

    expect(await run()).toBe('nothing');
    expect(await repair(tools(), { ...key, attempt: 2 })).toBe('nothing');
  });

  test('twice by two repairs at once', async () => {
    await given({ state: 'requested', callback: undefined });

    const done = await Promise.all([run(), run()]);

    expect(done.sort()).toEqual(['nothing', 'restarted']);
    expect(started).toEqual(['.1-2']);
  });
});

describe('a wipe of a clerk who is suspended', () => {
  test('is held until two people let the clerk work again', async () => {
    await given({ state: 'waiting-for-handset', channel: 'shop' });
    await tables.standing.suspend(PERSON.id, NOW, 'too many');
    expect(await run()).toBe('still-held');
    expect(await wipe()).toMatchObject({ state: 'held', heldFor: 'suspension' });

    const act = { reason: 'asked', now: NOW };
    await tables.standing.proposeReinstatement(PERSON.id, { ...act, person: 'ops-1' });
    await tables.standing.confirmReinstatement(PERSON.id, { ...act, person: 'ops-2', n: 2 });
    now = NOW + MINUTE;
    expect(await run()).toBe('notified');
  });
});

describe('after a withdrawal', () => {
  const ids = Array.from({ length: 30 }, (_, n) => digest(`withdrawn ${n}`));
  const states = ['requested', 'awaiting-approval', 'held', 'waiting-for-handset'] as const;
  const all = (each: readonly string[]) =>
    Promise.all(each.map((enrolmentId) => tables.wipes.latest(enrolmentId)));
  const journal = async () =>
    (await tables.dispatchSwitch.history()).entries.slice(2).map(({ type, of, count }) => ({
      type,
      of,
      count,
    }));
  /** Wipes of which none is due for a month. */
  const givenAll = async () => {
    for (const [n, enrolmentId] of ids.entries()) {
      const state = states[n % states.length] ?? 'held';
      const open = aWipe({ enrolmentId, callback, state });
      await tables.wipes.put({ ...open, nextActionAt: NOW + 30 * DAY });
    }
  };

  test('every open wipe is cancelled, its run answered, and the journal says how many', async () => {
    await givenAll();
    await tables.withdraw();

    await reconcile(tools())();

    for (const cancelled of await all(ids)) expect(cancelled?.state).toBe('cancelled');
    expect(callbacks.answered).toHaveLength(30);
    expect(new Set(callbacks.answered.map(String))).toEqual(
      new Set(['cancelled,a token,moved-on']),
    );
    expect(await journal()).toEqual([
      { type: 'withdrawal-swept', of: 2, count: 30 },
      { type: 'withdrawal-done', of: 2, count: 30 },
    ]);
  });

  test('nothing more is done once all is done', async () => {
    await givenAll();
    await tables.withdraw();
    await reconcile(tools())();

    await reconcile(tools())();

    expect(await journal()).toHaveLength(2);
    expect(callbacks.answered).toHaveLength(30);
  });

  test('two searches at once cancel each wipe once, and count it once', async () => {
    await givenAll();
    await tables.withdraw();

    await Promise.all([reconcile(tools())(), reconcile(tools())()]);

    const entries = await journal();
    const swept = entries.filter(({ type }) => type === 'withdrawal-swept');
    expect(swept.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(30);
    expect(entries.filter(({ type }) => type === 'withdrawal-done')).toHaveLength(1);
    expect(callbacks.answered).toHaveLength(30);
  });

  test('what was asked for later goes on, and what a command may act for too', async () => {
    const [later = '', ...others] = ids;
    await tables.wipes.put(aWipe({ enrolmentId: later, requestedAt: NOW + 1 }));
    for (const enrolmentId of others)
      await tables.wipes.put(aWipe({ enrolmentId, state: 'issued' }));
    await tables.withdraw();

    await reconcile(tools())();

    expect((await tables.wipes.latest(later))?.state).toBe('requested');
    for (const issued of await all(others)) expect(issued?.state).toBe('issued');
    expect(await journal()).toEqual([{ type: 'withdrawal-done', of: 2, count: 0 }]);
  });

  test('a search that time ends goes on in the next run', async () => {
    await givenAll();
    await tables.withdraw();
    const slow = {
      ...tools(),
      wipes: {
        ...tables.wipes,
        save: async (...saved: Parameters<Tables['wipes']['save']>) => {
          now += 3 * SECOND;
          await tables.wipes.save(...saved);
        },
      },
    };

    await reconcile(slow)();
    const first = await journal();
    await reconcile(tools())();

    expect(first.map(({ type }) => type)).toEqual(['withdrawal-swept']);
    for (const cancelled of await all(ids)) expect(cancelled?.state).toBe('cancelled');
    expect((await journal()).at(-1)).toEqual({ type: 'withdrawal-done', of: 2, count: 30 });
  });

  test('a wipe that fails keeps no other from being cancelled, and is looked for again', async () => {
    await givenAll();
    await tables.withdraw();
    const broken = {
      ...tools(),
      wipes: {
        ...tables.wipes,
        read: async (read: Parameters<Tables['wipes']['read']>[0]) =>
          read.enrolmentId === ids[0]
            ? Promise.reject(new Error('broken'))
            : tables.wipes.read(read),
      },
    };

    await reconcile(broken)();
    expect((await all(ids)).filter((wipe) => wipe?.state === 'cancelled')).toHaveLength(29);
    expect((await journal()).map(({ type }) => type)).toEqual(['withdrawal-swept']);

    await reconcile(tools())();
    expect((await journal()).at(-1)).toEqual({ type: 'withdrawal-done', of: 2, count: 30 });
  });
});

describe('reconciling', () => {
  test('repairs every wipe that is due, though one of them fails', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => digest(`wipe ${n}`));
    for (const enrolmentId of ids)
      await given({ enrolmentId, state: 'requested', callback: undefined });
    const { start } = tools().executions;
    const executions = {
      start: async (each: Wipe) =>
        each.enrolmentId === ids[0] ? Promise.reject(new Error('broken')) : start(each),
    };

    now = NOW + MINUTE;
    await reconcile({ ...tools(), executions })();

    expect(started).toHaveLength(11);
  });

  test('leaves alone what is not due yet', async () => {
    await tables.wipes.put(aWipe({ requestedAt: NOW, lineId: LINE_ID }));

    await reconcile(tools())();

    expect(started).toEqual([]);
  });
});
