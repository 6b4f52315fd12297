import { describe, expect, test } from '@jest/globals';
import type { Item } from '#drill/crash/evidence.ts';
import { type Allowance, type Stored, undueChanges } from '#drill/fuzz/changes.ts';

const ALLOWANCE: Allowance = {
  target: 'e-target',
  cancellable: 'e-wiped.1',
  cancelled: false,
  opened: new Set(['e-target.1']),
  isDue: ({ to }) => to === 'owner@example.com',
};
const LINE = { lineId: 'l', account: 'a', version: 1, codesSentAt: [] };
const WIPE = { enrolmentId: 'e-wiped', attempt: 1, state: 'waiting-for-handset', version: 2 };

function stored(
  tables: Readonly<Record<string, readonly Item[]>>,
  to: readonly string[] = [],
): Stored {
  const keys: Readonly<Record<string, readonly string[]>> = {
    LinesTable: ['lineId'],
    EnrolmentsTable: ['enrolmentId'],
    WipesTable: ['enrolmentId', 'attempt'],
  };
  const message = { at: 0, kind: 'mail', body: '' } as const;
  return {
    tables: Object.entries(keys).map(([name, key]) => {
      return { name, key, items: tables[name] ?? [], indexes: [] };
    }),
    messages: to.map((address, id) => ({ ...message, id, to: address })),
  };
}
const before = stored({ LinesTable: [LINE], WipesTable: [WIPE] });
const codes = (after: Stored, allowance: Partial<Allowance> = {}) =>
  undueChanges(before, after, { ...ALLOWANCE, ...allowance }).map(({ code }) => code);

describe('what sound requests and time may leave', () => {
  test.each([
    ['nothing', {}],
    ['a code that was asked for', { LinesTable: [{ ...LINE, codesSentAt: [1], version: 2 }] }],
    ['a notice more', { WipesTable: [{ ...WIPE, notices: 2, version: 3 }] }],
    [
      'the wipe that was answered',
      { WipesTable: [WIPE, { enrolmentId: 'e-target', attempt: 1, state: 'requested' }] },
    ],
  ])('%s', (_, after) => {
    expect(codes(stored({ LinesTable: [LINE], WipesTable: [WIPE], ...after }))).toEqual([]);
  });

  test('a cancellation, where a sound one was answered so', () => {
    const after = stored({ LinesTable: [LINE], WipesTable: [{ ...WIPE, state: 'cancelled' }] });

    expect(codes(after, { cancelled: true })).toEqual([]);
    expect(codes(after)).toEqual(['changed-without-right']);
  });
});

describe('what nothing may leave', () => {
  test.each([
    ['another owner', { LinesTable: [{ ...LINE, account: 'b' }] }],
    ['a line more', { LinesTable: [LINE, { ...LINE, lineId: 'm' }] }],
    ['a line fewer', { LinesTable: [] }],
    ['an enrolment', { EnrolmentsTable: [{ enrolmentId: 'e' }] }],
    [
      'a wipe of the same handset that nobody was told of',
      { WipesTable: [WIPE, { ...WIPE, attempt: 2 }] },
    ],
    [
      'a second wipe of the target',
      { WipesTable: [WIPE, { enrolmentId: 'e-target', attempt: 2, state: 'requested' }] },
    ],
    ['a wipe that was let go', { WipesTable: [{ ...WIPE, state: 'issued' }] }],
  ])('%s', (_, after) => {
    expect(codes(stored({ LinesTable: [LINE], WipesTable: [WIPE], ...after }))).toEqual([
      'changed-without-right',
    ]);
  });

  test('a message to somebody else', () => {
    const tables = { LinesTable: [LINE], WipesTable: [WIPE] };

    expect(codes(stored(tables, ['owner@example.com', 'stranger@example.com']))).toEqual([
      'message-to-a-stranger',
    ]);
  });
});
