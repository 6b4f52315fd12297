/** Builds and signs X.509 v3 certificates (RFC 5280) with ECDSA P-256 and SHA-256 (RFC 5758). */
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  contextTag,
  der,
  objectIdentifier,
  readAll,
  readBitString,
  readDer,
  sequence,
  TAG,
} from './der.ts';

export interface CertificateContent {
  /** Names as DER. */
  readonly subject: Buffer;
  readonly issuer: Buffer;
  /** SubjectPublicKeyInfo as DER. */
  readonly publicKey: Buffer;
  readonly issuerPublicKey: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly kind: 'authority' | 'server' | 'device';
}

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
const VERSION_3 = der(contextTag(0), der(TAG.integer, Buffer.from([2])));
const TRUE = der(TAG.boolean, Buffer.from([0xff]));

/** A name with just a common name. */
export function commonName(text: string): Buffer {
  const attribute = sequence(
    objectIdentifier('2.5.4.3'),
    der(TAG.utf8String, Buffer.from(text, 'utf8')),
  );
  return sequence(der(TAG.set, attribute));
}

/** The signed certificate, PEM. */
export function signCertificate(content: CertificateContent, issuerKey: KeyObject): string {
  const toBeSigned = sequence(
    VERSION_3,
    der(TAG.integer, serialNumber()),
    ECDSA_WITH_SHA256,
    content.issuer,
    sequence(utcTime(content.notBefore), utcTime(content.notAfter)),
    content.subject,
    content.publicKey,
    der(contextTag(3), sequence(...extensions(content))),
  );
  const signature = sign('sha256', toBeSigned, issuerKey);
  return pem(sequence(toBeSigned, ECDSA_WITH_SHA256, bitString(signature)));
}

/** Random and positive, with no leading zero byte (RFC 5280, 4.1.2.2). */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8() & 0x3f) | 0x40);
  return bytes;
}

/** Until the end of 2049 (RFC 5280, 4.1.2.5.1). */
function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+Z$|\D/g, '');
  return der(TAG.utcTime, Buffer.from(`${digits.slice(2)}Z`));
}

function extensions(content: CertificateContent): Buffer[] {
  const { kind } = content;
  const keyId = keyIdentifier(content.publicKey);
  const issuerKeyId = keyIdentifier(content.issuerPublicKey);
  const isAuthority = kind === 'authority';
  return [
    critical(
      '2.5.29.19',
      isAuthority ? sequence(TRUE, der(TAG.integer, Buffer.from([0]))) : sequence(),
    ),
    // keyCertSign and cRLSign, or digitalSignature: the bits from the left, after the count of unused ones.
    critical('2.5.29.15', der(TAG.bitString, Buffer.from(isAuthority ? [1, 0x06] : [7, 0x80]))),
    extension('2.5.29.14', der(TAG.octetString, keyId)),
    extension('2.5.29.35', sequence(der(0x80, issuerKeyId))),
    ...EXTENSIONS_OF[kind],
  ];
}

const extension = (id: string, value: Buffer) =>
  sequence(objectIdentifier(id), der(TAG.octetString, value));
const critical = (id: string, value: Buffer) =>
  sequence(objectIdentifier(id), TRUE, der(TAG.octetString, value));

/** RFC 5280, 4.2.1.12 and 4.2.1.6. A device's certificate is for clients only: its holder chose the name in it. */
const EXTENSIONS_OF: Readonly<Record<CertificateContent['kind'], readonly Buffer[]>> = {
  authority: [],
  device: [extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.2')))],
  server: [
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension(
      '2.5.29.17',
      sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))),
    ),
  ],
};

/** SHA-1 of the public key's bits (RFC 5280, 4.2.1.2, method 1): a label, not a safeguard. */
function keyIdentifier(publicKey: Buffer): Buffer {
  const bits = readAll(readDer(publicKey), TAG.sequence)[1];
  return createHash('sha1')
    .update(bits === undefined ? publicKey : readBitString(bits))
    .digest();
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
