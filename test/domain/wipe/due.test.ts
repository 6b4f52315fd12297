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
import { endKey, TELL_GRACE } from '#domain/wipe/tell.ts';
import { allTold, aWipe, hashOf, NOW } from '../builders.ts';

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
    const issued = aWipe({ state: 'issued' });
    const after = { ...issued, messages: allTold(issued) };

    expect(dueAfter({ ...issued, nextActionAt: NOW + 300 * DAY }, after, LATER)).toBe(
      deadlineAt + MINUTE,
    );
  });

  test('and none once it is settled', () => {
    const bare = aWipe({ state: 'erased' });
    const settled = { ...bare, record: record(bare.events.length), messages: allTold(bare) };

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
    expect(dueAt({ ...wipe, messages: allTold(wipe) }, LATER)).toBe(due);
  });

  test('sooner while somebody is to be told, ever more rarely while that fails', () => {
    const wipe = aWipe({ state: 'issued' });

    expect(dueAt(wipe, LATER)).toBe(LATER + TELL_GRACE);
    expect(dueAt(wipe, NOW + DAY)).toBe(NOW + 2 * DAY);
    expect(dueAt(wipe, deadlineAt - MINUTE)).toBe(deadlineAt + MINUTE);
  });

  test.each(STATE_NAMES)('or settled, never neither (%s)', (state) => {
    const wipe = aWipe({ state });
    const events = wipe.events.length;
    const done = { ...wipe, record: record(events), messages: allTold(wipe) };

    expect(dueAt(wipe, LATER)).toBeGreaterThanOrEqual(NOW);
    expect(dueAt(done, LATER) === undefined).toBe(hasEnded(state));
  });
});

describe('settled', () => {
  const wipe = aWipe({ state: 'erased' });
  const events = wipe.events.length;
  const told = allTold(wipe);
  const end = endKey(events);
  const earlier = told.map((key) => (key === end ? endKey(events - 1) : key));

  test.each([
    ['sealed and told', { record: record(events), messages: told }, true],
    ['not sealed', { messages: told }, false],
    ['not told', { record: record(events) }, false],
    ['told of the end, but of nothing before', { record: record(events), messages: [end] }, false],
    ['sealed before late proof', { record: record(events - 1), messages: told }, false],
    ['told before late proof', { record: record(events), messages: earlier }, false],
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
