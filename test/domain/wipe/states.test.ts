import { describe, expect, test } from '@jest/globals';
import { Fault } from '#domain/fault.ts';
import { advance, type Changes } from '#domain/wipe/advance.ts';
import { hasEnded, priorStates, STATE_NAMES, STATES, type WipeState } from '#domain/wipe/states.ts';
import { aWipe, NOW, SERVICE } from '../builders.ts';

/** The table of the design, written a second time: who changes one must change the other. */
const TABLE: readonly (readonly [WipeState, 'open' | 'ended', readonly WipeState[]])[] = [
  [
    'requested',
    'open',
    ['awaiting-approval', 'held', 'waiting-for-handset', 'refused', 'cancelled', 'expired'],
  ],
  [
    'awaiting-approval',
    'open',
    ['held', 'waiting-for-handset', 'refused', 'rejected', 'cancelled', 'expired'],
  ],
  ['held', 'open', ['waiting-for-handset', 'refused', 'cancelled', 'expired']],
  ['waiting-for-handset', 'open', ['issued', 'held', 'refused', 'cancelled', 'expired']],
  [
    'issued',
    'open',
    [
      'issued',
      'accepted',
      'erased',
      'failed',
      'unconfirmed',
      'held',
      'cancelled',
      'expired',
      'refused',
    ],
  ],
  ['accepted', 'open', ['erased', 'failed', 'unconfirmed']],
  ['erased', 'ended', []],
  ['unconfirmed', 'ended', ['erased', 'failed']],
  ['failed', 'ended', []],
  ['refused', 'ended', []],
  ['rejected', 'ended', []],
  ['cancelled', 'ended', []],
  ['expired', 'ended', []],
];

/** What each state needs to be valid. */
const NEEDS: Readonly<Partial<Record<WipeState, Changes>>> = {
  'awaiting-approval': { approvalUntil: NOW },
  held: { heldFor: 'pause' },
  accepted: { commandHash: 'hash', verdictUntil: NOW },
  erased: { proof: 'report' },
  failed: { reason: 'why' },
  refused: { reason: 'why' },
  rejected: { reason: 'why' },
  expired: { reason: 'deadline' },
};

const moves = STATE_NAMES.flatMap((from) => STATE_NAMES.map((to) => [from, to] as const));
const legal = moves.filter(([from, to]) => STATES[from].next.includes(to));
const illegal = moves.filter(([from, to]) => !STATES[from].next.includes(to));

const move = (from: WipeState, to: WipeState, evidence: string | undefined) =>
  advance(aWipe({ state: from }), {
    to,
    type: 'released',
    by: SERVICE,
    at: NOW,
    ...(evidence && { evidence }),
    set: NEEDS[to] ?? {},
  });

describe('the table of states', () => {
  test.each(TABLE)('%s is %s and leads to %j', (state, standing, next) => {
    expect([...STATES[state].next].sort()).toEqual([...next].sort());
    expect(hasEnded(state)).toBe(standing === 'ended');
  });

  test('has no state beside these', () => {
    expect(STATE_NAMES).toEqual(TABLE.map(([state]) => state));
  });

  test.each(STATE_NAMES)('says from where %s may be entered', (to) => {
    const expected = TABLE.filter(([, , next]) => next.includes(to)).map(([from]) => from);

    expect(priorStates(to)).toEqual(expected);
  });

  test('lets no ended state move on but unconfirmed', () => {
    const moving = STATE_NAMES.filter((state) => hasEnded(state) && STATES[state].next.length > 0);

    expect(moving).toEqual(['unconfirmed']);
  });
});

describe('advance', () => {
  test.each(legal)('moves from %s to %s', (from, to) => {
    const before = aWipe({ state: from });

    const moved = move(from, to, 'a.claim.jws');

    expect(moved).toMatchObject({ state: to, version: before.version + 1, ...NEEDS[to] });
    expect(moved.events).toHaveLength(before.events.length + 1);
    expect(moved.events.at(-1)).toMatchObject({ from, to });
  });

  test.each(illegal)('refuses to move from %s to %s', (from, to) => {
    expect(() => move(from, to, 'a.claim.jws')).toThrow(
      expect.objectContaining({ code: 'illegal-transition' }),
    );
  });

  test.each(['held', 'cancelled', 'expired', 'refused'] as const)(
    'refuses to take a command back to %s without signed evidence',
    (to) => {
      expect(() => move('issued', to, undefined)).toThrow(
        new Fault('illegal-transition', 'only a signed claim takes a command back'),
      );
    },
  );
});
