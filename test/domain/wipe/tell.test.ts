import { describe, expect, test } from '@jest/globals';
import { advance, annotate, note } from '#domain/wipe/advance.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import { endKey, lost, marked, messagesOf, TELL_GRACE, untold } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { allTold, aWipe, NOW, SERVICE, type WipeOverrides } from '../builders.ts';

const told = (wipe: Wipe) => messagesOf(wipe).map(({ to, event }) => `${to}: ${event}`);

describe('what a wipe calls for', () => {
  const REQUESTED = 'owner: requested';
  const ISSUED = 'owner: command-issued';
  const ENDED = 'owner: ended';
  const TABLE: Readonly<Record<WipeState, readonly string[]>> = {
    requested: [REQUESTED],
    'awaiting-approval': [REQUESTED, 'approvers: approval-asked'],
    held: [REQUESTED],
    'waiting-for-handset': [REQUESTED],
    issued: [REQUESTED, ISSUED],
    accepted: [REQUESTED, ISSUED],
    erased: [REQUESTED, ISSUED, ENDED],
    unconfirmed: [REQUESTED, ISSUED, ENDED],
    failed: [REQUESTED, ISSUED, ENDED],
    refused: [REQUESTED, ENDED],
    rejected: [REQUESTED, ENDED],
    cancelled: [REQUESTED, ENDED],
    expired: [REQUESTED, ENDED],
  };

  test.each(STATE_NAMES)('in the state %s', (state) => {
    expect(told(aWipe({ state }))).toEqual(TABLE[state]);
  });

  test.each<[string, WipeOverrides, string[]]>([
    [
      'an answer to the wish to cancel, while there is none',
      { state: 'issued', cancelRequestedAt: NOW },
      [REQUESTED, ISSUED, 'owner: cancel-requested'],
    ],
    [
      'the end alone once the wish has its answer',
      { state: 'cancelled', cancelRequestedAt: NOW },
      [REQUESTED, ENDED],
    ],
    [
      'no approval that was given',
      { state: 'awaiting-approval', approval: { reasons: [], approvedBy: 'person-2' } },
      [REQUESTED],
    ],
    [
      'an alert, whatever its state',
      { state: 'erased', contestedAt: NOW + DAY },
      [REQUESTED, ISSUED, ENDED, 'operations: contested'],
    ],
  ])('is %s', (_, overrides, expected) => {
    expect(told(aWipe(overrides))).toEqual(expected);
  });
});

describe('the end', () => {
  const unconfirmed = aWipe({ state: 'unconfirmed' });

  test('is to be told again once late proof corrects it', () => {
    const known = annotate(unconfirmed, NOW, { messages: allTold(unconfirmed) });
    const step = { to: 'erased', type: 'erased', by: SERVICE, at: NOW } as const;

    const proven = advance(known, { ...step, set: { proof: 'report' } });

    expect(untold(known)).toEqual([]);
    expect(untold(proven)).toMatchObject([{ event: 'ended', key: endKey(proven.events.length) }]);
  });

  test('is not to be told again where only the audit grew', () => {
    const known = annotate(unconfirmed, NOW, { messages: allTold(unconfirmed) });

    const contested = note(known, {
      type: 'contested',
      by: SERVICE,
      at: NOW,
      set: { contestedAt: NOW },
    });

    expect(untold(contested)).toMatchObject([{ to: 'operations', event: 'contested' }]);
  });
});

test('a message that was marked is told no more, and is marked once', () => {
  const wipe = aWipe({ state: 'issued' });
  const [first, second] = messagesOf(wipe);
  if (first === undefined || second === undefined) throw new Error('there are no messages');

  const once = { ...wipe, messages: marked(wipe, first) };

  expect(untold(once)).toEqual([second]);
  expect(marked(once, first)).toBe(once.messages);
});

test('a message is lost when its time is over, and not before', () => {
  const wipe = aWipe();

  expect(lost(wipe, NOW + TELL_GRACE - 1)).toEqual([]);
  expect(lost(wipe, NOW + TELL_GRACE)).toEqual(untold(wipe));
});

test('whatever becomes of a wipe, its marks stay few', () => {
  const all = STATE_NAMES.flatMap((state) =>
    allTold(aWipe({ state, cancelRequestedAt: NOW, contestedAt: NOW })),
  );
  const kinds = new Set(all.map((key) => key.replace(/:.*/, '')));

  // An end is followed by one other end at most, so there are two marks of that kind and one of each other.
  expect(kinds.size + 1).toBeLessThanOrEqual(7);
});
