import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import {
  dueAfter,
  dueAt,
  isSealed,
  isSettled,
  OPEN_SHARDS,
  openShardOf,
} from '#domain/wipe/due.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { aWipe, hashOf, NOW } from '../builders.ts';

const LATER = NOW + MINUTE;
const { deadlineAt } = aWipe();
const record = (events: number) => ({ revision: 1, hash: hashOf('r'), sealedAt: NOW, events });

describe('an earlier time stays on a wipe', () => {
  const EARLY = LATER + MINUTE;
  const waiting = { ...aWipe({ state: 'waiting-for-handset' }), nextActionAt: EARLY };

  test.each(['issued', 'accepted'] as const)('once it is %s', (state) => {
    expect(dueAfter(waiting, aWipe({ state, verdictUntil: NOW + DAY }), LATER)).toBe(EARLY);
  });

  test('from one step after its end to the next', () => {
    const erased = { ...aWipe({ state: 'erased' }), nextActionAt: EARLY };

    expect(dueAfter(erased, erased, LATER)).toBe(EARLY);
  });

  test.each([
    ['that has passed', { ...waiting, nextActionAt: LATER }, aWipe({ state: 'issued' })],
    ['while a rung of the ladder would come early', { ...aWipe(), nextActionAt: EARLY }, waiting],
    ['at an end that its run has just begun to seal', waiting, aWipe({ state: 'failed' })],
  ])('but not one %s', (_, before, after) => {
    expect(dueAfter(before, after, LATER)).toBe(dueAt(after, LATER));
  });

  test('and a later one never does', () => {
    const late = { ...aWipe({ state: 'issued' }), nextActionAt: NOW + 300 * DAY };

    expect(dueAfter(late, aWipe({ state: 'issued' }), LATER)).toBe(deadlineAt + MINUTE);
  });

  test('and none once it is settled', () => {
    const { length } = aWipe({ state: 'erased' }).events;
    const settled = aWipe({ state: 'erased', record: record(length), toldEvents: length });

    expect(dueAfter(waiting, settled, LATER)).toBeUndefined();
  });
});

describe('a wipe is due', () => {
  test.each([
    ['requested: soon, for its workflow may not have started', aWipe(), LATER + MINUTE],
    [
      'awaiting approval: when that has lapsed',
      aWipe({ state: 'awaiting-approval', approvalUntil: LATER }),
      LATER + MINUTE,
    ],
    ['held: every minute, to be let out again', aWipe({ state: 'held' }), LATER + MINUTE],
    [
      'waiting: for the next notice',
      aWipe({ state: 'waiting-for-handset', nextNoticeAt: NOW + DAY }),
      NOW + DAY,
    ],
    [
      'waiting: at the deadline, where that comes first',
      aWipe({ state: 'waiting-for-handset', nextNoticeAt: deadlineAt + DAY }),
      deadlineAt + MINUTE,
    ],
    ['issued: at the deadline', aWipe({ state: 'issued' }), deadlineAt + MINUTE],
    [
      'issued: at the end of the wait for the verdict',
      aWipe({ state: 'issued', verdictUntil: NOW + DAY }),
      NOW + DAY + MINUTE,
    ],
    [
      'accepted: at the end of that wait',
      aWipe({ state: 'accepted', verdictUntil: NOW + DAY }),
      NOW + DAY + MINUTE,
    ],
    ['requested: ever more rarely, run after run', aWipe({ run: 4 }), LATER + 8 * MINUTE],
    ['requested: at the deadline at last', aWipe({ run: 99, deadlineAt: LATER }), LATER + MINUTE],
    ['ended: until it is settled', aWipe({ state: 'failed' }), LATER + 2 * MINUTE],
  ])('%s', (_, wipe, due) => {
    expect(dueAt(wipe, LATER)).toBe(due);
  });

  test.each(STATE_NAMES)('or settled, never neither (%s)', (state) => {
    const wipe = aWipe({ state });
    const events = wipe.events.length;
    const done = aWipe({ state, record: record(events), toldEvents: events });

    expect(dueAt(wipe, LATER)).toBeGreaterThanOrEqual(NOW);
    expect(dueAt(done, LATER) === undefined).toBe(hasEnded(state));
  });
});

describe('settled', () => {
  const wipe = aWipe({ state: 'erased' });
  const events = wipe.events.length;

  test.each([
    ['sealed and told', { record: record(events), toldEvents: events }, true],
    ['not sealed', { toldEvents: events }, false],
    ['not told', { record: record(events) }, false],
    ['sealed before late proof', { record: record(events - 1), toldEvents: events }, false],
    ['told before late proof', { record: record(events), toldEvents: events - 1 }, false],
  ])('means %s', (_, more, settled) => {
    expect(isSettled({ ...wipe, ...more })).toBe(settled);
  });

  test('is more than sealed', () => {
    expect(isSealed({ ...wipe, record: record(events) })).toBe(true);
    expect(isSealed({ ...wipe, record: record(events - 1) })).toBe(false);
    expect(isSealed(wipe)).toBe(false);
  });
});

test('open wipes spread over all shards, and one enrolment stays in its own', () => {
  const ids = Array.from({ length: 200 }, (_, n) => digest(`enrolment ${n}`));
  const shards = ids.map(openShardOf);

  expect([...new Set(shards)].sort()).toEqual([...OPEN_SHARDS]);
  expect(ids.map(openShardOf)).toEqual(shards);
});
