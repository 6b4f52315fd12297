import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { dispatch } from '#functions/dispatch.ts';
import {
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  NOW,
  PERSON,
  VERDICT_TIME,
  withoutRoomFor,
} from '#test/domain/builders.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let sent: string[];
let now: number;
let tokenWhenSent: string | undefined;
beforeEach(async () => {
  tables = await startTables();
  sent = [];
  now = NOW;
  tokenWhenSent = undefined;
  const pushEndpoint = 'endpoint';
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment({ pushEndpoint })] });
});
afterEach(() => tables.stop());

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const wipe = () => tables.wipes.read(key);
const send = async (what: string) => {
  tokenWhenSent = (await wipe())?.callback?.token;
  sent.push(what);
};
const channels = {
  topics: { notice: (enrolmentId: string) => send(`notice ${enrolmentId}`) },
  push: { wake: (endpoint: string) => send(`push ${endpoint}`) },
};
const announcements = { publish: async () => undefined };
const run = (token = 'a token', more: Partial<Parameters<typeof dispatch>[0]> = {}) =>
  dispatch({
    ...tables,
    channels,
    announcements,
    now: () => now,
    verdictTime: VERDICT_TIME,
    ...more,
  })({ ...key, token });
const FIRST_RUNG = [`notice ${ENROLMENT_ID}`, 'push endpoint'];

describe('dispatch', () => {
  test.each(['requested', 'held'] as const)('lets a wipe out that is %s', async (state) => {
    await tables.wipes.put(aWipe({ state }));

    await run();

    expect(sent).toEqual(FIRST_RUNG);
    expect(await wipe()).toMatchObject({
      state: 'waiting-for-handset',
      callback: { task: 'dispatch', token: 'a token' },
      notices: 1,
      nextNoticeAt: NOW + 10 * MINUTE,
      nextActionAt: NOW + 10 * MINUTE,
    });
  });

  test('has the token on the item before anything is sent', async () => {
    await tables.wipes.put(aWipe());

    await run();

    expect(tokenWhenSent).toBe('a token');
  });

  test('run twice stores the newer token, sends the same rung again, and counts it once', async () => {
    await tables.wipes.put(aWipe());
    await run();
    const events = (await wipe())?.events.length;

    await run('newer');

    expect(sent).toEqual([...FIRST_RUNG, ...FIRST_RUNG]);
    expect(await wipe()).toMatchObject({ callback: { token: 'newer' }, notices: 1 });
    expect((await wipe())?.events).toHaveLength(events ?? 0);
  });

  test('takes the next rung where it is time for it', async () => {
    await tables.wipes.put(aWipe());
    await run();

    now = NOW + HOUR;
    await run('newer');

    expect(await wipe()).toMatchObject({ notices: 2, nextNoticeAt: NOW + 2 * HOUR });
  });

  test('stands though nothing can be sent', async () => {
    await tables.wipes.put(aWipe());
    const away = async () => Promise.reject(new Error('away'));

    await run('a token', { channels: { topics: { notice: away }, push: { wake: away } } });

    expect(await wipe()).toMatchObject({ state: 'waiting-for-handset' });
  });

  test.each(['accepted', 'issued'] as const)(
    'only stores the token where the wipe is %s',
    async (state) => {
      const before = aWipe({ state });
      await tables.wipes.put(before);

      await run();

      const after = await wipe();
      expect(sent).toEqual([]);
      expect(after?.callback?.token).toBe('a token');
      expect([after?.state, after?.events]).toEqual([state, before.events]);
    },
  );

  test.each(STATE_NAMES.filter(hasEnded))(
    'leads on to sealing where the wipe is %s',
    async (state) => {
      const before = aWipe({ state });
      await tables.wipes.put(before);

      await expect(run()).rejects.toMatchObject({ name: 'WipeMovedOn' });
      expect(sent).toEqual([]);
      expect(await wipe()).toEqual(before);
    },
  );

  test('of a wipe that is not there is a mistake', async () => {
    await expect(run()).rejects.toMatchObject({ name: 'NoSuchWipe' });
  });
});

