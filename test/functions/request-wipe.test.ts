import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Line } from '#domain/line/line.ts';
import { DAY, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { WipeView } from '#functions/contract/bodies.ts';
import { requestWipe } from '#functions/request-wipe.ts';
import {
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  HANDSET_ID,
  LINE_ID,
  NOW,
} from '#test/domain/builders.ts';
import { type Call, call } from './api-call.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
let started: string[];
let now: number;
let startFails: boolean;
beforeEach(async () => {
  tables = await startTables();
  started = [];
  now = NOW;
  startFails = false;
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });
});
afterEach(() => tables.stop());

const handler = () =>
  requestWipe({
    ...tables,
    executions: {
      async start({ wipeId, run }) {
        if (startFails) throw new Error('throttled');
        started.push(`${wipeId}-${run}`);
      },
    },
    now: () => now,
    stepUpAge: 300 * SECOND,
    deliveryDeadline: 30 * DAY,
  });

const BODY = { enrolmentId: ENROLMENT_ID, lastFour: '5678', consents: [] };
const KEY = 'key-of-test-1';
const request = ({ headers, body, ...more }: Call & { key?: string } = {}) =>
  call(handler(), {
    path: { lineId: LINE_ID },
    headers: { 'idempotency-key': more.key ?? KEY, ...headers },
    body: typeof body === 'object' ? { ...BODY, ...body } : (body ?? BODY),
    ...more,
  });
const attempts = () => tables.wipes.attemptsOf(ENROLMENT_ID);
const WIPE_ID = `${ENROLMENT_ID}.1`;

