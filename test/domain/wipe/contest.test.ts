import { describe, expect, test } from '@jest/globals';
import { CONTEST_TIME, contest, contestHashOf, isContestSecret } from '#domain/wipe/contest.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { allTold, aWipe, hashOf, NOW } from '../builders.ts';

const SECRET = 'a'.repeat(22);

describe('contesting', () => {
  test.each(STATE_NAMES)('marks a wipe that is %s, and changes nothing else of it', (state) => {
    const wipe = aWipe({ state });

    const decision = contest(wipe, NOW + DAY);

    if (decision.kind !== 'contested') throw new Error(`it was ${decision.kind}`);
    const { version, contestedAt, events, nextActionAt, openShard, ...rest } = decision.wipe;
    expect(contestedAt).toBe(NOW + DAY);
    expect(events.slice(0, -1)).toEqual(wipe.events);
    expect(events.at(-1)).toMatchObject({ type: 'contested', from: state, to: state });
    expect(wipe).toMatchObject(rest);
    expect(hasEnded(decision.wipe.state)).toBe(hasEnded(state));
  });

  test('happens once', () => {
    expect(contest(aWipe({ contestedAt: NOW }), NOW + DAY)).toEqual({
      kind: 'already-contested',
      at: NOW,
    });
  });

  test('opens a settled wipe again, until it is sealed anew and operations are told', () => {
    const bare = aWipe({ state: 'erased' });
    const record = { revision: 1, hash: hashOf('r'), sealedAt: NOW, events: bare.events.length };
    const settled = { ...bare, record, messages: allTold(bare) };
    expect(isSettled(settled)).toBe(true);

    const decision = contest(settled, NOW + DAY);

    if (decision.kind !== 'contested') throw new Error(`it was ${decision.kind}`);
    expect(isSettled(decision.wipe)).toBe(false);
    expect(decision.wipe.openShard).toBeDefined();
  });

  test('is possible for a while after the end', () => {
    const wipe = aWipe({ state: 'erased' });
    const endedAt = wipe.endedAt ?? 0;

    expect(contest(wipe, endedAt + CONTEST_TIME - 1).kind).toBe('contested');
    expect(contest(wipe, endedAt + CONTEST_TIME)).toEqual({ kind: 'closed' });
  });
});

test('the secret is one wipe’s alone', () => {
  const wipe = aWipe();
  const contestHash = contestHashOf(wipe.wipeId, SECRET);
  const other = aWipe({ attempt: 2 });

  expect(isContestSecret({ ...wipe, contestHash }, SECRET)).toBe(true);
  expect(isContestSecret({ ...wipe, contestHash }, 'b'.repeat(22))).toBe(false);
  expect(isContestSecret({ ...other, contestHash }, SECRET)).toBe(false);
  expect(isContestSecret(wipe, SECRET)).toBe(false);
});
