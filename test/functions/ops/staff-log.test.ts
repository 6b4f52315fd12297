/** What the staff did and looked at, as the log tells it: who by their id, and nothing of whom it was about but the wipe. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { actOnWipe } from '#functions/act-on-wipe.ts';
import { decideApproval } from '#functions/approval/decide.ts';
import { explainEligibility } from '#functions/explain-eligibility.ts';
import type { ApiHandler } from '#functions/http/api.ts';
import { showAnyWipe } from '#functions/show-any-wipe.ts';
import { showExecution } from '#functions/show-execution.ts';
import { showRecord } from '#functions/show-record.ts';
import { showWipe } from '#functions/show-wipe.ts';
import {
  aLine,
  anEnrolment,
  aVisit,
  aWipe,
  NOW,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { type Call, call, staff } from '../api-call.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { cancelling } from '../cancelling.ts';
import { captureLog, lines } from '../captured-log.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let release: () => void;
beforeEach(async () => {
  tables = await startTables();
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });
  release = captureLog();
});
afterEach(async () => {
  release();
  await tables.stop();
});

const now = () => NOW + 10 * MINUTE;
/** Signed in afresh by then. */
const fresh = { auth_time: String(now() / SECOND - 10) };
const ops = { ...staff('ops'), ...fresh };
const approver = { ...staff('approver'), ...fresh };

const given = async (overrides: WipeOverrides = {}) => {
  const wipe = aWipe({ state: 'waiting-for-handset', ...overrides });
  await tables.wipes.put(wipe);
  return wipe;
};
const givenToDecide = () =>
  given({
    ...{ state: 'awaiting-approval', channel: 'shop', requestedBy: 'clerk-1' },
    visit: aVisit({ customerPresent: false }),
    approval: { reasons: ['customer-absent'] },
  });

/** What the call leaves in the log. */
async function logged(handler: ApiHandler, { wipeId }: { wipeId: string }, made: Call) {
  const before = lines.length;
  const { status } = await call(handler, { path: { wipeId }, ...made });
  const said = lines.slice(before);
  for (const secret of [aLine().number, 'account-1', 'The owner has called'])
    expect(said.join()).not.toContain(secret);
  return [status, ...said.map((line) => theirs(JSON.parse(line)))];
}
const theirs = ({ level, message, timestamp, service, ...own }: Record<string, unknown>) => own;

describe('what is done to a wipe', () => {
  const acting = () =>
    actOnWipe({ wipes: tables.wipes, executions: { start: async () => undefined }, now });
  const by = { person: 'ops-1', role: 'ops' };

  test.each([
    ['hold', {}],
    ['release', { state: 'held', hold: true }],
    ['redrive', {}],
    ['notify', {}],
  ] as const)('%s', async (act, overrides) => {
    const wipe = await given(overrides);

    expect(
      await logged(acting(), wipe, {
        route: `POST /v1/ops/wipes/{wipeId}/${act}`,
        body: { reason: 'The owner has called' },
        claims: ops,
      }),
    ).toEqual([200, { code: 'wipe-acted', act, wipeId: wipe.wipeId, ...by }]);
  });

  test('a run that cannot be started was wanted all the same', async () => {
    const wipe = await given();
    const start = () => Promise.reject(new Error('throttled'));

    const said = await logged(
      actOnWipe({ wipes: tables.wipes, executions: { start }, now }),
      wipe,
      {
        route: 'POST /v1/ops/wipes/{wipeId}/redrive',
        body: { reason: 'The owner has called' },
        claims: ops,
      },
    );

    expect(said[1]).toMatchObject({ code: 'wipe-acted', act: 'redrive', ...by });
  });

  test.each([
    ['waiting-for-handset', 200, true],
    ['cancelled', 200, true],
    ['issued', 409, true],
    ['accepted', 409, false],
  ] as const)('cancelled by operations where it is %s', async (state, status, isDone) => {
    const wipe = await given({ state });

    const said = await logged(cancelling(tables, { now }), wipe, {
      body: { reason: 'The owner has called' },
      claims: ops,
    });

    const act = { code: 'wipe-acted', act: 'cancel', wipeId: wipe.wipeId, ...by };
    expect(said[0]).toBe(status);
    expect(said.filter((line) => JSON.stringify(line).includes('wipe-acted'))).toEqual(
      isDone ? [act] : [],
    );
  });

  test('cancelled by its owner it is no act of the staff', async () => {
    expect(await logged(cancelling(tables, { now }), await given(), { claims: fresh })).toEqual([
      200,
    ]);
  });
});

test.each(['approved', 'rejected'] as const)('a wipe that is %s', async (decision) => {
  const wipe = await givenToDecide();
  const asked = { requestHash: wipe.requestHash, reason: 'The owner has called' };
  const sources = { ...tables, callbacks: recordedCallbacks(), now, stepUpAge: 300 * SECOND };
  const decide = () =>
    logged(decideApproval(decision, sources), wipe, { body: asked, claims: approver });
  const { wipeId } = wipe;
  const line = {
    code: 'approval-decided',
    decision,
    wipeId,
    person: 'approver-1',
    role: 'approver',
  };

  expect(await decide()).toEqual([200, line]);
  // The first call may have died before it said so.
  expect(await decide()).toEqual([200, line]);
});

describe('who looked at a wipe', () => {
  const history = {
    workflow: async () => ({}),
    read: async () => ({ startedAt: 'then', status: 'RUNNING', events: [] }),
  } as unknown as Parameters<typeof showExecution>[0]['history'];
  const LOOKS: Readonly<Record<string, () => ApiHandler>> = {
    'all of it': () => showAnyWipe({ ...tables, now }),
    'as its owner sees it': () => showWipe({ ...tables, now }),
    'its record': () => showRecord({ ...tables, records: { get: async () => ({}) as never } }),
    'its run': () => showExecution({ ...tables, history }),
    'what the rules say of it': () => explainEligibility({ ...tables, now }),
  };
  const record = { revision: 1, hash: 'h'.repeat(43), sealedAt: NOW, events: 1 };

  test.each(Object.keys(LOOKS))('of operations: %s', async (what) => {
    const wipe = await given({ state: 'erased', record });
    const handler = LOOKS[what];
    if (handler === undefined) throw new Error('no such look');

    expect(await logged(handler(), wipe, { claims: ops })).toEqual([
      200,
      { code: 'wipe-shown', wipeId: wipe.wipeId, person: 'ops-1', role: 'ops' },
    ]);
  });

  test('of approvers', async () => {
    const wipe = await givenToDecide();

    expect(await logged(showAnyWipe({ ...tables, now }), wipe, { claims: approver })).toEqual([
      200,
      { code: 'wipe-shown', wipeId: wipe.wipeId, person: 'approver-1', role: 'approver' },
    ]);
  });

  test('is not told of its owner, nor again where it is as it was', async () => {
    const wipe = await given();
    const handler = showAnyWipe({ ...tables, now });
    const { headers } = await call(handler, { path: { wipeId: wipe.wipeId }, claims: ops });
    const known = { 'if-none-match': headers['etag'] ?? '' };

    expect(await logged(handler, wipe, { claims: ops, headers: known })).toEqual([304]);
    expect(await logged(showWipe({ ...tables, now }), wipe, {})).toEqual([200]);
  });
});
