/** Who may see and cancel a wipe: its owner, the shop where it was asked for, operations. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { reasonHash } from '#domain/wipe/act.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { CancellationAnswer, WipeList, WipeView } from '#functions/contract/bodies.ts';
import { listWipes } from '#functions/list-wipes.ts';
import { showRecord } from '#functions/show-record.ts';
import { showWipe } from '#functions/show-wipe.ts';
import {
  aLine,
  aVisit,
  aWipe,
  ENROLMENT_ID,
  LINE_ID,
  NOW,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { type Call, call, staff } from './api-call.ts';
import { cancelling } from './cancelling.ts';
import { startTables, type Tables } from './tables.ts';

const ofShop = { channel: 'shop', visit: aVisit(), requestedBy: 'clerk-1' } as const;
const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const path = { wipeId: `${ENROLMENT_ID}.1` };

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
  await tables.given({ lines: [aLine()] });
});
afterEach(() => tables.stop());

const given = async (overrides: WipeOverrides = ofShop) => {
  const wipe = aWipe({ state: 'held', ...overrides });
  await tables.wipes.put(wipe);
  return wipe;
};
const show = (claims: object) =>
  call(showWipe({ ...tables, now: () => NOW }), { path, claims: { ...claims } });
const record = (claims: object) => {
  const none = { get: () => Promise.reject(new Error('no record is asked for')) };
  return call(showRecord({ ...tables, records: none }), { path, claims: { ...claims } });
};
const cancel = (claims: object, made: Call = {}) =>
  call(cancelling(tables), { path, claims: { ...claims }, ...made });
const list = async (claims: object, lineId = LINE_ID) => {
  const answer = await call(listWipes(tables), { path: { lineId }, claims: { ...claims } });
  if (answer.status !== 200) return answer.problem;
  return WipeList.parse(answer.body).wipes.map(({ wipeId }) => wipeId);
};

/** As the three calls show it that answer with a wipe. */
const numbers = async (claims: object) => {
  const listed = await call(listWipes(tables), {
    path: { lineId: LINE_ID },
    claims: { ...claims },
  });
  const shown = await show(claims);
  const cancelled = await cancel(claims, { body: { reason: 'Found again' } });
  return [
    WipeList.parse(listed.body).wipes[0]?.number,
    WipeView.parse(shown.body).number,
    CancellationAnswer.parse(cancelled.body).wipe.number,
  ];
};

const OWNER = {};
const SHOP = staff('shop');
const OPS = staff('ops');

describe('a wipe that was asked for in a shop', () => {
  test.each([
    ['its owner', OWNER, true],
    ['the shop', SHOP, true],
    ['operations', OPS, true],
    ['another clerk of the shop', staff('shop', { person: 'clerk-2' }), true],
    ['another shop', staff('shop', { shop: 'shop-2' }), false],
    ['another account', { account: 'account-2' }, false],
  ])('is seen by %s, or looks missing', async (_, claims, isSeen) => {
    await given();

    const [shown, sealed] = [await show(claims), await record(claims)];

    expect([shown.problem ?? shown.status, sealed.problem]).toEqual(
      isSeen ? [200, 'record-not-ready'] : ['wipe-not-found', 'wipe-not-found'],
    );
    expect(await list(claims)).toEqual(
      isSeen ? [path.wipeId] : 'shop' in claims ? [] : 'line-not-found',
    );
  });

  test('shows its owner what the shop recorded', async () => {
    await given();

    expect((await show(OWNER)).body).toMatchObject({
      channel: 'shop',
      visit: { shop: 'shop-1', documents: ['driving-licence'], customerPresent: true },
      timeline: [{ type: 'requested', detail: { shop: 'shop-1', customerPresent: true } }, {}],
    });
  });

  test('stays the shop’s to see when the line has another owner, who sees nothing of it', async () => {
    await given();
    await tables.given({ lines: [aLine({ account: 'account-2' })] });

    expect((await show(SHOP)).status).toBe(200);
    expect((await show({ account: 'account-2' })).problem).toBe('wipe-not-found');
    expect(await list({ account: 'account-2' })).toEqual([]);
  });

  test('shows its number, masked, to its owner and the shop', async () => {
    await given();

    for (const claims of [OWNER, SHOP])
      expect(await numbers(claims)).toEqual(['*******5678', '*******5678', '*******5678']);
  });

  test('shows operations no number', async () => {
    await given();

    expect(await numbers(OPS)).toEqual([undefined, undefined, undefined]);
  });

  test.each([
    ['has another owner', { account: 'account-2' }],
    ['is nobody’s', { status: 'ended' }],
  ] as const)('shows the shop no number of a line that %s', async (_, changed) => {
    await given();
    await tables.given({ lines: [aLine(changed)] });

    expect((await show(SHOP)).body).toMatchObject({ model: 'SO-01M' });
    expect((await show(SHOP)).body).not.toHaveProperty('number');
  });

  test('is an approver’s to decide on, not to look at or cancel', async () => {
    await given();

    for (const answer of [await show(staff('approver')), await cancel(staff('approver'))])
      expect(answer).toMatchObject({ status: 403, problem: 'not-allowed' });
  });
});

