import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PROPOSAL_LIFE } from '#domain/governor/proposal.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { DispatchAnswer, DispatchView } from '#functions/contract/dispatch-bodies.ts';
import { showDispatch } from '#functions/show-dispatch.ts';
import { switchDispatch } from '#functions/switch-dispatch.ts';
import { NOW } from '#test/domain/builders.ts';
import { type Call, call, OPERATOR } from '../api-call.ts';
import { captureLog, lines } from '../captured-log.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let now: number;
beforeEach(async () => {
  tables = await startTables();
  now = NOW;
});
afterEach(() => tables.stop());

const deps = () => ({ ...tables, now: () => now, stepUpAge: 300 * SECOND });
/** A call by an operator who has just signed in. */
const post = (act: string, person: string, body: object, claims: Call['claims'] = {}) =>
  call(switchDispatch(deps()), {
    route: `POST /v1/ops/dispatch/${act}`,
    claims: { ...OPERATOR, person, auth_time: String(now / SECOND - 10), ...claims },
    body,
  });
const because = (reason = 'An attack') => ({ reason });
const confirming = (proposal: number, reason = 'Seen') => ({ proposal, reason });
const show = (query: Call['query'] = {}) => call(showDispatch(deps()), { claims: OPERATOR, query });
/** The number of a proposal that somebody has just made. */
async function proposed(action: 'resume' | 'withdrawal', person: string): Promise<number> {
  const { body } = await post(action, person, because());
  return DispatchAnswer.parse(body).proposal ?? 0;
}

