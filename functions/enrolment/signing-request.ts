/** Reads a certificate signing request (PKCS #10, RFC 2986): whose key is it for, and does its holder have it? */
import { createPublicKey, verify } from 'node:crypto';
import { PublicJwk } from '#domain/protocol/signature.ts';
import { elementsIn, sequenceIn } from './der.ts';

const PEM =
  /^-----BEGIN CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE REQUEST-----\s*$/;
const BIT_STRING = 0x03;
/** The AlgorithmIdentifier of 1.2.840.10045.4.3.2, ecdsa-with-SHA256, without parameters (RFC 5758 section 3.2). */
const ECDSA_WITH_SHA256 = '300a06082a8648ce3d040302';

/** The P-256 key that signed the request, or undefined where the request is not one or not signed by its key. */
export function keyOfRequest(pem: string): PublicJwk | undefined {
  const [, base64] = PEM.exec(pem) ?? [];
  if (base64 === undefined) return undefined;
  try {
    const { signed, publicKey, signature } = partsOf(Buffer.from(base64, 'base64'));
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    if (!verify('sha256', signed, key, signature)) return undefined;
    const { kty, crv, x, y } = key.export({ format: 'jwk' });
    return PublicJwk.safeParse({ kty, crv, x, y }).data;
  } catch {
    // Reader and crypto throw their own kinds of errors for whatever is not a request; all mean the same.
    return undefined;
  }
}

/** CertificationRequest of RFC 2986 section 4.2, and the key of its CertificationRequestInfo (section 4.1). */
function partsOf(der: Uint8Array) {
  const [request, ...after] = elementsIn(der);
  const [info, algorithm, signature, ...more] = sequenceIn(request);
  const [, , publicKey] = sequenceIn(info);
  const isRequest =
    after.length + more.length === 0 && hexOf(algorithm?.whole) === ECDSA_WITH_SHA256;
  // Signatures are whole bytes: no bit of the last one is unused.
  if (!isRequest || signature?.tag !== BIT_STRING || signature.content[0] !== 0)
    throw new RangeError('not a signing request');
  if (info === undefined || publicKey === undefined) throw new RangeError('no key');
  return {
    signed: info.whole,
    publicKey: publicKey.whole,
    signature: signature.content.subarray(1),
  };
}

const hexOf = (bytes: Uint8Array = new Uint8Array()) => Buffer.from(bytes).toString('hex');
