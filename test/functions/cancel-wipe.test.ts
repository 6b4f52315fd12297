import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decideClaim, issue } from '#domain/wipe/decide-claim.ts';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import { TELL_GRACE } from '#domain/wipe/tell.ts';
import { CancellationAnswer } from '#functions/contract/bodies.ts';
import type { Announcements } from '#functions/messages/announcement.ts';
import { isConflict } from '#functions/store/conflict.ts';
import {
  aClaim,
  aLine,
  anIssuedCommand,
  aVisit,
  aWipe,
  ENROLMENT_ID,
  NOW,
  UNHINDERED,
  VERDICT_TIME,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { brokenAnnouncements, type Recorded, recordedAnnouncements } from './announcements.ts';
import { type Call, call, staff } from './api-call.ts';
import { recordedCallbacks } from './callbacks.ts';
import { cancelling } from './cancelling.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
let callbacks: ReturnType<typeof recordedCallbacks>;
let announcements: Recorded;
beforeEach(async () => {
  tables = await startTables();
  callbacks = recordedCallbacks();
  announcements = recordedAnnouncements();
  await tables.given({ lines: [aLine()] });
});
afterEach(() => tables.stop());

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const WIPE_ID = `${ENROLMENT_ID}.1`;
const cancellation = (made: Call = {}, topic: Announcements = announcements) =>
  call(cancelling(tables, { callbacks, announcements: topic }), {
    path: { wipeId: WIPE_ID },
    ...made,
  });
const callback = { task: 'dispatch', token: 'a token' } as const;
const given = async (overrides: WipeOverrides) => {
  const wipe = aWipe({ callback, ...overrides });
  await tables.wipes.put(wipe);
  return wipe;
};

describe('a cancellation', () => {
  const TABLE: Readonly<Record<WipeState, number | string>> = {
    requested: 200,
    'awaiting-approval': 200,
    held: 200,
    'waiting-for-handset': 200,
    issued: 'not-known-yet',
    accepted: 'too-late',
    erased: 'too-late',
    unconfirmed: 'too-late',
    failed: 'too-late',
    cancelled: 200,
    refused: 'wipe-ended',
    rejected: 'wipe-ended',
    expired: 'wipe-ended',
  };

  test.each(STATE_NAMES)('of a wipe that is %s', async (state) => {
    const before = await given({ state });

    const answer = await cancellation();

    const outcome = TABLE[state];
    const after = await tables.wipes.read(key);
    if (outcome === 200) {
      expect(CancellationAnswer.parse(answer.body)).toEqual(answer.body);
      expect(answer).toMatchObject({ status: 200, body: { result: 'cancelled' } });
      expect(after?.state).toBe('cancelled');
    } else {
      expect(answer).toMatchObject({ status: 409, problem: outcome });
      expect(after?.state).toBe(before.state);
    }
    if (state !== 'issued' && before.state === after?.state) expect(after).toEqual(before);
  });

  test.each(['requested', 'held', 'waiting-for-handset'] as const)(
    'of a wipe that is %s ends every wait for it',
    async (state) => {
      await given({ state });

      await cancellation();

      expect(callbacks.answered).toEqual([['cancelled', 'a token', 'moved-on']]);
      expect((await tables.wipes.read(key))?.events.at(-1)).toMatchObject({
        type: 'cancelled',
        by: { kind: 'person', id: 'person-1' },
      });
    },
  );

  test('in `issued` is kept as a wish, and starts the wait for the verdict', async () => {
    await given({ state: 'issued' });

    const answer = await cancellation();

    expect(answer.headers['retry-after']).toBe('10');
    expect(await tables.wipes.read(key)).toMatchObject({
      state: 'issued',
      cancelRequestedAt: NOW,
      verdictUntil: NOW + VERDICT_TIME,
      // Sooner than the end of that wait: somebody is to be told of the wish.
      nextActionAt: NOW + TELL_GRACE,
    });
    expect(callbacks.answered).toEqual([['issued', 'a token', 'go-on']]);
    expect(announcements.announced).toEqual([
      { v: 1, about: 'wipe', ...key, event: 'cancel-requested' },
    ]);
  });

  test('is answered where nobody can be told of the wish now', async () => {
    await given({ state: 'issued' });

    expect(await cancellation({}, brokenAnnouncements)).toMatchObject({ problem: 'not-known-yet' });
    expect(await tables.wipes.read(key)).toMatchObject({ cancelRequestedAt: NOW });
  });

  test('that is wished again changes nothing', async () => {
    await given({ state: 'issued' });
    await cancellation();
    const wished = await tables.wipes.read(key);

    expect(await cancellation()).toMatchObject({ status: 409, problem: 'not-known-yet' });
    expect(await tables.wipes.read(key)).toEqual(wished);
    expect(callbacks.answered).toHaveLength(1);
    expect(announcements.announced).toHaveLength(1);
  });

  test('does not answer a workflow that waits for the verdict already', async () => {
    await given({ state: 'issued', callback: { task: 'verdict', token: 'a token' } });

    expect(await cancellation()).toMatchObject({ problem: 'not-known-yet' });
    expect(callbacks.answered).toEqual([]);
  });

  test('against a claim: exactly one wins', async () => {
    const wipe = await given({ state: 'waiting-for-handset' });
    const around = { ...UNHINDERED, now: NOW, evidence: 'a.claim.jws' };
    expect(decideClaim(wipe, aClaim(), around)).toEqual({ kind: 'issue' });
    const issued = issue(wipe, aClaim(), {
      command: anIssuedCommand(),
      evidence: 'a.claim.jws',
      verdictTime: VERDICT_TIME,
    });

    const [claimed, answer] = await Promise.all([
      tables.wipes.save(wipe, issued).then(() => true, isConflict),
      cancellation(),
    ]);

    expect(claimed).toBe(true);
    const after = await tables.wipes.read(key);
    if (answer.status === 200) expect(after?.state).toBe('cancelled');
    else expect(after).toMatchObject({ state: 'issued', cancelRequestedAt: NOW });
  });
});

describe('a cancellation needs', () => {
  test.each([
    ['two factors', { assurance: '1' }],
    ['a fresh sign-in', { auth_time: String(NOW / SECOND - 301) }],
  ])('%s', async (_, claims) => {
    const before = await given({ state: 'held' });

    expect(await cancellation({ claims })).toMatchObject({
      status: 401,
      problem: 'step-up-required',
      headers: { 'www-authenticate': expect.stringContaining('Bearer') },
    });
    expect(await tables.wipes.read(key)).toEqual(before);
  });

  test.each<[string, WipeOverrides, Call]>([
    ['another account', {}, { claims: { account: 'account-2' } }],
    ['nobody who owns the line any more', { lineId: 'line-2' }, {}],
    ['an id that is none', {}, { path: { wipeId: 'x' } }],
    ['an id without a wipe', {}, { path: { wipeId: `${ENROLMENT_ID}.2` } }],
  ])('a wipe of one’s own: %s looks like a missing one', async (_, overrides, made) => {
    await given({ state: 'held', ...overrides });

    expect(await cancellation(made)).toMatchObject({ status: 404, problem: 'wipe-not-found' });
    expect(await tables.wipes.read(key)).toMatchObject({ state: 'held' });
  });
});

test('a wipe past its deadline can still be cancelled for certain', async () => {
  await given({ state: 'held', requestedAt: NOW - 40 * DAY, deadlineAt: NOW - 10 * DAY });

  expect(await cancellation()).toMatchObject({ status: 200 });
});

describe('a clerk who is suspended', () => {
  const ofShop = { channel: 'shop', visit: aVisit(), requestedBy: 'clerk-2' } as const;
  beforeEach(async () => {
    await given(ofShop);
    await tables.standing.suspend('shop-1', NOW, 'test');
  });

  test('cancels nothing of the shop’s', async () => {
    const answer = await cancellation({ claims: staff('shop') });

    expect(answer).toMatchObject({ status: 403, problem: 'clerk-suspended' });
    expect(await tables.wipes.read(key)).toMatchObject({ state: 'requested' });
  });

  test.each([
    ['another clerk of the shop', staff('shop', { person: 'shop-2' })],
    ['the owner', {}],
  ])('is in nobody’s way: %s', async (_, claims) => {
    expect(await cancellation({ claims })).toMatchObject({ status: 200 });
  });
});
