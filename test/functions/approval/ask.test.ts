import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { repair } from '#functions/workflow/repair.ts';
import {
  APPROVAL_TIME,
  anIssuedCommand,
  aWipe,
  ENROLMENT_ID,
  NOW,
  VERDICT_TIME,
} from '#test/domain/builders.ts';
import { type ApprovalWorld, approvalWorld } from './world.ts';

let world: ApprovalWorld;
beforeEach(async () => {
  world = await approvalWorld();
});
afterEach(() => world.tables.stop());

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const onTheWeb = { channel: 'web', visit: undefined, approval: undefined } as const;

describe('the judgement of eligibility', () => {
  const earlier = (name: string, issuedAt: number) =>
    world.tables.wipes.put(
      aWipe({
        state: 'erased',
        enrolmentId: digest(name),
        requestedAt: NOW - 300 * DAY,
        commands: [anIssuedCommand({ issuedAt })],
      }),
    );

  test('sends what the request said on to a second person', async () => {
    await world.given();

    expect(await world.check()).toMatchObject({ state: 'awaiting-approval', approved: false });
    expect(await world.wipe()).toMatchObject({
      approval: { reasons: ['customer-absent'] },
      approvalUntil: NOW + APPROVAL_TIME,
    });
  });

  test('asks for one after two wipes of the line that reached handsets lately, however old they are', async () => {
    await earlier('first', NOW - DAY + 1);
    await earlier('second', NOW - MINUTE);
    await world.given(onTheWeb);

    await world.check();

    expect(await world.wipe()).toMatchObject({
      state: 'awaiting-approval',
      approval: { reasons: ['line-limit'] },
    });
  });

  test('asks for none after one, or after those of another owner', async () => {
    await earlier('first', NOW - MINUTE);
    for (const name of ['a', 'b', 'c'])
      await world.tables.wipes.put(
        aWipe({ state: 'erased', enrolmentId: digest(name), account: 'account-2' }),
      );
    await world.given(onTheWeb);

    expect(await world.check()).toMatchObject({ state: 'requested' });
  });

  test('asks for none however often the handset was asked for and cancelled before', async () => {
    const attempts = Array.from({ length: 300 }, (_, n) => n + 1);
    await inParallel(attempts, 20, (attempt) =>
      world.tables.wipes.put(aWipe({ state: 'cancelled', attempt, requestedAt: NOW - attempt })),
    );
    await world.tables.wipes.put(aWipe({ ...onTheWeb, attempt: 301 }));

    expect(await world.check({ ...key, attempt: 301 })).toMatchObject({ state: 'requested' });
  });

  test('still sees those that reached handsets behind all that was cancelled since', async () => {
    await earlier('first', NOW - MINUTE);
    await world.tables.wipes.put(
      aWipe({ state: 'failed', commands: [anIssuedCommand({ issuedAt: NOW - MINUTE })] }),
    );
    // More than the pace of a handset has room for in a day.
    const attempts = Array.from({ length: 180 }, (_, n) => n + 2);
    await inParallel(attempts, 20, (attempt) =>
      world.tables.wipes.put(aWipe({ state: 'cancelled', attempt })),
    );
    await world.tables.wipes.put(aWipe({ ...onTheWeb, attempt: 182 }));

    expect(await world.check({ ...key, attempt: 182 })).toMatchObject({
      state: 'awaiting-approval',
    });
  });
});

describe('asking for an approval', () => {
  test('keeps the token, and tells approvers ids alone', async () => {
    await world.given();
    await world.check();

    await world.ask();

    expect(await world.wipe()).toMatchObject({
      state: 'awaiting-approval',
      callback: { task: 'approval', token: 'a token' },
    });
    expect(world.announcements.announced).toEqual([{ v: 1, about: 'approval', ...key }]);
  });

  test('again, when its time is over, ends the wipe', async () => {
    await world.asked();
    world.now = NOW + APPROVAL_TIME;

    await expect(world.ask()).rejects.toMatchObject({ name: 'WipeMovedOn' });
    expect(await world.wipe()).toMatchObject({ state: 'expired', reason: 'approval-lapsed' });
    expect(world.announcements.announced).toHaveLength(1);
  });

  test.each(['cancelled', 'rejected', 'refused'] as const)(
    'of a wipe that is %s moves on',
    async (state) => {
      await world.given({ state });

      await expect(world.ask()).rejects.toMatchObject({ name: 'WipeMovedOn' });
    },
  );

  test.each(['held', 'waiting-for-handset', 'issued', 'accepted'] as const)(
    'of a wipe that has gone on to %s looks again where it is',
    async (state) => {
      const before = await world.given({ state, approval: undefined });

      await expect(world.ask()).rejects.toMatchObject({ name: 'NothingToApprove' });
      expect(await world.wipe()).toEqual(before);
    },
  );

  test('of a wipe that is not there is a mistake', async () => {
    await expect(world.ask()).rejects.toMatchObject({ name: 'NoSuchWipe' });
  });
});

describe('the reconciler', () => {
  let started: string[];
  beforeEach(() => {
    started = [];
  });
  const run = () =>
    repair(
      {
        ...world.tables,
        callbacks: world.callbacks,
        announcements: world.announcements,
        executions: { start: async ({ run: of }) => void started.push(`run ${of}`) },
        channels: {
          topics: { notice: async () => undefined },
          push: { wake: async () => undefined },
          sms: { send: async () => undefined },
        },
        now: () => world.now,
        verdictTime: VERDICT_TIME,
      },
      key,
    );

  test('starts another run where nobody has asked', async () => {
    await world.given();
    await world.check();
    world.now = NOW + MINUTE;

    expect(await run()).toBe('restarted');
    expect(started).toEqual(['run 2']);
  });

  test('leaves a wipe alone while a second person has time', async () => {
    const asked = await world.asked();
    world.now = NOW + APPROVAL_TIME - 1;

    expect(await run()).toBe('rescheduled');
    const { state, callback, run: of } = await world.wipe();
    expect({ state, callback, run: of }).toEqual({
      state: 'awaiting-approval',
      callback: asked.callback,
      run: 1,
    });
    expect([started, world.callbacks.answered]).toEqual([[], []]);
  });

  test('ends one that nobody decided on, and answers its run', async () => {
    await world.asked();
    world.now = NOW + APPROVAL_TIME + MINUTE;

    expect(await run()).toBe('ended');
    expect(await world.wipe()).toMatchObject({ state: 'expired', reason: 'approval-lapsed' });
    expect(world.callbacks.answered).toEqual([['awaiting-approval', 'a token', 'moved-on']]);
  });

  test('tells the run of an approval that it was not told of, and then starts another', async () => {
    await world.say('approved', await world.asked());
    world.callbacks.answered.length = 0;
    world.now = NOW + MINUTE;

    expect(await run()).toBe('went-on');
    expect(world.callbacks.answered).toEqual([['awaiting-approval', 'a token', 'go-on']]);
    world.now += MINUTE;

    expect(await run()).toBe('restarted');
    expect(await world.wipe()).toMatchObject({ state: 'awaiting-approval', run: 2 });
  });
});
