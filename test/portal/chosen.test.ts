import { expect, test } from '@jest/globals';
import { withItem } from '#portal/chosen.ts';

test('an item is put into a list once, and taken out of it', () => {
  expect(withItem(['a', 'b'], 'b', true)).toEqual(['a', 'b']);
  expect(withItem(['a', 'b'], 'a', false)).toEqual(['b']);
});
