import { expect, test } from '@jest/globals';
import { looksLikePhoneNumber } from '#functions/contract/phone-number-like.ts';

test.each([
  ['09012345678'],
  ['0312345678'],
  ['090-1234-5678'],
  ['+819012345678'],
  ['+81-90-1234-5678'],
])('%s looks like a phone number', (text) => {
  expect(looksLikePhoneNumber(text)).toBe(true);
});

test.each([
  ['line-1'],
  ['5678'],
  ['0012345'],
  ['9012345678'],
  ['x09012345678'],
  ['09012345678x'],
  ['0123456789abcdef'],
  [''],
])('%j does not', (text) => {
  expect(looksLikePhoneNumber(text)).toBe(false);
});
