import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { OperationsWipeList } from '#functions/contract/ops-bodies.ts';
import { listAllWipes } from '#functions/list-all-wipes.ts';
import { monthOf } from '#functions/store/wipes.ts';
import { aWipe, NOW, type WipeOverrides } from '#test/domain/builders.ts';
import { call, OPERATOR } from '../api-call.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
/** By name. Each is of an enrolment of its own. */
const wipes = new Map<string, Wipe>();
const made = (name: string, overrides: WipeOverrides) => {
  const requestedAt = overrides.requestedAt ?? NOW;
  const deadlineAt = requestedAt + 30 * DAY;
  wipes.set(name, aWipe({ enrolmentId: digest(name), requestedAt, deadlineAt, ...overrides }));
};

for (const [index, state] of STATE_NAMES.entries())
  made(state, { state, requestedAt: NOW - index * HOUR });
const visit = { documents: ['passport'], reservation: true, customerPresent: true };
const clerk = { channel: 'shop', requestedBy: 'p-clerk' } as const;
made('of a shop', { ...clerk, visit: { ...visit, shop: 'shop-1' }, requestedAt: NOW - 40 * DAY });
made('of another', {
  ...{ ...clerk, visit: { ...visit, shop: 'shop-2' }, requestedBy: 'p-other' },
  requestedAt: NOW - 70 * DAY,
});
made('of the clerk’s own', { requestedBy: 'p-clerk', requestedAt: NOW - 71 * DAY });
made('of a model', { model: 'SH-51D', requestedAt: NOW - 100 * DAY });
made('of a line', { lineId: 'line-7', requestedAt: NOW - 200 * DAY });
made('of its owner before', {
  ...{ lineId: 'line-7', account: 'account-9' },
  requestedAt: NOW - 300 * DAY,
});
made('of long ago', { state: 'erased', requestedAt: NOW - 800 * DAY });

beforeAll(async () => {
  tables = await startTables();
  await tables.given({ wipes: [...wipes.values()] });
});
afterAll(() => tables.stop());

const LATER = NOW + MINUTE;
const list = async (query: Record<string, string> = {}, headers = {}, now = LATER) => {
  const tools = { ...tables, now: () => now };
  const answer = await call(listAllWipes(tools), { query, headers, claims: OPERATOR });
  if (answer.status !== 200) return { ...answer, wipes: [], next: undefined };
  const body = OperationsWipeList.parse(answer.body);
  expect(body).toEqual(answer.body);
  return { ...answer, ...body };
};
const names = (found: readonly { wipeId: string }[]) =>
  found.map(({ wipeId }) => [...wipes].find(([, wipe]) => wipe.wipeId === wipeId)?.[0]);

describe('a list of wipes', () => {
  test('has those of a year and a day, newest first', async () => {
    const { wipes: found, next } = await list();

    expect(next).toBeUndefined();
    expect(names(found)).toEqual([
      ...STATE_NAMES,
      'of a shop',
      'of another',
      'of the clerk’s own',
      'of a model',
      'of a line',
      'of its owner before',
    ]);
  });

  test('reaches back as far as it is asked to', async () => {
    const from = new Date(NOW - 900 * DAY).toISOString();
    const to = new Date(NOW - 250 * DAY).toISOString();
    const seen: string[] = [];

    let after: string | undefined;
    do {
      const page = await list({ from, to, ...(after && { after }) });
      seen.push(...page.wipes.map(({ wipeId }) => wipeId));
      after = page.next;
    } while (after);

    expect(names(seen.map((wipeId) => ({ wipeId })))).toEqual([
      'of its owner before',
      'of long ago',
    ]);
  });

  test('does a bounded amount of work a page, and says where it goes on', async () => {
    const from = new Date(NOW - 3_000 * DAY).toISOString();
    const months: string[] = [];
    const lists: Tables['lists'] = {
      ...tables.lists,
      ofMonth(month, span) {
        months.push(month);
        return tables.lists.ofMonth(month, span);
      },
    };
    const tools = { ...tables, lists, now: () => LATER };

    const answer = await call(listAllWipes(tools), { query: { from }, claims: OPERATOR });

    expect(months).toHaveLength(16);
    expect(answer.body).toHaveProperty('next');
  });

  test.each([
    [{ state: 'held' }, ['held']],
    [{ state: 'failed,erased' }, ['erased', 'failed']],
    [{ model: 'SH-51D' }, ['of a model']],
    [{ channel: 'shop' }, ['of a shop', 'of another']],
    [{ shop: 'shop-2' }, ['of another']],
    [{ clerk: 'p-clerk' }, ['of a shop']],
    [{ line: 'line-7' }, ['of a line', 'of its owner before']],
    [{ line: 'line-7', state: 'erased' }, []],
    [{ line: 'line-8' }, []],
    [{ wipe: `${digest('of long ago')}.1` }, ['of long ago']],
    [{ wipe: `${digest('of long ago')}.1`, state: 'held' }, []],
    [{ wipe: `${digest('of long ago')}.2` }, []],
  ])('is sifted by %j', async (query, expected) => {
    const { wipes: found, next } = await list(query);

    expect(names(found)).toEqual(expected);
    expect(next).toBeUndefined();
  });

  test.each([{}, { line: 'line-7' }, { channel: 'shop' }])(
    'in pages has each wipe once: %j',
    async (query) => {
      const whole = await list(query);
      const seen: string[] = [];

      let after: string | undefined;
      do {
        const page = await list({ ...query, limit: '1', ...(after && { after }) });
        expect(page.wipes.length).toBeLessThanOrEqual(1);
        seen.push(...page.wipes.map(({ wipeId }) => wipeId));
        after = page.next;
      } while (after);

      expect(seen).toEqual(whole.wipes.map(({ wipeId }) => wipeId));
    },
  );

  test('shows what a list needs, and nothing from inside', async () => {
    const { wipes: found } = await list({ channel: 'shop' });

    expect(found[0]).toMatchObject({
      shop: 'shop-1',
      requestedBy: 'p-clerk',
      waitsFor: 'service',
      onHold: false,
    });
    const text = JSON.stringify(found);
    for (const inside of ['passport', 'requestHash', 'account']) expect(text).not.toContain(inside);
  });

  test('that did not change is not sent again', async () => {
    const { headers } = await list();

    const again = await list({}, { 'if-none-match': headers['etag'] });

    expect(again).toMatchObject({ status: 304, body: {} });
  });
});

