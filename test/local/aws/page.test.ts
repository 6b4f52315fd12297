import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from '#local/aws/page.ts';

describe('pages', () => {
  test('one after the other are the whole list, each full but the last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (all, size) => {
        const seen: number[] = [];
        let token: string | undefined;
        do {
          const page = pageOf(all, size, token);
          if (page === undefined) throw new Error('a token of a page is not taken');
          seen.push(...page.entries);
          token = page.next;
          if (token !== undefined) expect(page.entries).toHaveLength(size);
        } while (token !== undefined);

        expect(seen).toEqual(all);
      }),
    );
  });

  test.each(['', 'x', '-1', '1', 'MQ', 'MQ==='])('are not to be had by the token %j', (token) => {
    expect(pageOf([1, 2, 3], 1, token)).toBeUndefined();
  });
});
