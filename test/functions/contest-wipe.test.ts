import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contestHashOf } from '#domain/wipe/contest.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import { contestWipe } from '#functions/contest-wipe.ts';
import { ContestAnswer } from '#functions/contract/bodies.ts';
import type { Announcements } from '#functions/messages/announcement.ts';
import { aVisit, aWipe, ENROLMENT_ID, NOW, type WipeOverrides } from '#test/domain/builders.ts';
import { brokenAnnouncements, type Recorded, recordedAnnouncements } from './announcements.ts';
import { type Call, call } from './api-call.ts';
import { startTables, type Tables } from './tables.ts';

const WIPE_ID = `${ENROLMENT_ID}.1`;
const SECRET = 'a-secret-of-22-letters';
const contestHash = contestHashOf(WIPE_ID, SECRET);

let tables: Tables;
let announcements: Recorded;
let now: number;
beforeEach(async () => {
  tables = await startTables();
  announcements = recordedAnnouncements();
  now = NOW + DAY;
});
afterEach(() => tables.stop());

const contesting = (made: Call = {}, topic: Announcements = announcements) =>
  call(contestWipe({ ...tables, announcements: topic, now: () => now }), {
    path: { wipeId: WIPE_ID },
    body: { secret: SECRET },
    ...made,
  });
const given = async (overrides: WipeOverrides = {}) => {
  const wipe = aWipe({ contestHash, ...overrides });
  await tables.wipes.put(wipe);
  return wipe;
};
const wipe = () => tables.wipes.read({ enrolmentId: ENROLMENT_ID, attempt: 1 });
const alert = { v: 1, about: 'operations', event: 'wipe-contested', id: WIPE_ID };

describe('"this was not me"', () => {
  test('marks the wipe and alerts operations, and leaves the wipe where it is', async () => {
    const before = await given({ state: 'waiting-for-handset' });

    const answer = await contesting();

    expect(answer).toMatchObject({ status: 200 });
    expect(ContestAnswer.parse(answer.body)).toEqual(answer.body);
    expect(announcements.announced).toEqual([alert]);
    const after = await wipe();
    expect(after).toMatchObject({ state: 'waiting-for-handset', contestedAt: now });
    expect(after).not.toHaveProperty('hold');
    expect(after?.events.slice(before.events.length)).toMatchObject([
      { type: 'contested', by: { kind: 'person', id: 'unidentified' } },
    ]);
  });

  test('said again is answered the same, and alerts nobody again', async () => {
    await given();
    const first = await contesting();
    const stored = await wipe();
    now += DAY;

    expect((await contesting()).body).toEqual(first.body);
    expect(await wipe()).toEqual(stored);
    expect(announcements.announced).toHaveLength(1);
  });

  test('said ten times at once is marked once', async () => {
    await given();

    const answers = await Promise.all(Array.from({ length: 10 }, () => contesting()));

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await wipe())?.events).toHaveLength(2);
    expect(announcements.announced).toHaveLength(1);
  });

  test('is marked where operations cannot be told now; the reconciler does', async () => {
    await given();

    expect(await contesting({}, brokenAnnouncements)).toMatchObject({ status: 200 });
    expect(await wipe()).toMatchObject({ contestedAt: now, messages: [] });
  });

  test.each<[WipeState, readonly string[]]>([
    ['waiting-for-handset', ['cancel-signed-in']],
    ['issued', ['cancel-signed-in']],
    ['accepted', ['wait-for-result']],
    ['erased', []],
  ])('is answered with what can be done next: %s', async (state, own) => {
    await given({ state });

    const { body } = await contesting();

    expect(body).toMatchObject({ next: [...own, 'change-password', 'call-operations'] });
  });

  test('names the shop only where one took the request: no other can cancel it', async () => {
    await given({ state: 'waiting-for-handset', channel: 'shop', visit: aVisit() });

    const { body } = await contesting();

    expect(body).toMatchObject({
      next: ['cancel-signed-in', 'cancel-at-shop', 'change-password', 'call-operations'],
    });
  });

  test('after the end is taken for a while', async () => {
    const { endedAt = 0 } = await given({ state: 'erased' });
    now = endedAt + 90 * DAY;

    expect(await contesting()).toMatchObject({ status: 409, problem: 'contest-closed' });
    now -= 1;
    expect(await contesting()).toMatchObject({ status: 200 });
  });
});

describe('without the link', () => {
  test('a wrong secret cannot be told from a missing wipe', async () => {
    const before = await given();
    const wrong = { body: { secret: 'another-of-22-letters-' } };

    const answers = [
      await contesting(wrong),
      await contesting({ ...wrong, path: { wipeId: `${ENROLMENT_ID}.2` } }),
      await contesting({ ...wrong, path: { wipeId: 'no id' } }),
    ];

    for (const answer of answers)
      expect(answer).toMatchObject({ status: 404, problem: 'wipe-not-found' });
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await wipe()).toEqual(before);
    expect(announcements.announced).toEqual([]);
  });

  test('a wipe that nobody was told of cannot be contested', async () => {
    await given({ contestHash: undefined });

    expect(await contesting()).toMatchObject({ status: 404, problem: 'wipe-not-found' });
  });

  test.each([undefined, {}, { secret: 'short' }, { secret: SECRET, hold: true }])(
    'the body %j is none',
    async (body) => {
      await given();

      expect(await contesting({ body })).toMatchObject({ status: 400, problem: 'body-malformed' });
    },
  );
});
