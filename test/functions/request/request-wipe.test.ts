import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Line } from '#domain/line/line.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { WipeView } from '#functions/contract/bodies.ts';
import {
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  HANDSET_ID,
  LINE_ID,
  NOW,
} from '#test/domain/builders.ts';
import { type RequestWorld, requestWorld } from './world.ts';

let world: RequestWorld;
beforeEach(async () => {
  world = await requestWorld();
});
afterEach(() => world.tables.stop());

const WIPE_ID = `${ENROLMENT_ID}.1`;

describe('a request', () => {
  test('is accepted: one wipe, its address, and its execution started', async () => {
    const answer = await world.request();

    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/wipes/${WIPE_ID}` },
      body: {
        wipeId: WIPE_ID,
        number: '*******5678',
        modelName: 'Sony Xperia 5',
        state: 'requested',
        waitsFor: 'service',
        settled: false,
      },
    });
    expect(WipeView.parse(answer.body)).toEqual(answer.body);
    expect(world.started).toEqual([`${WIPE_ID}-1`]);
    expect(await world.attempts()).toMatchObject([
      {
        wipeId: WIPE_ID,
        handsetId: HANDSET_ID,
        channel: 'web',
        requestedAt: NOW,
        deadlineAt: NOW + 30 * DAY,
        language: 'ja',
        events: [{ type: 'requested', by: { kind: 'person' } }],
      },
    ]);
  });

  test('may name its own deadline', async () => {
    await world.request({ body: { deadlineDays: 330 } });

    expect(await world.attempts()).toMatchObject([{ deadlineAt: NOW + 330 * DAY }]);
  });

  test('makes a wipe that is kept for as long as the deployment says', async () => {
    await world.request();

    expect(
      await world.tables.item('Wipes', { enrolmentId: ENROLMENT_ID, attempt: 1 }),
    ).toMatchObject({ expiresAt: Math.floor((NOW + 1000 * DAY) / 1000) });
  });

  test('is accepted though its execution cannot start', async () => {
    world.startFails = true;

    expect(await world.request()).toMatchObject({ status: 202 });
    expect(await world.attempts()).toMatchObject([
      { state: 'requested', nextActionAt: NOW + MINUTE },
    ]);
  });

  test('is told to its owner, once', async () => {
    await world.request();
    await world.request();

    const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
    expect(world.announced).toEqual([{ v: 1, about: 'wipe', ...key, event: 'requested' }]);
  });

  test('is accepted though nobody can be told of it now', async () => {
    world.tellingFails = true;

    expect(await world.request()).toMatchObject({ status: 202 });
    expect(world.started).toHaveLength(1);
    expect(await world.attempts()).toMatchObject([{ state: 'requested', messages: [] }]);
  });

  test('keeps neither the digits typed nor anything that tells them', async () => {
    await world.request();
    const item = await world.tables.item('Wipes', { enrolmentId: ENROLMENT_ID, attempt: 1 });

    expect(JSON.stringify(item)).not.toContain('5678');
    const tried = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'));
    const hashes = tried.map((lastFour) =>
      digest(
        JSON.stringify({ consents: [], enrolmentId: ENROLMENT_ID, lastFour, lineId: LINE_ID }),
      ),
    );
    expect(hashes).not.toContain(item?.['requestHash']);
  });
});

describe('the same key and body', () => {
  test('get the same answer, and start nothing again', async () => {
    const [first, second] = [await world.request(), await world.request()];

    expect(second).toEqual(first);
    expect(world.started).toHaveLength(1);
    expect(await world.attempts()).toHaveLength(1);
  });

  test('fifty at once get the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.request()));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(world.started).toHaveLength(1);
    expect(await world.attempts()).toHaveLength(1);
  });

  test('need no fresh sign-in to be answered again', async () => {
    await world.request();
    world.now = NOW + DAY;

    expect(await world.request({ claims: { assurance: '1' } })).toMatchObject({ status: 202 });
  });

  test('are answered with the first wipe after another attempt', async () => {
    await world.request();
    const [first] = await world.attempts();
    await world.tables.wipes.put({
      ...aWipe({ attempt: 2 }),
      requestKeyHash: digest('another key'),
    });

    expect(await world.request()).toMatchObject({ status: 202, body: { wipeId: first?.wipeId } });
  });

  test('are answered though the handset has enrolled anew since', async () => {
    await world.request();
    const anew = { enrolmentId: digest('next life'), handsetId: HANDSET_ID, since: NOW };
    await world.tables.given({ lines: [aLine({ enrolments: [anew] })] });

    expect(await world.request()).toMatchObject({ status: 202, body: { wipeId: WIPE_ID } });
  });

  test('of another person are another request', async () => {
    await world.request();

    expect(await world.request({ claims: { person: 'person-2' } })).toMatchObject({
      status: 409,
      problem: 'wipe-open',
    });
  });
});

test('the same key, asked by the same person for another account, is no answer of the former one', async () => {
  await world.request();
  await world.tables.given({ lines: [aLine({ account: 'account-2' })] });

  const asked = await world.request({ claims: { account: 'account-2' } });

  expect(asked).toMatchObject({ status: 409, problem: 'target-changed' });
  expect(JSON.stringify(asked)).not.toContain(WIPE_ID);
});

describe('the same key with another body', () => {
  test.each([{ consents: ['W_SIM_STATE_UNKNOWN'] }, { deadlineDays: 3 }, { lastFour: '0000' }])(
    'is refused: %j',
    async (body) => {
      await world.request();

      expect(await world.request({ body })).toMatchObject({
        status: 422,
        problem: 'idempotency-key-reused',
      });
      expect(await world.attempts()).toHaveLength(1);
    },
  );
});

describe('another key while a wipe is open', () => {
  test('is told where that is', async () => {
    await world.request();

    expect(await world.request({ key: 'key-of-test-2' })).toMatchObject({
      status: 409,
      problem: 'wipe-open',
      headers: { location: `/v1/wipes/${WIPE_ID}` },
      body: { wipe: `/v1/wipes/${WIPE_ID}` },
    });
  });

  test('fifty at once make one wipe', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => world.request({ key: `key-of-test-${n}` })),
    );

    const statuses = answers.map(({ status, problem }) => problem ?? status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 'wipe-open')).toHaveLength(49);
    expect(await world.attempts()).toHaveLength(1);
    expect(world.started).toHaveLength(1);
  });
});

describe('the target, a handset of the line (R2),', () => {
  const replaced = { enrolmentId: ENROLMENT_ID, handsetId: HANDSET_ID, account: 'account-1' };
  const newer = { enrolmentId: digest('newer'), handsetId: digest('newer'), since: NOW - 1 };

  test.each<[string, Partial<Line>, object]>([
    ['with other digits', {}, { lastFour: '5679' }],
    ['that the line does not know', {}, { enrolmentId: digest('foreign') }],
    ['of an earlier owner', { enrolments: [{ ...replaced, account: 'x', since: 1 }] }, {}],
    [
      'that was replaced 90 days ago',
      { enrolments: [{ ...replaced, since: 1, until: NOW - 90 * DAY }, newer] },
      {},
    ],
  ])('%s is not the one that was shown', async (_, line, body) => {
    await world.tables.given({ lines: [aLine(line)] });

    expect(await world.request({ body })).toMatchObject({ status: 409, problem: 'target-changed' });
    expect(await world.attempts()).toEqual([]);
  });

  test('may be a handset that another one replaced lately', async () => {
    const earlier = { ...replaced, since: 1, until: NOW - 90 * DAY + 1 };
    await world.tables.given({ lines: [aLine({ enrolments: [earlier, newer] })] });

    expect(await world.request()).toMatchObject({ status: 202 });
  });

  test('that enrolled on another line since is not the one that was shown', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ lineId: 'line-2' })] });

    expect(await world.request()).toMatchObject({ problem: 'target-changed' });
  });

  test('that is over is told so', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ state: 'over' })] });

    expect(await world.request()).toMatchObject({ status: 409, problem: 'enrolment-ended' });
  });
});

describe('eligibility', () => {
  test('refuses with all reasons and where to go', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ model: 'SO-51D', sim: 'esim' })] });

    expect(await world.request()).toMatchObject({
      status: 409,
      problem: 'not-eligible',
      body: {
        reasons: ['X_ESIM_ONLY_MODEL'],
        referrals: ['F_GOOGLE_FIND', 'F_NANO_SIM_NEXT_TIME'],
      },
    });
  });

  test('refuses a model that the catalogue does not know', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ model: 'NO-1' })] });

    expect(await world.request()).toMatchObject({ body: { reasons: ['X_MODEL_UNKNOWN'] } });
  });

  test('asks for consent to each warning by name', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ model: 'SO-51D', sim: 'unknown' })] });

    expect(await world.request()).toMatchObject({
      status: 409,
      problem: 'consent-missing',
      body: { missing: ['W_SIM_STATE_UNKNOWN'] },
    });
    const consented = await world.request({ body: { consents: ['W_SIM_STATE_UNKNOWN'] } });
    expect(consented).toMatchObject({ status: 202 });
    expect(await world.attempts()).toMatchObject([{ consents: ['W_SIM_STATE_UNKNOWN'] }]);
  });

  test('warns of a suspended line, and refuses it no more once that is consented to (A25)', async () => {
    await world.tables.given({ lines: [aLine({ status: 'suspended' })] });

    expect(await world.request()).toMatchObject({
      problem: 'consent-missing',
      body: { missing: ['W_LINE_SUSPENDED'] },
    });
    expect(await world.request({ body: { consents: ['W_LINE_SUSPENDED'] } })).toMatchObject({
      status: 202,
    });
  });

  test('names all warnings that lack consent, and none that has it', async () => {
    const enrolments = [anEnrolment({ model: 'SC-02H', preset: 'unknown' })];
    await world.tables.given({ lines: [aLine({ status: 'suspended' })], enrolments });

    expect(await world.request({ body: { consents: ['W_PRESET_UNKNOWN'] } })).toMatchObject({
      problem: 'consent-missing',
      body: { missing: ['W_LINE_SUSPENDED', 'W_UPDATE_PENDING'] },
    });
  });

  test.each<[string, Partial<Line>, object, string]>([
    ['of another carrier', { plan: 'mvno' }, {}, 'X_NOT_DOCOMO_LINE'],
    ['on ahamo with a keitai', { plan: 'ahamo' }, { model: 'SH-01J' }, 'X_AHAMO_NO_APP'],
    ['whose setting was not made', {}, { model: 'SC-02H', preset: 'not_done' }, 'X_PRESET_MISSING'],
    ['on an iPhone', {}, { model: 'iPhone 14' }, 'X_APPLE_DEVICE'],
  ])('refuses a line %s', async (_, line, enrolment, code) => {
    await world.tables.given({ lines: [aLine(line)], enrolments: [anEnrolment(enrolment)] });

    expect(await world.request()).toMatchObject({
      problem: 'not-eligible',
      body: { reasons: [code] },
    });
  });

  test.each([
    ['Android 4.2.2', ['W_SHA2_LEGACY']],
    ['Android 14', []],
    ['A-1.0', []],
  ])('goes by the version of the OS where the software tells it: %s', async (software, missing) => {
    await world.tables.given({ enrolments: [anEnrolment({ software })] });

    const { body } = await world.request();

    expect(body).toMatchObject(missing.length > 0 ? { missing } : { state: 'requested' });
  });

  test('does not know whether the app came with a device that has none of the carrier’s codes', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ model: 'Pixel 7a' })] });

    expect(await world.request()).toMatchObject({ body: { missing: ['W_APP_UNVERIFIED'] } });
  });
});

describe('after an earlier wipe', () => {
  const outcomes: Readonly<Record<string, string>> = {
    erased: 'enrolment-ended',
    unconfirmed: 'result-unknown',
    requested: 'wipe-open',
    'awaiting-approval': 'wipe-open',
    held: 'wipe-open',
    'waiting-for-handset': 'wipe-open',
    issued: 'wipe-open',
    accepted: 'wipe-open',
  };

  test.each(STATE_NAMES)('that is %s', async (state) => {
    await world.tables.wipes.put(aWipe({ state }));

    const answer = await world.request();

    const refusal = outcomes[state];
    if (refusal === undefined) {
      expect(answer).toMatchObject({ status: 202, body: { wipeId: `${ENROLMENT_ID}.2` } });
    } else {
      expect(answer).toMatchObject({ status: 409, problem: refusal });
      expect(await world.attempts()).toHaveLength(1);
    }
  });

  test('of another owner nothing is told of it', async () => {
    await world.tables.wipes.put(aWipe({ state: 'held', account: 'account-2' }));

    const answer = await world.request();

    expect(answer).toMatchObject({ status: 409, problem: 'wipe-open' });
    expect(JSON.stringify(answer)).not.toContain(WIPE_ID);
  });
});
