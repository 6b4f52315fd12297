/** Makes certificate signing requests, good ones and others, for the tests of certificates. */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { commonName } from '#local/iot/ca/certificate.ts';
import { bitString, contextTag, der, objectIdentifier, sequence, TAG } from '#local/iot/ca/der.ts';

interface RequestOptions {
  readonly key: KeyObject;
  /** Who signs, where it is not the key itself. */
  readonly signer?: KeyObject;
  readonly subject?: Buffer;
}

export function newKey(namedCurve = 'P-256'): KeyObject {
  const { privateKey }: { privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve });
  return privateKey;
}

export const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A request in PEM, signed with SHA-256. */
export function certificateRequest({ key, signer = key, subject }: RequestOptions): string {
  const info = sequence(
    der(TAG.integer, Buffer.from([0])),
    subject ?? commonName('a handset'),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der(contextTag(0)),
  );
  const algorithm = sequence(
    ...(key.asymmetricKeyType === 'rsa'
      ? [objectIdentifier('1.2.840.113549.1.1.11'), der(0x05)]
      : [objectIdentifier('1.2.840.10045.4.3.2')]),
  );
  const request = sequence(info, algorithm, bitString(sign('sha256', info, signer)));
  return `-----BEGIN CERTIFICATE REQUEST-----\n${request.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
}
