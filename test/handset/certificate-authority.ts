/** A certificate authority for tests: one root, a server certificate for loopback, certificates for requests. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PrivateJwk } from '#domain/protocol/signature.ts';
import { commonName, pem, signed } from '#handset/certificate-request.ts';
import { element, objectIdentifier, sequence, smallInteger } from '#handset/der.ts';
import { generateKey, privateKeyOf, privateKeyPem } from '#handset/keys.ts';

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
const time = (text: string) => element(0x17, Buffer.from(text));
const VALIDITY = sequence(time('250101000000Z'), time('491231235959Z'));
const octets = (content: Uint8Array) => element(0x04, content);
const TRUE = element(0x01, Buffer.of(0xff));
const BASIC_CONSTRAINTS = sequence(objectIdentifier('2.5.29.19'), TRUE, octets(sequence(TRUE)));
const LOOPBACK_NAME = sequence(
  objectIdentifier('2.5.29.17'),
  octets(sequence(element(0x82, Buffer.from('localhost')), element(0x87, Buffer.of(127, 0, 0, 1)))),
);

let serial = 0;

export interface CertificateAuthority {
  readonly ca: string;
  readonly server: { readonly key: string; readonly cert: string };
  /** A certificate for a PEM request, whose own signature is checked. */
  certify(csr: string): string;
  publicKeyOf(csr: string): KeyObject;
}

export function createCertificateAuthority(): CertificateAuthority {
  const rootKey = generateKey();
  const rootName = commonName('Test root');
  const serverKey = generateKey();

  function certificate(subject: Buffer, publicKey: Buffer, extensions: Buffer[]): string {
    serial += 1;
    const content = sequence(
      element(0xa0, smallInteger(2)),
      element(0x02, Buffer.of((serial >> 7) + 1, serial & 0x7f)),
      ECDSA_WITH_SHA256,
      rootName,
      VALIDITY,
      subject,
      publicKey,
      ...(extensions.length > 0 ? [element(0xa3, sequence(...extensions))] : []),
    );
    return pem('CERTIFICATE', signed(content, rootKey));
  }

  return {
    ca: certificate(rootName, publicKeyOf(rootKey), [BASIC_CONSTRAINTS]),
    server: {
      key: privateKeyPem(serverKey),
      cert: certificate(commonName('localhost'), publicKeyOf(serverKey), [LOOPBACK_NAME]),
    },
    certify(csr) {
      const { subject, publicKey } = readRequest(csr);
      return certificate(subject, publicKey, []);
    },
    publicKeyOf: (csr) =>
      createPublicKey({ key: readRequest(csr).publicKey, format: 'der', type: 'spki' }),
  };
}

const publicKeyOf = (key: PrivateJwk) =>
  createPublicKey(privateKeyOf(key)).export({ type: 'spki', format: 'der' });

function readRequest(csr: string): { subject: Buffer; publicKey: Buffer } {
  const der = Buffer.from(csr.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const [content, , signature] = children(der);
  if (content === undefined || signature === undefined) throw new Error('not a request');
  const [, subject, publicKey] = children(content);
  if (subject === undefined || publicKey === undefined) throw new Error('not a request');
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  // The first byte of a bit string counts unused bits: none.
  const raw = contentOf(signature).subarray(1);
  if (!verify('sha256', content, key, raw)) throw new Error('the request is not signed by its key');
  return { subject, publicKey };
}

/** The elements inside a constructed element. */
function children(der: Buffer): Buffer[] {
  const inside = contentOf(der);
  const found: Buffer[] = [];
  for (let at = 0; at < inside.length; at += found.at(-1)?.length ?? inside.length)
    found.push(inside.subarray(at, at + sizeOf(inside.subarray(at))));
  return found;
}

const contentOf = (der: Buffer) => der.subarray(headOf(der).head, sizeOf(der));
const sizeOf = (der: Buffer) => headOf(der).head + headOf(der).length;

function headOf(der: Buffer): { head: number; length: number } {
  const first = der[1] ?? 0;
  if (first < 0x80) return { head: 2, length: first };
  const count = first & 0x7f;
  return { head: 2 + count, length: der.readUIntBE(2, count) };
}
