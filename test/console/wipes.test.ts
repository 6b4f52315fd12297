/** The list of wipes: what it is asked for, gathered, kept as a file, and done to several at once. */
import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '#browser/api/call.ts';
import { actOnAll, sortedFor } from '#console/wipes/bulk.ts';
import { csvOf } from '#console/wipes/csv.ts';
import { findWipes } from '#console/wipes/find.ts';
import { hasPhoneNumber, queryOf, tokensOf } from '#console/wipes/search.ts';
import { withView } from '#console/wipes/views.ts';

describe('a search', () => {
  test('is the same as tokens and as an address', () => {
    const address =
      'state=held%2Cexpired&model=SO-51D&line=line-0001&stuck=true&from=2026-01-01T00%3A00%3A00.000Z';

    expect(queryOf(tokensOf(new URLSearchParams(address))).toString()).toBe(address);
  });

  test('leaves out what the service does not take', () => {
    const tokens = [
      { propertyKey: 'state', operator: '=', value: ['held', 'nonsense'] },
      { propertyKey: 'model', operator: '!=', value: 'SO-51D' },
      { propertyKey: 'requestedAt', operator: '<=', value: 'yesterday' },
      { propertyKey: 'colour', operator: '=', value: 'red' },
    ];

    expect(queryOf(tokens).toString()).toBe('state=held');
  });

  test.each([
    [`${'e'.repeat(43)}.2`, 'wipe'],
    ['line-0001', 'line'],
  ])('by %s alone is one for the %s of that id', (value, property) => {
    expect(queryOf([{ operator: '=', value }]).toString()).toBe(`${property}=${value}`);
  });
});

describe('a phone number in a search', () => {
  test.each([
    ['09012345678', true],
    ['090-1234-5678', true],
    ['+819012345678', true],
    [' ０９０－１２３４ ５６７８ ', true],
    ['０９０ー１２３４ー５６７８', true],
    ['090ｰ1234ｰ5678', true],
    ['090−1234−5678', true],
    ['090‐1234‐5678', true],
    ['(090)1234-5678', true],
    ['line-0001', false],
    [`${'0'.repeat(43)}.1`, false],
    ['2026-03-01T00:00:00.000Z', false],
  ])('is known where %j is typed: %s', (value, isOne) => {
    expect(hasPhoneNumber([{ operator: '=', value }])).toBe(isOne);
    expect(hasPhoneNumber([{ propertyKey: 'line', operator: '=', value }])).toBe(isOne);
  });

  test('is not what a person’s id is taken for', () => {
    expect(hasPhoneNumber([{ propertyKey: 'clerk', operator: '=', value: '0000123456' }])).toBe(
      false,
    );
  });

  test('is not taken for one in a search by states', () => {
    expect(hasPhoneNumber(tokensOf(new URLSearchParams('state=held,expired')))).toBe(false);
  });
});

const page = (wipes: number, next?: string) => ({
  ok: true as const,
  etag: 'a',
  retryAfter: undefined,
  value: { wipes: Array.from({ length: wipes }, () => row()), ...(next && { next }) },
});
const row = () => ({
  wipeId: 'w.1',
  lineId: 'line-0001',
  model: 'SO-51D',
  state: 'held' as const,
  waitsFor: 'release' as const,
  onHold: false,
  channel: 'web' as const,
  requestedBy: 'p-1',
  requestedAt: '2026-01-01T00:00:00Z',
  deadlineAt: '2026-02-01T00:00:00Z',
});

describe('a page of the list', () => {
  test('goes on until there is something on it', async () => {
    const asked: string[] = [];
    const pages = [page(0, 'b'), page(0, 'c'), page(2, 'd')];
    const wipes = async (query: URLSearchParams) => {
      asked.push(query.toString());
      return pages[asked.length - 1] ?? page(0);
    };

    const found = await findWipes({ wipes }, new URLSearchParams('state=held'), 'tag');

    expect(asked).toEqual([
      'state=held&limit=50',
      'state=held&limit=50&after=b',
      'state=held&limit=50&after=c',
    ]);
    expect(found).toMatchObject({ ok: true, etag: undefined, value: { next: 'd' } });
  });

  test('stops after a while, and says that there is more', async () => {
    let asked = 0;
    const wipes = async () => {
      asked += 1;
      return page(0, 'more');
    };

    expect(await findWipes({ wipes }, new URLSearchParams(), undefined)).toMatchObject({
      value: { wipes: [], next: 'more' },
    });
    expect(asked).toBe(10);
  });
});

