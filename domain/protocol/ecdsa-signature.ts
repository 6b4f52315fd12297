/** KMS answers ECDSA signatures in DER; JWS wants the raw pair of integers (RFC 7518 section 3.4). */
import { Fault } from '../fault.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const SIZE = 32;

/**
 * Turns a DER ECDSA signature (RFC 3279 section 2.2.3) on P-256 into its 64 raw bytes.
 * @throws Fault `bad-signature` for anything but exactly one such signature.
 */
export function derToRaw(der: Uint8Array): Uint8Array {
  // A P-256 signature has at most 2 + 2 * 35 bytes, so every length fits the one-byte form.
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) throw malformed();
  const r = readInteger(der, 2);
  const s = readInteger(der, r.end);
  if (s.end !== der.length) throw malformed();
  const raw = new Uint8Array(2 * SIZE);
  raw.set(r.value, SIZE - r.value.length);
  raw.set(s.value, 2 * SIZE - s.value.length);
  return raw;
}

function readInteger(der: Uint8Array, start: number): { value: Uint8Array; end: number } {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  if (der[start] !== INTEGER || length === 0 || end > der.length) throw malformed();
  const bytes = der.subarray(start + 2, end);
  const [first = 0, second = 0] = bytes;
  const padded = first === 0 && bytes.length > 1;
  // DER: no needless leading zero. A signature has neither negative numbers nor zero (FIPS 186-5 section 6.4.2).
  if (first > 0x7f || (first === 0 && !padded) || (padded && second <= 0x7f)) throw malformed();
  const value = padded ? bytes.subarray(1) : bytes;
  if (value.length > SIZE) throw malformed();
  return { value, end };
}

const malformed = () => new Fault('bad-signature', 'not a DER signature on P-256');