describe('a wipe that its owner asked for', () => {
  test('is operations’ to see, and no shop’s', async () => {
    await given({});

    expect((await show(OPS)).status).toBe(200);
    expect((await show(SHOP)).problem).toBe('wipe-not-found');
    expect(await list(SHOP)).toEqual([]);
    expect(await list(OPS)).toEqual([path.wipeId]);
  });

  test('of a shop without a name is nobody’s', async () => {
    await given({});

    expect((await show({ ...SHOP, shop: undefined })).status).toBe(401);
  });
});

test('the wipes of a line that is nobody’s are not there', async () => {
  await tables.given({ lines: [aLine({ status: 'ended' })] });

  for (const claims of [SHOP, OPS])
    expect([await list(claims), await list(claims, 'missing')]).toEqual([
      'line-not-found',
      'line-not-found',
    ]);
});

describe('a cancellation', () => {
  const why = { reason: 'Asked by the police' };

  test.each([
    ['its owner', OWNER, {}, 'person-1', 'subscriber'],
    ['the shop', SHOP, {}, 'shop-1', 'shop'],
    ['operations', OPS, { body: why }, 'ops-1', 'ops'],
  ])('by %s is in the audit by person', async (_, claims, made, id, role) => {
    await given();

    expect(await cancel(claims, made)).toMatchObject({ status: 200 });

    const wipe = await tables.wipes.read(key);
    expect(wipe?.events.at(-1)).toMatchObject({
      type: 'cancelled',
      by: { kind: 'person', id },
      detail: { secondFactor: 'sign-in', role },
    });
  });

  test('by operations has a reason, whose hash the audit keeps', async () => {
    await given();

    expect(await cancel(OPS)).toMatchObject({ status: 400, body: { members: ['reason'] } });
    expect(await cancel(OPS, { body: why })).toMatchObject({ status: 200 });

    const wipe = await tables.wipes.read(key);
    const n = wipe?.events.length ?? 0;
    expect(wipe?.reasons).toEqual([{ n, text: why.reason }]);
    expect(wipe?.events.at(-1)?.detail).toMatchObject({
      reasonHash: wipe && reasonHash(wipe, n, why.reason),
    });
    expect(JSON.stringify(wipe?.events)).not.toContain('police');
  });

  test('by operations is a wish with a reason, too, once a command is out', async () => {
    await given({ ...ofShop, state: 'issued' });

    expect(await cancel(OPS, { body: why })).toMatchObject({ problem: 'not-known-yet' });

    expect(await tables.wipes.read(key)).toMatchObject({
      state: 'issued',
      cancelRequestedAt: NOW,
      reasons: [{ text: why.reason }],
    });
  });

  test.each([
    ['the shop', SHOP],
    ['operations', OPS],
  ])('by %s needs two factors used lately, and a code is none', async (_, claims) => {
    const before = await given();
    const half = { ...claims, assurance: '1' };
    const stale = { ...claims, auth_time: String((NOW - 6 * MINUTE) / SECOND) };

    for (const body of [why, { ...why, stepUpCode: '12345678' }])
      for (const weak of [half, stale])
        expect(await cancel(weak, { body })).toMatchObject({ problem: 'step-up-required' });

    expect(await tables.wipes.read(key)).toEqual(before);
  });

  test('by another shop finds nothing', async () => {
    const before = await given({ ...ofShop, enrolmentId: ENROLMENT_ID });
    await tables.wipes.put(aWipe({ enrolmentId: digest('another') }));

    expect(await cancel(staff('shop', { shop: 'shop-2' }))).toMatchObject({
      status: 404,
      problem: 'wipe-not-found',
    });
    expect(await tables.wipes.read(key)).toEqual(before);
  });
});
