import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '#domain/wipe/settings.ts';
import { STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { actOnWipe } from '#functions/act-on-wipe.ts';
import { ActAnswer } from '#functions/contract/ops-bodies.ts';
import {
  aWipe,
  ENROLMENT_ID,
  NOW,
  type WipeOverrides,
  withoutRoomFor,
} from '#test/domain/builders.ts';
import { type Call, call, OPERATOR } from '../api-call.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let started: string[];
let failure: Error | undefined;
beforeEach(async () => {
  tables = await startTables();
  started = [];
  failure = undefined;
});
afterEach(() => tables.stop());

const LATER = NOW + 10 * MINUTE;
const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const REASON = 'The owner has called';

const executions = {
  async start({ wipeId, run }: Wipe) {
    if (failure) throw failure;
    started.push(`${wipeId}-${run}`);
  },
};
const ACTS = ['hold', 'release', 'redrive', 'notify'] as const;
type Act = (typeof ACTS)[number];
const act = (what: Act, made: Call = {}, now = LATER) =>
  call(actOnWipe({ wipes: tables.wipes, executions, now: () => now }), {
    route: `POST /v1/ops/wipes/{wipeId}/${what}`,
    path: { wipeId: `${ENROLMENT_ID}.1` },
    body: { reason: REASON },
    claims: OPERATOR,
    ...made,
  });
const given = async (overrides: WipeOverrides) => {
  const wipe = aWipe(overrides);
  await tables.wipes.put(wipe);
  return wipe;
};
const stored = () => tables.wipes.read(key);

const ENDED = ['wipe-ended', 'wipe-ended', 200, 'wipe-ended'] as const;
/** What hold, release, redrive and notify are answered. */
const TABLE: Readonly<Record<WipeState, readonly (number | string)[]>> = {
  requested: [200, 'not-on-hold', 200, 'not-waiting'],
  'awaiting-approval': [200, 'not-on-hold', 200, 'not-waiting'],
  held: [200, 'not-on-hold', 200, 'not-waiting'],
  'waiting-for-handset': [200, 'not-on-hold', 200, 200],
  issued: [200, 'not-on-hold', 200, 'not-waiting'],
  accepted: ['too-late', 'too-late', 200, 'too-late'],
  erased: ENDED,
  unconfirmed: ENDED,
  failed: ENDED,
  refused: ENDED,
  rejected: ENDED,
  cancelled: ENDED,
  expired: ENDED,
};
const CASES = STATE_NAMES.flatMap((state) =>
  ACTS.map((what, index) => [what, state, TABLE[state][index]] as const),
);

describe('an act', () => {
  test.each(CASES)('%s on a wipe that is %s is answered %s', async (what, state, outcome) => {
    const before = await given({ state });

    const answer = await act(what);

    if (outcome === 200) {
      expect(ActAnswer.parse(answer.body)).toEqual(answer.body);
      expect((await stored())?.reasons?.at(-1)?.text).toBe(REASON);
    } else {
      expect(answer).toMatchObject({ status: 409, problem: outcome, body: { state } });
      expect(await stored()).toEqual(before);
    }
  });

  test.each(['hold', 'redrive', 'notify'] as const)(
    '%s is refused where the audit has no room for it',
    async (what) => {
      const by = { kind: 'person', id: 'ops-1' } as const;
      const full = withoutRoomFor(aWipe({ state: 'waiting-for-handset' }), 'redriven', by);
      await tables.wipes.put(full);

      expect(await act(what)).toMatchObject({ status: 409, problem: 'audit-full' });
      expect(await stored()).toEqual(full);
      expect(started).toEqual([]);
    },
  );

  test.each(ACTS)('%s needs a reason, of 1 to 500 characters', async (what) => {
    const before = await given({ state: 'waiting-for-handset', hold: true });

    for (const body of [{}, { reason: '' }, { reason: '  \n' }, { reason: 'x'.repeat(501) }]) {
      const answer = await act(what, { body });
      expect(answer).toMatchObject({ problem: 'body-malformed', body: { members: ['reason'] } });
    }
    expect(await stored()).toEqual(before);
  });

  test.each(ACTS)('%s is for operations, with two factors, whenever that was', async (what) => {
    const before = await given({ state: 'waiting-for-handset', hold: true });

    const asked = (claims: object) => act(what, { claims: { ...OPERATOR, ...claims } });

    expect(await asked({ assurance: '1' })).toMatchObject({
      status: 401,
      problem: 'step-up-required',
      headers: { 'www-authenticate': expect.stringMatching(/acr_values="2"$/) },
    });
    for (const role of ['approver', 'shop'])
      expect(await asked({ role, scope: `remote-wipe/${role}`, shop: 'shop-1' })).toMatchObject({
        status: 403,
        problem: 'not-allowed',
      });
    expect(await act(what, { claims: {} })).toMatchObject({ problem: 'not-allowed' });
    expect(await stored()).toEqual(before);
    expect((await asked({ auth_time: String(NOW / 1000 - 30_000) })).problem).not.toBe(
      'step-up-required',
    );
  });

  test('on a wipe that there is not finds none', async () => {
    expect(await act('hold')).toMatchObject({ status: 404, problem: 'wipe-not-found' });
  });
});

describe('a redrive', () => {
  test('starts a run under a name of its own, once the item says so', async () => {
    const { wipeId } = await given({ state: 'held' });

    await act('redrive');

    expect(started).toEqual([`${wipeId}-2`]);
    expect(await stored()).toMatchObject({ run: 2 });
  });

  test('by two at once starts one', async () => {
    const { wipeId } = await given({ state: 'held' });

    const answers = await Promise.all([act('redrive'), act('redrive')]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 429]);
    expect(started).toEqual([`${wipeId}-2`]);
  });

  test('says how long to wait for the next', async () => {
    await given({ state: 'held' });
    await act('redrive');

    expect(await act('redrive', {}, LATER + 15_000)).toMatchObject({
      status: 429,
      problem: 'too-soon',
      headers: { 'retry-after': '45' },
    });
  });

  test('that cannot be started says so, and may be tried again in a minute', async () => {
    const { wipeId } = await given({ state: 'held' });
    failure = new Error('throttled');

    const answer = await act('redrive');
    failure = undefined;
    const again = await act('redrive', {}, LATER + MINUTE);

    expect(answer).toMatchObject({ status: 503, problem: 'run-not-started' });
    expect(again.status).toBe(200);
    expect(started).toEqual([`${wipeId}-3`]);
  });
});

test('a hold that is there already is answered alike, and told once', async () => {
  await given({ state: 'waiting-for-handset' });
  await act('hold');
  const held = await stored();

  expect(await act('hold')).toMatchObject({ status: 200, body: { result: 'on-hold' } });
  expect(await stored()).toEqual(held);
});

test('a release keeps what owners see free of reasons and persons', async () => {
  await given({ state: 'held', hold: true });

  const { body } = await act('release');

  const text = JSON.stringify(body['wipe']);
  for (const inside of [REASON, 'reasonHash', 'person-ops']) expect(text).not.toContain(inside);
});
