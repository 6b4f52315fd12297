import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PROPOSAL_LIFE } from '#domain/governor/proposal.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { ClerkAnswer, ClerkView } from '#functions/contract/dispatch-bodies.ts';
import { reinstateClerk } from '#functions/reinstate-clerk.ts';
import { showClerk } from '#functions/show-clerk.ts';
import { NOW } from '#test/domain/builders.ts';
import { type Call, call, OPERATOR } from '../api-call.ts';
import { startTables, type Tables } from '../tables.ts';

const CLERK = 'clerk-1';

let tables: Tables;
let now: number;
beforeEach(async () => {
  tables = await startTables();
  now = NOW;
  await tables.standing.suspend(CLERK, NOW, 'more than 20 an hour');
});
afterEach(() => tables.stop());

const deps = () => ({ ...tables, now: () => now, stepUpAge: 300 * SECOND });
const post = (person: string, body: object, { end = '', clerk = CLERK, claims = {} } = {}) =>
  call(reinstateClerk(deps()), {
    route: `POST /v1/ops/clerks/{person}/reinstatement${end}`,
    path: { person: clerk },
    claims: { ...OPERATOR, person, auth_time: String(now / SECOND - 10), ...claims },
    body,
  });
const propose = (person: string, more = {}) => post(person, { reason: 'Talked to them' }, more);
const confirm = (person: string, proposal: number, more = {}) =>
  post(person, { reason: 'So did I', proposal }, { end: '/confirmation', ...more });
const show = (clerk: string, call_: Call = { claims: OPERATOR }) =>
  call(showClerk(deps()), { path: { person: clerk }, ...call_ });

describe('a suspended clerk', () => {
  test('works again once two operators agree', async () => {
    const { body } = await propose('a');
    expect(ClerkAnswer.parse(body)).toMatchObject({
      result: 'proposed',
      proposal: 2,
      clerk: CLERK,
      state: 'suspended',
    });

    expect((await confirm('b', 2)).body).toEqual({
      result: 'reinstated',
      clerk: CLERK,
      state: 'good',
      proposals: [],
    });
    expect(await tables.standing.isSuspended(CLERK)).toBe(false);
  });

  test.each<[string, () => ReturnType<typeof confirm>, number, string]>([
    ['who proposed', () => confirm('a', 2), 403, 'own-proposal'],
    ['the clerk, who is an operator too', () => confirm(CLERK, 2), 403, 'own-case'],
    ['somebody who was shown another proposal', () => confirm('b', 1), 409, 'proposal-not-open'],
    [
      'somebody for another clerk',
      () => confirm('b', 2, { clerk: 'clerk-2' }),
      409,
      'proposal-not-open',
    ],
    [
      'a stale sign-in',
      () => confirm('b', 2, { claims: { auth_time: String(NOW / SECOND - 301) } }),
      401,
      'step-up-required',
    ],
    [
      'another clerk',
      () => confirm('b', 2, { claims: { role: 'shop', shop: 's', scope: 'remote-wipe/shop' } }),
      403,
      'not-allowed',
    ],
  ])('is not brought back by %s', async (_, act, status, problem) => {
    await propose('a');

    expect(await act()).toMatchObject({ status, problem });
    expect(await tables.standing.isSuspended(CLERK)).toBe(true);
  });

  test('is not brought back after half an hour', async () => {
    await propose('a');
    now += PROPOSAL_LIFE;

    expect(await confirm('b', 2)).toMatchObject({ problem: 'proposal-expired' });
  });

  test('proposes nothing in their own case', async () => {
    expect(await propose(CLERK)).toMatchObject({ status: 403, problem: 'own-case' });
  });
});

test('nobody who is not suspended is brought back', async () => {
  expect(await propose('a', { clerk: 'clerk-2' })).toMatchObject({
    status: 409,
    problem: 'not-suspended',
  });
});

test.each(['', 'a\u0000b', 'a'.repeat(129)])('%j names no clerk', async (clerk) => {
  expect(await propose('a', { clerk })).toMatchObject({ problem: 'clerk-not-found' });
  expect(await show(clerk)).toMatchObject({ problem: 'clerk-not-found' });
});

test('what is shown of a clerk is the standing, why, and what is proposed', async () => {
  await propose('a');

  const { state, proposals, journal } = ClerkView.parse((await show(CLERK)).body);

  expect(state).toBe('suspended');
  expect(proposals).toEqual([expect.objectContaining({ number: 2, by: 'a' })]);
  expect(journal.verification).toMatchObject({ intact: true, entries: 2 });
  expect(journal.entries.map(({ type, reason }) => [type, reason])).toEqual([
    ['reinstatement-proposed', 'Talked to them'],
    ['suspended', 'more than 20 an hour'],
  ]);
});

test('a clerk of whom nothing was ever decided is in good standing', async () => {
  expect((await show('clerk-2')).body).toMatchObject({ state: 'good', journal: { entries: [] } });
});

test('the standing of clerks is shown to operations alone', async () => {
  expect(await show(CLERK, {})).toMatchObject({ problem: 'not-allowed' });
});
