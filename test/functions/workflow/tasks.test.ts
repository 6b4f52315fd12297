import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Line } from '#domain/line/line.ts';
import { DAY, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import { checkEligibility } from '#functions/check-eligibility.ts';
import type { Announcement } from '#functions/messages/announcement.ts';
import { tellAccountHolder } from '#functions/tell-account-holder.ts';
import { waitForVerdict } from '#functions/wait-for-verdict.ts';
import {
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  LINE_ID,
  NOW,
  settled,
  VERDICT_TIME,
} from '#test/domain/builders.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });
});
afterEach(() => tables.stop());

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const wipe = () => tables.wipes.read(key);

const locks = (device: Line['locks']['device'], wallet: Line['locks']['wallet']) => ({
  device,
  wallet,
});
const newer = { enrolmentId: digest('newer'), handsetId: digest('newer'), since: NOW };

describe('checking eligibility', () => {
  const check = (now = NOW) =>
    checkEligibility({ ...tables, now: () => now, approvalTime: 30 * MINUTE, lineLimit: 2 })(key);

  test('lets a wipe go on, and tells how long it may take', async () => {
    const before = aWipe();
    await tables.wipes.put(before);

    expect(await check(NOW + DAY + 1)).toEqual({
      state: 'requested',
      approved: false,
      timeoutSeconds: (29 * DAY) / SECOND,
    });
    expect(await wipe()).toEqual(before);
  });

  test.each(STATE_NAMES)(
    'tells where the wipe is, and changes nothing further on: %s',
    async (state) => {
      const before = aWipe({ state });
      await tables.wipes.put(before);
      await tables.enrolments.end(ENROLMENT_ID);

      const answer = await check();

      if (state === 'requested') expect(answer.state).toBe('refused');
      else expect([answer.state, await wipe()]).toEqual([state, before]);
    },
  );

  test.each<[string, object, object, string]>([
    ['the enrolment is over', {}, { state: 'over' }, 'enrolled-anew'],
    ['the line has another owner', { account: 'account-2' }, {}, 'ownership-changed'],
    ['the model is not covered', {}, { model: 'SO-51D', sim: 'esim' }, 'not-eligible'],
    ['a warning came up', {}, { model: 'SO-51D', sim: 'unknown' }, 'consent-missing'],
  ])('refuses where %s since the request', async (_, line, enrolment, reason) => {
    await tables.given({ lines: [aLine(line)], enrolments: [anEnrolment(enrolment)] });
    await tables.wipes.put(aWipe());

    expect(await check()).toMatchObject({ state: 'refused' });
    expect(await wipe()).toMatchObject({ state: 'refused', reason, endedAt: NOW });
    expect(await check()).toMatchObject({ state: 'refused' });
  });

  test('goes on though the line was suspended after the request (A25)', async () => {
    await tables.given({ lines: [aLine({ status: 'suspended' })] });
    await tables.wipes.put(aWipe());

    expect(await check()).toMatchObject({ state: 'requested' });
  });

  test('judges on the day that it is, in Japan', async () => {
    await tables.given({ lines: [aLine({ plan: 'ahamo' })] });
    const before = Date.parse('2023-04-18T14:59:59Z');
    await tables.wipes.put(aWipe({ requestedAt: before, deadlineAt: before + DAY }));

    expect(await check(before + SECOND)).toMatchObject({ state: 'requested' });
    expect(await check(before)).toMatchObject({ state: 'refused' });
  });

  test('asks for no consent again', async () => {
    await tables.given({ enrolments: [anEnrolment({ model: 'SO-51D', sim: 'unknown' })] });
    await tables.wipes.put(aWipe({ consents: ['W_SIM_STATE_UNKNOWN'] }));

    expect(await check()).toMatchObject({ state: 'requested' });
  });

  test('finds the deadline past', async () => {
    const { deadlineAt } = aWipe();
    await tables.wipes.put(aWipe());

    expect(await check(deadlineAt)).toMatchObject({ state: 'expired', timeoutSeconds: 1 });
  });

  test('of a wipe that is not there is a mistake', async () => {
    await expect(check()).rejects.toMatchObject({ name: 'NoSuchWipe' });
  });
});

