import { describe, expect, test } from '@jest/globals';
import { withoutTokens } from '#functions/ops/execution-history.ts';

describe('callback tokens', () => {
  test.each([
    [{ token: 'secret', attempt: 1 }, { attempt: 1 }],
    [{ TaskToken: 'secret' }, {}],
    [{ taskToken: 'secret' }, {}],
    [{ a: [{ b: { token: 'secret' } }] }, { a: [{ b: {} }] }],
    ['{"Payload":{"token":"secret","attempt":1}}', { Payload: { attempt: 1 } }],
    [{ parameters: '{"token":"secret"}' }, { parameters: {} }],
    [
      { output: JSON.stringify({ inner: JSON.stringify({ token: 'secret' }) }) },
      { output: { inner: {} } },
    ],
  ])('are taken out of %j', (value, expected) => {
    expect(withoutTokens(value)).toEqual(expected);
  });

  test.each([['plain words'], ['12'], ['null'], [12], [null], [undefined], [true], [[1, 'a']]])(
    'are not in %j, which stays as it is',
    (value) => {
      expect(withoutTokens(value)).toEqual(value);
    },
  );
});
