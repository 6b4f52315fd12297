import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { act } from '#domain/wipe/act.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { Wipe } from '#domain/wipe/wipe.ts';
import { OperationsWipeView } from '#functions/contract/ops-bodies.ts';
import { operationsView } from '#functions/ops/views.ts';
import { showAnyWipe } from '#functions/show-any-wipe.ts';
import {
  aLine,
  anEnrolment,
  aWipe,
  ENROLMENT_ID,
  NOW,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { type Call, call, OPERATOR } from '../api-call.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
const operator = { kind: 'person', id: 'p-ops' } as const;
const callback = { task: 'dispatch', token: 'a secret token' } as const;
const issued = aWipe({
  state: 'issued',
  callback,
  countedIn: ['shop#shop-1|2026-04-01'],
  letOutAt: NOW,
  contestHash: digest('a secret link'),
});
const wipe = act(
  issued,
  { type: 'hold-set', by: operator, at: NOW, set: { hold: true } },
  'Found it',
);
const before = aWipe({ enrolmentId: digest('before'), state: 'failed', requestedAt: NOW - DAY });
const visit = {
  shop: 'shop-1',
  documents: ['passport'],
  reservation: true,
  customerPresent: false,
};
const asked = aWipe({
  enrolmentId: digest('asked'),
  ...{ lineId: 'line-2', channel: 'shop', requestedBy: 'p-clerk' },
  visit,
  approval: { reasons: ['customer-absent'] },
  state: 'awaiting-approval',
});

beforeAll(async () => {
  tables = await startTables();
  const enrolments = [anEnrolment({ pushEndpoint: 'arn:secret:endpoint' })];
  await tables.given({ lines: [aLine()], enrolments, wipes: [wipe, before, asked] });
});
afterAll(() => tables.stop());

const show = ({ wipeId }: { wipeId: string }, made: Call = {}) =>
  call(showAnyWipe({ ...tables, now: () => NOW + MINUTE }), {
    path: { wipeId },
    claims: OPERATOR,
    ...made,
  });

describe('a wipe', () => {
  test('is shown to operations with all that is known of it', async () => {
    const { status, body } = await show(wipe);

    expect(status).toBe(200);
    expect(OperationsWipeView.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      state: 'issued',
      onHold: true,
      waitsFor: 'verdict',
      stuck: false,
      nextTryAt: expect.any(String),
      run: 1,
      governor: { countedIn: ['shop#shop-1|2026-04-01'], letOutAt: new Date(NOW).toISOString() },
      commands: [{ kid: 'key-1' }],
      chain: { intact: true, head: wipe.events.at(-1)?.hash },
      enrolment: { model: 'SO-01M', state: 'current', push: true },
      earlier: [{ wipeId: before.wipeId, state: 'failed' }],
    });
    const { timeline } = OperationsWipeView.parse(body);
    expect(timeline.at(-1)).toMatchObject({ type: 'hold-set', by: operator, reason: 'Found it' });
    expect(timeline.find(({ type }) => type === 'command-issued')?.evidence).toBe('a.claim.jws');
  });

  test('keeps tokens, secrets of links, numbers, contacts and addresses inside', async () => {
    const text = JSON.stringify(await show(wipe));

    for (const inside of [
      'secret',
      digest('a secret link'),
      wipe.requestKeyHash,
      aLine().number,
      'owner@example.com',
      'nonce',
    ])
      expect(text).not.toContain(inside);
  });

  test('that did not change is not sent again', async () => {
    const { headers } = await show(wipe);

    expect(await show(wipe, { headers: { 'if-none-match': headers['etag'] ?? '' } })).toMatchObject(
      {
        status: 304,
        body: {},
      },
    );
  });

  test('that is not there looks like an id that is none', async () => {
    const missing = await show({ wipeId: `${ENROLMENT_ID}.9` });

    expect(missing).toMatchObject({ status: 404, problem: 'wipe-not-found' });
    expect(await show({ wipeId: 'x' })).toEqual(missing);
  });
});

describe('an approver', () => {
  const approver = { ...OPERATOR, role: 'approver', scope: 'remote-wipe/approver' };

  test.each([
    ['sees what needs a second person', asked, {}, 200],
    ['of the shop sees it too', asked, { shop: 'shop-1' }, 200],
    ['of another shop does not', asked, { shop: 'shop-2' }, 404],
    ['does not see what needs none', wipe, {}, 404],
  ])('%s', async (_, shown, claims, status) => {
    const answer = await show(shown, { claims: { ...approver, ...claims } });

    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toMatchObject({ visit, waitsFor: 'approval' });
  });

  test('needs two factors', async () => {
    expect(await show(asked, { claims: { ...approver, assurance: '1' } })).toMatchObject({
      problem: 'step-up-required',
    });
  });
});

test.each(['shop', 'subscriber'])('nobody of the role %s is shown it', async (role) => {
  const claims = { ...OPERATOR, role, scope: `remote-wipe/${role}`, shop: 's', account: 'a' };

  expect(await show(wipe, { claims })).toMatchObject({ status: 403, problem: 'not-allowed' });
});

const viewOf = (shown: Wipe, now = NOW) =>
  operationsView(shown, { enrolment: undefined, earlier: [], now });

describe('the event chain', () => {
  const held = act(aWipe(), { type: 'hold-set', by: operator, at: NOW }, 'One reason');
  const [first, second] = held.events;

  test('of a wipe in any state fits', () => {
    for (const state of STATE_NAMES)
      expect(viewOf(aWipe({ state })).chain).toMatchObject({ intact: true });
  });

  test.each<[string, WipeOverrides | object, number, string]>([
    ['another content', { events: [{ ...first, at: 1 }, second] }, 1, 'content'],
    ['an event less', { events: [second] }, 1, 'number'],
    ['another reason', { reasons: [{ n: 2, text: 'Another reason' }] }, 2, 'reason'],
    ['no reason any more', { reasons: undefined }, 2, 'reason'],
    [
      'a reason where there was none',
      { reasons: [...(held.reasons ?? []), { n: 1, text: 'x' }] },
      1,
      'reason',
    ],
  ])('with %s does not fit, and says where', (_, changed, at, why) => {
    const { reasons: _reasons, ...rest } = held;
    const tampered = Wipe.parse(
      'reasons' in changed && changed.reasons === undefined ? rest : { ...held, ...changed },
    );

    expect(viewOf(tampered).chain).toMatchObject({ intact: false, at, why });
  });
});

test('a wipe is called stuck five minutes after it was due, and never once it is settled', () => {
  const open = annotate(aWipe({ state: 'held' }), NOW, {});
  const due = open.nextActionAt ?? 0;

  expect(viewOf(open, due + 5 * MINUTE - 1).stuck).toBe(false);
  expect(viewOf(open, due + 5 * MINUTE).stuck).toBe(true);
  expect(viewOf(aWipe({ ...{ state: 'erased' } }), NOW).stuck).toBe(false);
});
