import { describe, expect, test } from '@jest/globals';
import { wipeAddressOf } from '#portal/addresses.ts';

const ENROLMENT = 'e'.repeat(43);

describe('the page of a wipe', () => {
  test('is found by the address that the API gives', () => {
    expect(wipeAddressOf(`/v1/wipes/${ENROLMENT}.1`)).toBe(`/wipes/${ENROLMENT}.1`);
  });

  test.each([undefined, '', 'https://example.com/v1/wipes/x', '/v1/wipes/x/record'])(
    'is nowhere for %s',
    (address) => {
      expect(wipeAddressOf(address)).toBeUndefined();
    },
  );
});
