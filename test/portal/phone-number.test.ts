import { describe, expect, test } from '@jest/globals';
import { grouped, lastFourIn, lastFourOf, phoneNumberIn } from '#portal/phone-number.ts';

describe('a number that is typed', () => {
  test.each([
    ['09000000001'],
    ['090-0000-0001'],
    ['090 0000 0001'],
    ['０９０ー００００ー０００１'],
    ['０９０－００００－０００１'],
    ['090‐0000−0001'],
    [' (090) 0000.0001 '],
    ['+81 90-0000-0001'],
    ['+81 (0)90-0000-0001'],
  ])('is the one that %s means', (typed) => {
    expect(phoneNumberIn(typed)).toBe('09000000001');
  });

  test('may be one of ten digits', () => {
    expect(phoneNumberIn('03-0000-0001')).toBe('0300000001');
  });

  test.each([
    [''],
    ['0001'],
    ['90-0000-0001'],
    ['090-0000-00012'],
    ['090-0000-000a'],
    ['+1 90 0000 0001'],
  ])('is none where it is %j', (typed) => {
    expect(phoneNumberIn(typed)).toBeUndefined();
  });
});

describe('the last four digits', () => {
  test.each([
    ['0001', '0001'],
    ['０００１', '0001'],
    [' 00 01 ', '0001'],
  ])('typed as %j are read', (typed, digits) => {
    expect(lastFourIn(typed)).toBe(digits);
  });

  test.each([[''], ['001'], ['00011'], ['00a1']])('are none in %j', (typed) => {
    expect(lastFourIn(typed)).toBeUndefined();
  });

  test('stand at the end of a masked number', () => {
    expect(lastFourOf('*******0001')).toBe('0001');
  });
});

describe('a masked number', () => {
  test.each([
    ['*******0001', '***-****-0001'],
    ['******0001', '***-***-0001'],
  ])('%s is shown as %s', (masked, shown) => {
    expect(grouped(masked)).toBe(shown);
  });
});
