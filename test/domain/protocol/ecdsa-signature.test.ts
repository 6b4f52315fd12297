import { verify } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { derToRaw } from '#domain/protocol/ecdsa-signature.ts';
import { aKey, signInDer } from './keys.ts';

/** DER of an unsigned integer (X.690 section 8.3): shortest form, a zero before a leading one bit. */
function integer(value: bigint): number[] {
  const hex = value.toString(16);
  const bytes = [...Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')];
  const padded = (bytes[0] ?? 0) > 0x7f ? [0, ...bytes] : bytes;
  return [0x02, padded.length, ...padded];
}
const sequence = (...content: number[]) => Uint8Array.from([0x30, content.length, ...content]);
const signature = (r: bigint, s: bigint) => sequence(...integer(r), ...integer(s));
const raw = (r: bigint, s: bigint) =>
  Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex');

const most = 2n ** 256n - 1n;

describe('derToRaw', () => {
  test('turns real signatures into ones that verify, short integers included', () => {
    const key = aKey();
    // One integer in 256 is shorter than 32 bytes: among 1,000 signatures some are all but certain.
    for (let n = 0; n < 1000; n += 1) {
      const input = `message ${n}`;

      const signed = derToRaw(signInDer(input, key));

      const publicKey = {
        key: key.publicJwk,
        format: 'jwk' as const,
        dsaEncoding: 'ieee-p1363' as const,
      };
      expect(signed).toHaveLength(64);
      expect(verify('sha256', Buffer.from(input), publicKey, signed)).toBe(true);
    }
  });

  test('puts integers of every length in their places', () => {
    const number = fc
      .integer({ min: 1, max: 256 })
      .chain((bits) => fc.bigInt({ min: 2n ** BigInt(bits - 1), max: 2n ** BigInt(bits) - 1n }));
    fc.assert(
      fc.property(number, number, (r, s) => {
        expect(Buffer.from(derToRaw(signature(r, s)))).toEqual(raw(r, s));
      }),
    );
  });

  test.each<[string, bigint, bigint]>([
    ['the least', 1n, 1n],
    ['the greatest', most, most],
    ['a short r', 0x7fn, most],
    ['a short s', most, 0x80n],
    ['31 bytes', 2n ** 248n - 1n, 2n ** 247n],
  ])('takes %s', (_, r, s) => {
    expect(Buffer.from(derToRaw(signature(r, s)))).toEqual(raw(r, s));
  });

  test.each<[string, Uint8Array]>([
    ['nothing', Uint8Array.of()],
    ['a tag alone', Uint8Array.of(0x30)],
    ['an empty sequence', sequence()],
    ['a set', Uint8Array.of(0x31, ...signature(1n, 1n).subarray(1))],
    ['one integer', sequence(...integer(1n))],
    ['three integers', sequence(...integer(1n), ...integer(1n), ...integer(1n))],
    ['bytes behind it', Uint8Array.of(...signature(1n, 1n), 0)],
    ['bytes behind it inside', sequence(...integer(1n), ...integer(1n), 0)],
    ['a length that is too great', Uint8Array.of(0x30, 7, ...signature(1n, 1n).subarray(2))],
    ['a length that is too small', Uint8Array.of(0x30, 5, ...signature(1n, 1n).subarray(2))],
    ['a length in the long form', Uint8Array.of(0x30, 0x81, 6, 2, 1, 1, 2, 1, 1)],
    ['an indefinite length', Uint8Array.of(0x30, 0x80, 2, 1, 1, 2, 1, 1, 0, 0)],
    ['an integer cut short', Uint8Array.of(0x30, 5, 2, 1, 1, 2, 1)],
    ['an integer that reaches beyond', sequence(2, 1, 1, 2, 2, 1)],
    ['an integer of no bytes', sequence(2, 0, ...integer(1n))],
    ['another type than integer', sequence(3, 1, 1, ...integer(1n))],
    ['a negative integer', sequence(2, 1, 0x80, ...integer(1n))],
    ['a needless leading zero', sequence(2, 2, 0, 1, ...integer(1n))],
    ['r of zero', sequence(2, 1, 0, ...integer(1n))],
    ['s of zero', sequence(...integer(1n), 2, 1, 0)],
    ['an integer of 33 bytes', signature(2n ** 256n, 1n)],
    ['an integer of 33 bytes with a leading zero', signature(2n ** 264n - 1n, 1n)],
    ['a P-384 signature', signature(2n ** 383n, 2n ** 383n)],
    ['a raw signature', new Uint8Array(64).fill(1)],
  ])('refuses %s', (_, der) => {
    expect(() => derToRaw(der)).toThrow(expect.objectContaining({ code: 'bad-signature' }));
  });

  test('answers 64 bytes or refuses by name, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          expect(derToRaw(bytes)).toHaveLength(64);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-signature' });
        }
      }),
    );
  });
});
