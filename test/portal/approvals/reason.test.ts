import { describe, expect, test } from '@jest/globals';
import type { Approvals } from '#browser/approvals/gather.ts';
import { goneFrom } from '#portal/approvals/reason.ts';
import { approval } from '../../pages/sample-answers.ts';

const list = (
  approvals: readonly Parameters<typeof approval>[0][],
  hasMore = false,
): Approvals => ({ approvals: approvals.map((each) => approval(each)), hasMore });

describe('a request that is listed no more', () => {
  test.each([
    ['is told of', list([]), ['one']],
    ['is not told of where it is still there', list([{ wipeId: 'one' }]), []],
    ['is told of where another came', list([{ wipeId: 'two' }]), ['one']],
    ['is not told of where the list goes on', list([{ wipeId: 'two' }], true), []],
  ])('%s', (_what, after, gone) => {
    const found = goneFrom(list([{ wipeId: 'one' }]), after);

    expect(found.map(({ wipeId }) => wipeId)).toEqual(gone);
  });

  test.each([
    ['one’s own', { own: true }],
    ['decided before', { status: 'approved' as const }],
  ])('is not told of where it was %s', (_what, facts) => {
    expect(goneFrom(list([{ wipeId: 'one', ...facts }]), list([]))).toEqual([]);
  });
});
