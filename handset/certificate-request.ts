/** The certificate signing request (PKCS #10, RFC 2986) that a handset sends when it enrols or renews. */
import { createPublicKey, sign } from 'node:crypto';
import type { PrivateJwk } from '#domain/protocol/signature.ts';
import {
  bitString,
  element,
  objectIdentifier,
  sequence,
  setOf,
  smallInteger,
  utf8String,
} from './der.ts';
import { privateKeyOf } from './keys.ts';

const COMMON_NAME = objectIdentifier('2.5.4.3');
const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
/** `[0] IMPLICIT SET OF Attribute`, empty. */
const NO_ATTRIBUTES = element(0xa0);

/** A distinguished name of one common name. */
export function commonName(name: string): Buffer {
  return sequence(setOf(sequence(COMMON_NAME, utf8String(name))));
}

/** Signs a to-be-signed structure with ECDSA and SHA-256, as requests and certificates are. */
export function signed(content: Uint8Array, key: PrivateJwk): Buffer {
  const signature = sign('sha256', content, privateKeyOf(key));
  return sequence(content, ECDSA_WITH_SHA256, bitString(signature));
}

/** A request in PEM for the key, with the enrolment's id as common name. */
export function certificateRequest(enrolmentId: string, key: PrivateJwk): string {
  const publicKey = createPublicKey(privateKeyOf(key)).export({ type: 'spki', format: 'der' });
  const content = sequence(smallInteger(0), commonName(enrolmentId), publicKey, NO_ATTRIBUTES);
  return pem('CERTIFICATE REQUEST', signed(content, key));
}

/** Textual encoding (RFC 7468): 64 characters a line. */
export function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
