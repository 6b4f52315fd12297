import { describe, expect, test } from '@jest/globals';
import { asOf } from '#console/api/as-of.ts';

const NOW = 1_000_000;
const failure = { kind: 'unreachable' } as const;
/** Asked for every ten seconds, and seen so many milliseconds ago. */
const seen = (ago: number) => ({ seenAt: NOW - ago, staleAfter: 20_000 });

describe('what a page shows', () => {
  test.each([
    ['just seen', [seen(0)], undefined],
    ['missed once', [seen(20_000)], undefined],
    ['missed twice', [seen(20_001)], NOW - 20_001],
    ['one of two that is old', [seen(0), seen(30_000)], NOW - 30_000],
    ['two that are old', [seen(40_000), seen(30_000)], NOW - 40_000],
    ['failing', [{ ...seen(5), failure }], NOW - 5],
    ['failing, and never seen', [{ staleAfter: 20_000, failure }], undefined],
    ['asked for once', [{ seenAt: 0 }], undefined],
  ])('that is %s is of its time', (_what, answers, at) => {
    expect(asOf(answers, NOW)).toBe(at);
  });
});