describe('waiting for the verdict', () => {
  const wait = (now = NOW) =>
    waitForVerdict({ ...tables, now: () => now, verdictTime: VERDICT_TIME })({
      ...key,
      token: 'a token',
    });
  const callback = { task: 'verdict', token: 'a token' };

  test.each(['issued', 'accepted'] as const)(
    'keeps the token of a wipe that is %s',
    async (state) => {
      await tables.wipes.put(aWipe({ state, callback: { task: 'dispatch', token: 'older' } }));

      await wait();

      expect(await wipe()).toMatchObject({ state, callback });
    },
  );

  test('begins at the deadline where a command is out', async () => {
    const { deadlineAt } = aWipe();
    await tables.wipes.put(aWipe({ state: 'issued' }));

    await wait(deadlineAt);

    expect(await wipe()).toMatchObject({
      state: 'issued',
      callback,
      verdictUntil: deadlineAt + VERDICT_TIME,
    });
  });

  test.each([
    ['accepted', 'unconfirmed', NOW + VERDICT_TIME],
    ['waiting-for-handset', 'expired', aWipe().deadlineAt],
    ['held', 'expired', aWipe().deadlineAt],
  ] as const)('ends a wipe that is %s when its time is over: %s', async (state, ended, at) => {
    await tables.wipes.put(aWipe({ state }));

    await expect(wait(at)).rejects.toMatchObject({ name: 'WipeMovedOn' });
    expect(await wipe()).toMatchObject({ state: ended });
  });

  test.each(STATE_NAMES.filter(hasEnded))('leads on to sealing where it is %s', async (state) => {
    const before = aWipe({ state });
    await tables.wipes.put(before);

    await expect(wait()).rejects.toMatchObject({ name: 'WipeMovedOn' });
    expect(await wipe()).toEqual(before);
  });

  test('of a wipe that is not there is a mistake', async () => {
    await expect(wait()).rejects.toMatchObject({ name: 'NoSuchWipe' });
  });
});

describe('telling the account holder', () => {
  let announced: Announcement[];
  beforeEach(() => {
    announced = [];
  });
  const tell = () =>
    tellAccountHolder({
      ...tables,
      now: () => NOW,
      announcements: {
        async publish(announcement) {
          announced.push(announcement);
        },
      },
    })(key);

  test.each(STATE_NAMES)('announces ends, and only ends: %s', async (state) => {
    const before = aWipe({ state });
    await tables.wipes.put(before);

    await tell();

    expect(announced).toEqual(
      hasEnded(state) ? [{ v: 1, about: 'wipe', ...key, event: 'ended' }] : [],
    );
    expect(await wipe()).toEqual(before);
  });

  test.each<[string, Line['locks'], Line['locks']]>([
    ['lifted, the wallet’s kept', locks('succeeded', 'succeeded'), locks('none', 'succeeded')],
    ['withdrawn where it was pending', locks('pending', 'none'), locks('none', 'none')],
    [
      'lifted, a wallet’s request left as it is',
      locks('failed', 'pending'),
      locks('none', 'pending'),
    ],
  ])('after an erasure finds the device lock %s (R19, R20)', async (_, before, after) => {
    await tables.given({ lines: [aLine({ locks: before })] });
    await tables.wipes.put(aWipe({ state: 'erased' }));

    await tell();
    await tell();

    expect(await tables.lines.read(LINE_ID)).toMatchObject({ locks: after, version: 2 });
  });

  test.each<[string, WipeState, Partial<Line>]>([
    ['that did not erase', 'unconfirmed', {}],
    ['that failed', 'failed', {}],
    ['of a handset that another one took the place of', 'erased', { enrolments: [newer] }],
    ['whose line has another owner', 'erased', { account: 'account-2' }],
  ])('leaves the locks alone after a wipe %s', async (_, state, line) => {
    const before = aLine({ locks: locks('succeeded', 'pending'), ...line });
    await tables.given({ lines: [before] });
    await tables.wipes.put(aWipe({ state }));

    await tell();

    expect(await tables.lines.read(LINE_ID)).toEqual(before);
  });

  test('has the locks right before it announces the end', async () => {
    await tables.given({ lines: [aLine({ locks: locks('succeeded', 'none') })] });
    await tables.wipes.put(aWipe({ state: 'erased' }));
    let seen: Line | undefined;

    await tellAccountHolder({
      ...tables,
      now: () => NOW,
      announcements: {
        async publish() {
          seen = await tables.lines.read(LINE_ID);
        },
      },
    })(key);

    expect(seen?.locks).toEqual(locks('none', 'none'));
  });

  test('announces no end that is settled', async () => {
    await tables.wipes.put(settled(aWipe({ state: 'erased' })));

    await tell();

    expect(announced).toEqual([]);
  });
});
