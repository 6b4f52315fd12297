/**
 * ECDSA P-256 over a digest that was computed elsewhere (FIPS 186-5, 6.4.1), which `node:crypto` cannot do: it
 * always hashes. For the local cloud only: it is not constant-time.
 */
import { createECDH, type KeyObject } from 'node:crypto';

/** The order n of P-256's base point (SP 800-186, 3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The signature of a 32-byte digest, in DER. */
export function signDigest(privateKey: KeyObject, digest: Buffer): Buffer {
  const d = numberOf(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'));
  const z = numberOf(digest);
  for (;;) {
    // OpenSSL draws the secret number k in [1, n-1] and computes the point k·G.
    const nonce = createECDH('prime256v1');
    nonce.generateKeys();
    const r = numberOf(nonce.getPublicKey(null, 'uncompressed').subarray(1, 33)) % ORDER;
    const s = (inverse(numberOf(nonce.getPrivateKey())) * (z + r * d)) % ORDER;
    if (r !== 0n && s !== 0n) return der([integer(r), integer(s)]);
  }
}

const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

/** The inverse modulo the (prime) order, by the extended Euclidean algorithm. */
function inverse(value: bigint): bigint {
  let [remainder, next] = [ORDER, value % ORDER];
  let [coefficient, nextCoefficient] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [coefficient, nextCoefficient] = [nextCoefficient, coefficient - quotient * nextCoefficient];
  }
  return ((coefficient % ORDER) + ORDER) % ORDER;
}

/** `SEQUENCE { r INTEGER, s INTEGER }`: RFC 3279, 2.2.3. Both are short enough for one length byte. */
function der(parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const padded = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, padded.length]), padded]);
}