describe('pausing', () => {
  test('takes one operator, and holds at once', async () => {
    const { status, body } = await post('pause', 'a', because());

    expect(status).toBe(200);
    expect(DispatchAnswer.parse(body)).toEqual({
      result: 'paused',
      state: 'paused',
      pause: { at: new Date(NOW).toISOString(), by: 'a', reason: 'An attack' },
      proposals: [],
    });
    expect(await tables.dispatchSwitch.position()).toHaveProperty('pause');
  });

  test('takes a sign-in of this morning, for it must not wait', async () => {
    const old = { auth_time: String(NOW / SECOND - 3600) };

    expect(await post('pause', 'a', because(), old)).toMatchObject({ status: 200 });
  });

  test('takes no password alone', async () => {
    const { status, headers } = await post('pause', 'a', because(), { assurance: '1' });

    expect(status).toBe(401);
    expect(headers['www-authenticate']).toContain('insufficient_user_authentication');
    expect(await tables.dispatchSwitch.position()).not.toHaveProperty('pause');
  });

  test('by all at once is written once for each reason, and the journal holds', async () => {
    const people = ['a', 'b', 'c', 'd'];

    const answers = await Promise.all(
      [...people, ...people].map((person) => post('pause', person, because())),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const { entries, verdict } = await tables.dispatchSwitch.history();
    expect(verdict).toMatchObject({ intact: true });
    expect(new Set(entries.map(({ by }) => by.id))).toEqual(new Set(people));
  });
});

describe('a pause upon a pause', () => {
  const voided = () =>
    lines.filter((line) => line.includes('"code":"resume-voided"')).map((line) => JSON.parse(line));
  let before: number;
  let release: () => void;
  beforeEach(async () => {
    release = captureLog();
    await post('pause', 'a', because());
    before = voided().length;
  });
  afterEach(() => release());

  test('that makes a proposal to resume void is told by the log, again where it is repeated', async () => {
    await proposed('resume', 'b');
    await post('pause', 'thief', because('Once more'));
    await post('pause', 'thief', because('Once more'));

    const told = { person: 'thief', proposals: 1 };
    expect(voided().slice(before)).toMatchObject([told, told]);
    expect((await show()).body).toMatchObject({ pause: { by: 'thief', voided: 1 } });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['there is none', async () => {}],
    [
      'they could not be confirmed any more',
      async () => {
        await proposed('resume', 'b');
        now += PROPOSAL_LIFE;
      },
    ],
    ['they were of a withdrawal', () => proposed('withdrawal', 'b')],
  ])('is not told of where %s', async (_, given) => {
    await given();

    await post('pause', 'c', because('Once more'));

    expect(voided()).toHaveLength(before);
  });
});

describe('resuming', () => {
  beforeEach(() => post('pause', 'a', because()));

  test('takes two operators, and is in the journal with who and why', async () => {
    const proposal = await proposed('resume', 'a');
    const { status, body } = await post('resume/confirmation', 'b', confirming(proposal));

    expect(status).toBe(200);
    expect(body).toEqual({ result: 'resumed', state: 'running', proposals: [] });
    const { journal } = DispatchView.parse((await show()).body);
    expect(journal.entries.map(({ type, by, reason, of }) => [type, by.id, reason, of])).toEqual([
      ['resumed', 'b', 'Seen', proposal],
      ['resume-proposed', 'a', 'An attack', undefined],
      ['paused', 'a', 'An attack', undefined],
    ]);
  });

  test.each<[string, (n: number) => ReturnType<typeof post>, number, string]>([
    [
      'by who proposed',
      (n) => post('resume/confirmation', 'a', confirming(n)),
      403,
      'own-proposal',
    ],
    [
      'by who proposed, under another account',
      (n) => post('resume/confirmation', 'a', confirming(n), { sub: 'x', client_id: 'y' }),
      403,
      'own-proposal',
    ],
    [
      'of another number',
      (n) => post('resume/confirmation', 'b', confirming(n + 1)),
      409,
      'proposal-not-open',
    ],
    [
      'as a withdrawal',
      (n) => post('withdrawal/confirmation', 'b', confirming(n)),
      409,
      'proposal-not-open',
    ],
    [
      'by a stale sign-in',
      (n) =>
        post('resume/confirmation', 'b', confirming(n), { auth_time: String(NOW / SECOND - 301) }),
      401,
      'step-up-required',
    ],
    [
      'by a password',
      (n) => post('resume/confirmation', 'b', confirming(n), { assurance: '1' }),
      401,
      'step-up-required',
    ],
    [
      'without a reason',
      (n) => post('resume/confirmation', 'b', confirming(n, '  ')),
      400,
      'body-malformed',
    ],
    [
      'with half a character in its reason',
      (n) => post('resume/confirmation', 'b', confirming(n, '\ud800')),
      400,
      'body-malformed',
    ],
    [
      'by an approver',
      (n) =>
        post('resume/confirmation', 'b', confirming(n), {
          role: 'approver',
          scope: 'remote-wipe/approver',
        }),
      403,
      'not-allowed',
    ],
  ])('is not confirmed %s', async (_, confirm, status, problem) => {
    const proposal = await proposed('resume', 'a');

    expect(await confirm(proposal)).toMatchObject({ status, problem });
    expect(await tables.dispatchSwitch.position()).toHaveProperty('pause');
  });

  test('is not confirmed after half an hour', async () => {
    const proposal = await proposed('resume', 'a');
    now += PROPOSAL_LIFE;

    expect(await post('resume/confirmation', 'b', confirming(proposal))).toMatchObject({
      status: 409,
      problem: 'proposal-expired',
    });
    expect((await show()).body).toMatchObject({ state: 'paused', proposals: [] });
  });

  test('is not confirmed for a proposal that was changed since it was shown', async () => {
    const shown = await proposed('resume', 'a');
    const changed = await proposed('resume', 'a');

    expect(await post('resume/confirmation', 'b', confirming(shown))).toMatchObject({
      problem: 'proposal-not-open',
    });
    expect(await post('resume/confirmation', 'b', confirming(changed))).toMatchObject({
      status: 200,
    });
  });

  test('by one person again and again keeps nobody from confirming another’s proposal', async () => {
    const honest = await proposed('resume', 'b');
    for (let n = 0; n < 5; n++) await proposed('resume', 'a');

    expect(await post('resume/confirmation', 'c', confirming(honest))).toMatchObject({
      status: 200,
    });
  });

  test('confirmed by many at once happens once, and all are told so', async () => {
    const proposal = await proposed('resume', 'a');

    const answers = await Promise.all(
      ['b', 'c', 'd', 'e'].map((person) =>
        post('resume/confirmation', person, confirming(proposal)),
      ),
    );

    expect(answers.map(({ body }) => body['state'])).toEqual(Array(4).fill('running'));
    const { entries } = await tables.dispatchSwitch.history();
    expect(entries.filter(({ type }) => type === 'resumed')).toHaveLength(1);
  });

  test('races with another pause: whichever is later holds', async () => {
    const proposal = await proposed('resume', 'a');

    await Promise.all([
      post('resume/confirmation', 'b', confirming(proposal)),
      post('pause', 'c', because('It goes on')),
    ]);

    expect((await show()).body).toMatchObject({ state: 'paused', pause: { by: 'c' } });
  });

  test('is not proposed where nothing is paused', async () => {
    await post('resume/confirmation', 'b', confirming(await proposed('resume', 'a')));

    expect(await post('resume', 'a', because())).toMatchObject({
      status: 409,
      problem: 'not-paused',
    });
  });
});

describe('withdrawing', () => {
  test('takes two operators, paused or not', async () => {
    const proposal = await proposed('withdrawal', 'a');
    now += MINUTE;
    const { body } = await post('withdrawal/confirmation', 'b', confirming(proposal));

    expect(DispatchAnswer.parse(body)).toEqual({
      result: 'withdrawn',
      state: 'running',
      withdrawal: { number: 2, at: new Date(now).toISOString(), cancelled: 0 },
      proposals: [],
    });
  });

  test.each<[string, string, number]>([
    ['by who proposed', 'a', 0],
    ['too late', 'b', PROPOSAL_LIFE],
  ])('is not confirmed %s', async (_, person, later) => {
    const proposal = await proposed('withdrawal', 'a');
    now += later;

    expect((await post('withdrawal/confirmation', person, confirming(proposal))).status).not.toBe(
      200,
    );
    expect(await tables.dispatchSwitch.position()).not.toHaveProperty('withdrawal');
  });

  test('confirmed again tells the same, and withdraws nothing more', async () => {
    const proposal = await proposed('withdrawal', 'a');
    const first = await post('withdrawal/confirmation', 'b', confirming(proposal));
    now += MINUTE;

    const again = await post('withdrawal/confirmation', 'b', confirming(proposal));

    expect(again.body).toEqual(first.body);
  });
});

describe('what is shown', () => {
  const tamper = (n: number, attribute: string) =>
    tables.client.send(
      new UpdateCommand({
        TableName: 'Governor',
        Key: { scope: 'dispatch', window: String(n).padStart(10, '0') },
        UpdateExpression: 'REMOVE #a',
        ExpressionAttributeNames: { '#a': attribute },
      }),
    );

  test('is that nothing was ever decided', async () => {
    expect((await show()).body).toEqual({
      state: 'running',
      proposals: [],
      journal: {
        verification: { intact: true, entries: 0, head: expect.any(String) },
        entries: [],
      },
    });
  });

  test('is each proposal that can be confirmed, with its number and its end', async () => {
    await post('pause', 'a', because());
    await proposed('resume', 'a');
    now += MINUTE;
    await proposed('withdrawal', 'b');

    const { proposals } = DispatchView.parse((await show()).body);

    expect(proposals).toEqual([
      expect.objectContaining({
        number: 2,
        action: 'resume',
        by: 'a',
        until: new Date(NOW + PROPOSAL_LIFE).toISOString(),
      }),
      expect.objectContaining({ number: 3, action: 'withdrawal', by: 'b' }),
    ]);
  });

  test('is an entry that was altered, and the state as the newest one tells it', async () => {
    await post('pause', 'a', because());
    await proposed('resume', 'a');
    await tamper(1, 'reason');

    expect((await show()).body).toMatchObject({
      state: 'paused',
      journal: { verification: { intact: false, at: 1, why: 'content' } },
    });
  });

  test('is that the newest entry was altered, so that no command goes out', async () => {
    await post('pause', 'a', because());
    await tamper(1, 'reason');

    expect((await show()).body).toMatchObject({
      state: 'unreadable',
      journal: { verification: { intact: false } },
    });
    expect(await post('resume', 'a', because())).toMatchObject({ status: 500 });
  });

  test('is whether the journal still has a place that is known from the log', async () => {
    await post('pause', 'a', because());
    const hash = (await tables.dispatchSwitch.history()).entries[0]?.hash;

    expect((await show({ known: `1.${hash}` })).body).toMatchObject({
      journal: { verification: { intact: true } },
    });
    expect((await show({ known: `2.${hash}` })).body).toMatchObject({
      journal: { verification: { intact: false, at: 2, why: 'cut' } },
    });
    expect(await show({ known: 'one' })).toMatchObject({ problem: 'parameter-malformed' });
  });

  test('is for operations alone, with two factors', async () => {
    const handler = showDispatch(deps());

    expect(await call(handler)).toMatchObject({ problem: 'not-allowed' });
    expect(await call(handler, { claims: { ...OPERATOR, assurance: '1' } })).toMatchObject({
      problem: 'step-up-required',
    });
  });
});
