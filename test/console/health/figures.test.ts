import { describe, expect, test } from '@jest/globals';
import {
  countsOf,
  countText,
  heldOf,
  isSlowest,
  lengthOf,
  restsOn,
  timesOf,
  unclaimedOf,
  wordsOfEnd,
} from '#console/health/figures.ts';
import { en } from '#console/texts/en/en.ts';
import { ja } from '#console/texts/ja/ja.ts';
import { withdraw } from '#domain/wipe/dispatch.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { END_REASONS } from '#functions/contract/end-reasons.ts';
import { spread } from '#functions/ops/health.ts';
import { aWipe, NOW } from '#test/domain/builders.ts';

describe('counts by state', () => {
  test('are of every state, in the order of a wipe’s life', () => {
    const counts = countsOf({ erased: 3, held: 1 });

    expect(counts.map(({ state }) => state)).toEqual(STATE_NAMES);
    expect(counts.filter(({ wipes }) => wipes > 0)).toEqual([
      { state: 'held', wipes: 1 },
      { state: 'erased', wipes: 3 },
    ]);
  });

  test('say where there are more than were counted', () => {
    expect(countText({ wipes: 12, complete: true })).toBe('12');
    expect(countText({ wipes: 12, complete: false })).toBe('12+');
  });

  test('are, for a withdrawal, of the states that it cancels in', () => {
    const by = { kind: 'service', id: 'reconcile' } as const;
    const cancels = STATE_NAMES.filter(
      (state) => withdraw(aWipe({ state }), { withdrawnAt: NOW, now: NOW, by }).state !== state,
    );
    const open = { wipes: 6, complete: true };
    const ones = Object.fromEntries(STATE_NAMES.map((state) => [state, 1]));
    const only = Object.fromEntries(cancels.map((state) => [state, 1]));

    expect(unclaimedOf({ states: ones, open })).toEqual({ wipes: 4, complete: true });
    expect(unclaimedOf({ states: only, open: { ...open, wipes: 4 } })).toEqual({
      wipes: 4,
      complete: true,
    });
  });

  test.each([
    [{ wipes: 350, complete: true }, true],
    [{ wipes: 351, complete: true }, false],
    [{ wipes: 350, complete: false }, false],
  ])('are of those held, for the way on; whether all, where %j are open: %s', (open, complete) => {
    const states = { held: 340, issued: 10, erased: 2660 };

    expect(heldOf({ states, open })).toEqual({ wipes: 340, complete });
  });
});

describe('figures', () => {
  test.each([
    [true, 'Of all 3,000 asked for in the last 31 days.'],
    [false, 'Of the newest 3,000 asked for in the last 31 days.'],
  ])('of a sample that is complete (%s) say so', (complete, words) => {
    expect(restsOn({ wipes: 3000, complete }, en.health.restsOn)).toBe(words);
  });

  test.each([
    [99, true],
    [100, false],
  ])('call the 99th percentile of %d the slowest where it is: %s', (of, slowest) => {
    const times = Array.from({ length: of }, (_, index) => index * 1000);

    expect(spread(times).p99Seconds === of - 1).toBe(slowest);
    expect(isSlowest('p99', { of })).toBe(slowest);
    expect(isSlowest('p50', { of })).toBe(false);
  });
});

describe('a chart of times', () => {
  test.each([
    [0.4, 2, 'seconds', [0.4, 2]],
    [30, 90, 'minutes', [0.5, 1.5]],
    [1800, 86_399, 'hours', [0.5, 86_399 / 3600]],
    [43_200, 172_800, 'days', [0.5, 2]],
  ])('of %d and %d seconds is in %s', (p50Seconds, p99Seconds, unit, values) => {
    const times = timesOf({ of: 2, p50Seconds, p99Seconds });

    expect(times.unit).toBe(unit);
    expect(times.bars.map(({ value }) => value)).toEqual(values);
    expect(times.bars.map(({ percentile }) => percentile)).toEqual(['p50', 'p99']);
  });

  test('has no bars where no wipe had that time, and bars of nothing where it took none', () => {
    expect(timesOf({ of: 0 })).toEqual({ unit: 'seconds', bars: [] });
    expect(timesOf({ of: 1, p50Seconds: 0, p99Seconds: 0 }).bars).toHaveLength(2);
  });
});

describe('a length of time', () => {
  test.each([
    [0, [[0, 'seconds']]],
    [1.26, [[1.3, 'seconds']]],
    [60, [[1, 'minutes']]],
    [
      3661,
      [
        [1, 'hours'],
        [1, 'minutes'],
      ],
    ],
    [86_460, [[1, 'days']]],
    [
      266_400,
      [
        [3, 'days'],
        [2, 'hours'],
      ],
    ],
  ] as const)('of %d seconds is told in two units at most', (seconds, parts) => {
    expect(lengthOf(seconds)).toEqual(parts);
  });
});

describe('a reason of an end', () => {
  const unknown = { reason: 'later', means: 'The service’s words', todo: 'Its advice' };

  test.each(Object.entries(END_REASONS))('%s is told in the words of the page', (code, english) => {
    const answered = { ...unknown, reason: code };

    expect(wordsOfEnd(answered, en.health.reasons)).toEqual(english);
    expect(wordsOfEnd(answered, ja.health.reasons)).not.toMatchObject({ means: english.means });
    expect(Object.values(wordsOfEnd(answered, ja.health.reasons)).every(Boolean)).toBe(true);
  });

  test('that is new to the pages is told in the words of the service', () => {
    const { means, todo } = unknown;

    expect(wordsOfEnd(unknown, ja.health.reasons)).toEqual({ means, todo });
  });
});
