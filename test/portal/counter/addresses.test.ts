import { expect, test } from '@jest/globals';
import { shopWipeAddress, shopWipeAddressOf } from '#portal/counter/addresses.ts';

const WIPE = `${'e'.repeat(43)}.2`;

test('the page of a wipe is found by where the API has it', () => {
  expect(shopWipeAddressOf(`/v1/wipes/${WIPE}`)).toBe(shopWipeAddress(WIPE));
  expect(shopWipeAddress(WIPE)).toBe(`/counter/wipes/${WIPE}`);
});

test.each([[undefined], ['/v1/lines/line-1'], [`/v1/wipes/${WIPE}/record`]])(
  '%s is the address of no wipe',
  (address) => {
    expect(shopWipeAddressOf(address)).toBeUndefined();
  },
);