describe('a file of the list', () => {
  test('has every field in its place, and no formula', () => {
    expect(
      csvOf(
        ['id', 'marks'],
        [
          ['a,b', '=1+1'],
          ['say "no"', '\u4fdd\u7559'],
        ],
      ),
    ).toBe(`id,marks\r\n"a,b",'=1+1\r\n"say ""no""",\u4fdd\u7559\r\n`);
  });
});

describe('a view', () => {
  test('under a name that there is already takes its place', () => {
    const first = { name: 'mine', query: 'state=held' };
    const second = { name: 'mine', query: 'state=expired' };

    expect(withView([first, { name: 'other', query: '' }], second)).toEqual([
      { name: 'other', query: '' },
      second,
    ]);
  });
});

const failed = (code: string, status: number): Outcome<never> => ({
  ok: false,
  failure: {
    kind: 'problem',
    problem: { type: 'urn:x', title: code, status, code },
    retryAfter: undefined,
  },
});
const unreachable: Outcome<never> = { ok: false, failure: { kind: 'unreachable' } };

describe('several at once', () => {
  const sending = (answers: Readonly<Record<string, Outcome<never>>>) => {
    const sent: string[] = [];
    const act = async (wipeId: string) => {
      sent.push(wipeId);
      return answers[wipeId] ?? { ok: 'same' as const, retryAfter: undefined };
    };
    return { sent, service: { act, cancel: act } };
  };
  const about = { act: 'hold', wipeIds: ['a', 'b', 'c'], reason: 'why' } as const;

  test('are sent one by one, and what one is refused for stops no other', async () => {
    const { sent, service } = sending({ b: failed('wipe-ended', 409) });

    const run = await actOnAll(service, about);

    expect(sent).toEqual(['a', 'b', 'c']);
    expect(run).toMatchObject({
      came: [{ wipeId: 'a' }, { wipeId: 'b', problem: { code: 'wipe-ended' } }, { wipeId: 'c' }],
      left: [],
    });
    expect(run.failure).toBeUndefined();
  });

  test('are no failure where a command is out: it is wished for', async () => {
    const { service } = sending({ b: failed('not-known-yet', 409) });

    expect(await actOnAll(service, { ...about, act: 'cancel' })).toEqual({
      came: [{ wipeId: 'a' }, { wipeId: 'b', isWish: true }, { wipeId: 'c' }],
      left: [],
    });
  });

  test.each([
    ['no connection', unreachable],
    ['a service that is down', failed('internal', 500)],
    ['a limit', failed('limit-reached', 429)],
    ['a fresh sign-in', { ok: false, failure: { kind: 'step-up' } } as const],
  ])('stop at %s, and tell what was done and what is left', async (_what, outcome) => {
    const { sent, service } = sending({ b: outcome });

    expect(await actOnAll(service, about)).toEqual({
      came: [{ wipeId: 'a' }],
      failure: outcome.ok === false && outcome.failure,
      left: ['b', 'c'],
    });
    expect(sent).toEqual(['a', 'b']);
  });

  test('are sorted by what the table of acts says of each', () => {
    const open = { ...row(), wipeId: 'open' };
    const onHold = { ...row(), wipeId: 'on-hold', onHold: true };
    const ended = { ...row(), wipeId: 'ended', state: 'erased' as const };
    const rows = [open, onHold, ended];
    const by = { role: 'ops', person: 'p-operator', now: 0 } as const;

    expect(sortedFor('hold', by, rows)).toEqual({
      taken: [open],
      not: [
        { row: onHold, why: 'on-hold' },
        { row: ended, why: 'ended' },
      ],
    });
    expect(sortedFor('cancel', by, rows)).toEqual({
      taken: [open, onHold],
      not: [{ row: ended, why: 'ended' }],
    });
  });
});