describe('a list is refused for', () => {
  test.each([
    ['state', { state: 'gone' }],
    ['state', { state: '' }],
    ['channel', { channel: 'phone' }],
    ['wipe', { wipe: 'x' }],
    ['line', { line: 'a b' }],
    ['line', { line: '09012345678' }],
    ['line', { line: '090-1234-5678' }],
    ['from', { from: 'yesterday' }],
    ['from', { from: '2026-02-31T00:00:00Z' }],
    ['to', { from: '2026-02-02T00:00:00Z', to: '2026-02-01T00:00:00Z' }],
    ['stuck', { stuck: 'yes' }],
    ['limit', { limit: '0' }],
    ['limit', { limit: '101' }],
    ['limit', { limit: 'ten' }],
    ['query', { sort: 'state' }],
    ['after', { after: 'x' }],
    ['after', { after: '' }],
    ['after', { after: 'A'.repeat(9_000) }],
  ])('a malformed %s: %j', async (parameter, query) => {
    expect(await list(query)).toMatchObject({
      status: 400,
      problem: 'parameter-malformed',
      body: { parameter },
    });
  });

  test('the cursor of another question', async () => {
    const { next = '' } = await list({ limit: '1' });

    expect(await list({ limit: '1', state: 'held', after: next })).toMatchObject({ status: 400 });
    expect(await list({ limit: '5', after: next })).toMatchObject({ status: 200 });
  });

  test('a cursor that was tampered with', async () => {
    const { next = '' } = await list({ limit: '1' });
    const { of, place } = JSON.parse(Buffer.from(next, 'base64url').toString('utf8'));
    const changed = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

    for (const after of [
      changed({ of, place: { ...place, month: '2026-13' } }),
      changed({ of, place: { month: place.month, after: { enrolmentId: 1 } } }),
      changed({ of, place: { ...place, index: 'byLine' } }),
      changed({ of, place, more: 1 }),
      changed({ place }),
    ])
      expect(await list({ limit: '1', after })).toMatchObject({ status: 400 });
  });
});

test('months are those that items were put under', async () => {
  const wipe = wipes.get('of a model');
  const { enrolmentId = '', attempt, requestedAt = 0 } = wipe ?? {};

  expect(await tables.item('Wipes', { enrolmentId, attempt })).toMatchObject({
    month: monthOf(requestedAt),
  });
});

describe('stuck wipes', () => {
  test('are those that have been due for five minutes, longest first, page by page', async () => {
    const muchLater = NOW + 20 * DAY;
    const whole = await list({ stuck: 'true', limit: '100' }, {}, muchLater);
    const seen: string[] = [];

    let after: string | undefined;
    do {
      const query = { stuck: 'true', limit: '2', ...(after && { after }) };
      const page = await list(query, {}, muchLater);
      expect(page.wipes.length).toBeLessThanOrEqual(2);
      seen.push(...page.wipes.map(({ wipeId }) => wipeId));
      after = page.next;
    } while (after);

    const due = [...wipes.values()]
      .filter(({ nextActionAt = muchLater }) => nextActionAt <= muchLater - 5 * MINUTE)
      .toSorted((a, b) => (a.nextActionAt ?? 0) - (b.nextActionAt ?? 0));
    expect(due.length).toBeGreaterThan(5);
    expect(seen).toEqual(whole.wipes.map(({ wipeId }) => wipeId));
    const times = seen.map((id) => due.find(({ wipeId }) => wipeId === id)?.nextActionAt ?? -1);
    expect(times).toEqual(due.map(({ nextActionAt }) => nextActionAt));
  });

  test('are sifted as well', async () => {
    const { wipes: found } = await list({ stuck: 'true', state: 'held' }, {}, NOW + 20 * DAY);

    expect(names(found)).toEqual(['held']);
  });

  test('are none of those that are due in time', async () => {
    const early = await startTables();
    const wipe = annotate(aWipe({ state: 'held' }), NOW, {});
    await early.given({ wipes: [wipe] });
    const at = async (now: number) => {
      const tools = { ...early, now: () => now };
      const query = { stuck: 'true' };
      return (await call(listAllWipes(tools), { query, claims: OPERATOR })).body['wipes'];
    };

    const due = wipe.nextActionAt ?? 0;
    const [inTime, late] = [await at(due + 5 * MINUTE - 1), await at(due + 5 * MINUTE)];
    await early.stop();

    expect(inTime).toEqual([]);
    expect(late).toHaveLength(1);
  });
});

test.each(['approver', 'shop', 'subscriber'])('a list is not for the role %s', async (role) => {
  const claims = { ...OPERATOR, role, scope: `remote-wipe/${role}`, shop: 's', account: 'a' };

  const answer = await call(listAllWipes({ ...tables, now: () => LATER }), { claims });

  expect(answer).toMatchObject({ status: 403, problem: 'not-allowed' });
});