describe('dispatch keeps a wipe back', () => {
  test('during a pause that its audit takes no more of, waking nobody', async () => {
    await tables.wipes.put(withoutRoomFor(aWipe({ state: 'waiting-for-handset' }), 'held'));
    await tables.pause(true);

    await run();

    expect(await wipe()).toMatchObject({ state: 'waiting-for-handset', notices: 0 });
    expect(sent).toEqual([]);
  });

  test.each([
    ['during a pause', {}, 'pause'],
    ['of a clerk who is suspended', { channel: 'shop' }, 'suspension'],
    ['on hold', { hold: true }, 'operator'],
  ] as const)('%s, with its token', async (_, overrides, heldFor) => {
    if (heldFor === 'pause') await tables.pause(true);
    if (heldFor === 'suspension') await tables.standing.suspend(PERSON.id, NOW, 'too many');
    await tables.wipes.put(aWipe(overrides));

    await run();

    expect(sent).toEqual([]);
    expect(await wipe()).toMatchObject({
      state: 'held',
      heldFor,
      callback: { token: 'a token' },
      nextActionAt: NOW + MINUTE,
    });
  });

  test('that was out already', async () => {
    await tables.wipes.put(aWipe({ state: 'waiting-for-handset' }));
    await tables.pause(true);

    await run();

    expect(await wipe()).toMatchObject({ state: 'held' });
    expect(sent).toEqual([]);
  });
});

describe('dispatch ends a wipe', () => {
  test.each(['requested', 'held', 'waiting-for-handset'] as const)(
    'that was withdrawn, and leads on to sealing (%s)',
    async (state) => {
      await tables.wipes.put(aWipe({ state }));
      await tables.withdraw();

      await expect(run()).rejects.toMatchObject({ name: 'WipeMovedOn' });
      expect(await wipe()).toMatchObject({ state: 'cancelled' });
      expect(sent).toEqual([]);
    },
  );

  test('that was withdrawn, and not one that was asked for later', async () => {
    await tables.withdraw(NOW - 1);
    await tables.wipes.put(aWipe());

    await run();

    expect(await wipe()).toMatchObject({ state: 'waiting-for-handset' });
  });

  test.each<[string, object, object, object]>([
    ['of another owner', { account: 'account-2' }, {}, { reason: 'ownership-changed' }],
    ['of an ended contract', { status: 'ended' }, {}, { reason: 'ownership-changed' }],
    ['of a life that is over', {}, { state: 'over' }, { reason: 'enrolled-anew' }],
  ])('%s, and leads on to sealing', async (_, line, enrolment, outcome) => {
    await tables.given({ lines: [aLine(line)], enrolments: [anEnrolment(enrolment)] });
    await tables.wipes.put(aWipe());

    await expect(run()).rejects.toMatchObject({ name: 'WipeMovedOn' });
    expect(await wipe()).toMatchObject({ state: 'refused', ...outcome });
    expect(sent).toEqual([]);
  });

  test('past its deadline', async () => {
    await tables.wipes.put(aWipe());
    now = NOW + 30 * DAY;

    await expect(run()).rejects.toMatchObject({ name: 'WipeMovedOn' });
    expect(await wipe()).toMatchObject({ state: 'expired', reason: 'deadline' });
  });

  test('of an enrolment that nobody knows', async () => {
    const enrolmentId = digest('unknown');
    await tables.wipes.put(aWipe({ enrolmentId }));
    const task = { enrolmentId, attempt: 1, token: 'a token' };
    const around = { channels, announcements, now: () => now, verdictTime: VERDICT_TIME };

    await expect(dispatch({ ...tables, ...around })(task)).rejects.toMatchObject({
      name: 'WipeMovedOn',
    });
  });
});