describe('a request', () => {
  test('is accepted: one wipe, its address, and its execution started', async () => {
    const answer = await request();

    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/wipes/${WIPE_ID}` },
      body: { wipeId: WIPE_ID, state: 'requested', waitsFor: 'service', settled: false },
    });
    expect(WipeView.parse(answer.body)).toEqual(answer.body);
    expect(started).toEqual([`${WIPE_ID}-1`]);
    expect(await attempts()).toMatchObject([
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
    await request({ body: { deadlineDays: 330 } });

    expect(await attempts()).toMatchObject([{ deadlineAt: NOW + 330 * DAY }]);
  });

  test('is accepted though its execution cannot start', async () => {
    startFails = true;

    expect(await request()).toMatchObject({ status: 202 });
    expect(await attempts()).toMatchObject([{ state: 'requested', nextActionAt: NOW + MINUTE }]);
  });

  test('keeps neither the digits typed nor anything that tells them', async () => {
    await request();
    const item = await tables.item('Wipes', { enrolmentId: ENROLMENT_ID, attempt: 1 });

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
    const [first, second] = [await request(), await request()];

    expect(second).toEqual(first);
    expect(started).toHaveLength(1);
    expect(await attempts()).toHaveLength(1);
  });

  test('fifty at once get the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => request()));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(started).toHaveLength(1);
    expect(await attempts()).toHaveLength(1);
  });

  test('need no fresh sign-in to be answered again', async () => {
    await request();
    now = NOW + DAY;

    expect(await request({ claims: { assurance: '1' } })).toMatchObject({ status: 202 });
  });

  test('are answered with the first wipe after another attempt', async () => {
    await request();
    const [first] = await attempts();
    await tables.wipes.put({ ...aWipe({ attempt: 2 }), requestKeyHash: digest('another key') });

    expect(await request()).toMatchObject({ status: 202, body: { wipeId: first?.wipeId } });
  });

  test('are answered though the handset has enrolled anew since', async () => {
    await request();
    const anew = { enrolmentId: digest('next life'), handsetId: HANDSET_ID, since: NOW };
    await tables.given({ lines: [aLine({ enrolments: [anew] })] });

    expect(await request()).toMatchObject({ status: 202, body: { wipeId: WIPE_ID } });
  });

  test('of another person are another request', async () => {
    await request();

    expect(await request({ claims: { person: 'person-2' } })).toMatchObject({
      status: 409,
      problem: 'wipe-open',
    });
  });
});

describe('the same key with another body', () => {
  test.each([{ consents: ['W_SIM_STATE_UNKNOWN'] }, { deadlineDays: 3 }, { lastFour: '0000' }])(
    'is refused: %j',
    async (body) => {
      await request();

      expect(await request({ body })).toMatchObject({
        status: 422,
        problem: 'idempotency-key-reused',
      });
      expect(await attempts()).toHaveLength(1);
    },
  );
});

describe('another key while a wipe is open', () => {
  test('is told where that is', async () => {
    await request();

    expect(await request({ key: 'key-of-test-2' })).toMatchObject({
      status: 409,
      problem: 'wipe-open',
      headers: { location: `/v1/wipes/${WIPE_ID}` },
      body: { wipe: `/v1/wipes/${WIPE_ID}` },
    });
  });

  test('fifty at once make one wipe', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => request({ key: `key-of-test-${n}` })),
    );

    const statuses = answers.map(({ status, problem }) => problem ?? status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 'wipe-open')).toHaveLength(49);
    expect(await attempts()).toHaveLength(1);
    expect(started).toHaveLength(1);
  });
});

describe('the Idempotency-Key', () => {
  test.each([
    ['is missing', ''],
    ['is short', 'seven77'],
    ['is long', 'k'.repeat(129)],
    ['has spaces', 'a key with spaces'],
    ['has letters beyond ASCII', 'schlüssel-鍵-鍵'],
    ['has control characters', 'key\u0000key\u0000'],
  ])('%s: the request is malformed', async (_, key) => {
    expect(await request({ key })).toMatchObject({
      status: 400,
      problem: 'idempotency-key-missing',
    });
    expect(await attempts()).toEqual([]);
  });

  test.each(['k'.repeat(8), 'k'.repeat(128), '"2f8b…'.replace('…', '-7c2e"')])(
    'may be %j',
    async (key) => {
      expect(await request({ key })).toMatchObject({ status: 202 });
    },
  );
});

describe('the body', () => {
  test.each<[string, unknown, string[]]>([
    ['no body', '', ['body']],
    ['no JSON', '{', ['body']],
    ['no object', '[]', ['body']],
    ['null', 'null', ['body']],
    ['more members', { more: 1 }, ['body']],
    ['an enrolment of another shape', { enrolmentId: 'x' }, ['enrolmentId']],
    ['three digits', { lastFour: '567' }, ['lastFour']],
    ['digits as a number', { lastFour: 5678 }, ['lastFour']],
    ['consents in small letters', { consents: ['w'] }, ['consents.0']],
    ['too many consents', { consents: new Array(21).fill('W') }, ['consents']],
    ['no day', { deadlineDays: 0 }, ['deadlineDays']],
    ['331 days', { deadlineDays: 331 }, ['deadlineDays']],
    ['half a day', { deadlineDays: 0.5 }, ['deadlineDays']],
  ])('with %s is malformed', async (_, body, members) => {
    expect(await request({ body })).toMatchObject({
      status: 400,
      problem: 'body-malformed',
      body: { members },
    });
  });

  test('must be sent as JSON', async () => {
    expect(await request({ headers: { 'content-type': 'text/plain' } })).toMatchObject({
      problem: 'body-malformed',
    });
  });

  test('may come in base64', async () => {
    expect(await request({ base64: true })).toMatchObject({ status: 202 });
  });

  test('of more than 32 KB is malformed', async () => {
    expect(await request({ body: `"${'x'.repeat(33_000)}"` })).toMatchObject({
      problem: 'body-malformed',
    });
  });
});

describe('the target', () => {
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
    await tables.given({ lines: [aLine(line)] });

    expect(await request({ body })).toMatchObject({ status: 409, problem: 'target-changed' });
    expect(await attempts()).toEqual([]);
  });

  test('may be a handset that another one replaced lately', async () => {
    const earlier = { ...replaced, since: 1, until: NOW - 90 * DAY + 1 };
    await tables.given({ lines: [aLine({ enrolments: [earlier, newer] })] });

    expect(await request()).toMatchObject({ status: 202 });
  });

  test('that enrolled on another line since is not the one that was shown', async () => {
    await tables.given({ enrolments: [anEnrolment({ lineId: 'line-2' })] });

    expect(await request()).toMatchObject({ problem: 'target-changed' });
  });

  test('that is over is told so', async () => {
    await tables.given({ enrolments: [anEnrolment({ state: 'over' })] });

    expect(await request()).toMatchObject({ status: 409, problem: 'enrolment-ended' });
  });
});

describe('a line', () => {
  test.each([
    ['of somebody else', { account: 'account-2' }],
    ['whose contract has ended', { status: 'ended' } as const],
  ])('%s looks like a missing one', async (_, overrides) => {
    await tables.given({ lines: [aLine(overrides)] });
    const missing = await request({ path: { lineId: 'missing' } });

    expect(missing).toMatchObject({ status: 404, problem: 'line-not-found' });
    expect(await request()).toEqual(missing);
  });

  test.each(['', '../wipes', 'x'.repeat(65), 'ライン'])('has no id like %j', async (lineId) => {
    expect(await request({ path: { lineId } })).toMatchObject({ problem: 'line-not-found' });
  });
});

describe('the sign-in', () => {
  const at = (seconds: number) => ({ auth_time: String(NOW / SECOND - seconds) });

  test.each([
    ['with one factor', { assurance: '1' }],
    ['301 seconds ago', at(301)],
    ['ahead of our clock', at(-31)],
  ])('%s is not enough, by the challenge of RFC 9470', async (_, claims) => {
    const answer = await request({ claims });

    expect(answer).toMatchObject({ status: 401, problem: 'step-up-required' });
    const challenge = answer.headers['www-authenticate'];
    expect(challenge).toMatch(/^Bearer /);
    expect(challenge).toContain('error="insufficient_user_authentication"');
    expect(challenge).toContain('acr_values="2"');
    expect(challenge).toContain('max_age="300"');
    expect(await attempts()).toEqual([]);
  });

  test.each([
    ['300 seconds ago', at(300)],
    ['a little ahead of our clock', at(-30)],
  ])('%s is enough', async (_, claims) => {
    expect(await request({ claims })).toMatchObject({ status: 202 });
  });
});

describe('eligibility', () => {
  test('refuses with all reasons and where to go', async () => {
    await tables.given({ enrolments: [anEnrolment({ model: 'SO-51D', sim: 'esim' })] });

    expect(await request()).toMatchObject({
      status: 409,
      problem: 'not-eligible',
      body: {
        reasons: ['X_ESIM_ONLY_MODEL'],
        referrals: ['F_GOOGLE_FIND', 'F_NANO_SIM_NEXT_TIME'],
      },
    });
  });

  test('refuses a model that the catalogue does not know', async () => {
    await tables.given({ enrolments: [anEnrolment({ model: 'NO-1' })] });

    expect(await request()).toMatchObject({ body: { reasons: ['X_MODEL_UNKNOWN'] } });
  });

  test('asks for consent to each warning by name', async () => {
    await tables.given({ enrolments: [anEnrolment({ model: 'SO-51D', sim: 'unknown' })] });

    expect(await request()).toMatchObject({
      status: 409,
      problem: 'consent-missing',
      body: { missing: ['W_SIM_STATE_UNKNOWN'] },
    });
    const consented = await request({ body: { consents: ['W_SIM_STATE_UNKNOWN'] } });
    expect(consented).toMatchObject({ status: 202 });
    expect(await attempts()).toMatchObject([{ consents: ['W_SIM_STATE_UNKNOWN'] }]);
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
    await tables.wipes.put(aWipe({ state }));

    const answer = await request();

    const refusal = outcomes[state];
    if (refusal === undefined) {
      expect(answer).toMatchObject({ status: 202, body: { wipeId: `${ENROLMENT_ID}.2` } });
    } else {
      expect(answer).toMatchObject({ status: 409, problem: refusal });
      expect(await attempts()).toHaveLength(1);
    }
  });

  test('of another owner nothing is told of it', async () => {
    await tables.wipes.put(aWipe({ state: 'held', account: 'account-2' }));

    const answer = await request();

    expect(answer).toMatchObject({ status: 409, problem: 'wipe-open' });
    expect(JSON.stringify(answer)).not.toContain(WIPE_ID);
  });
});
