/** Reads certificate signing requests (PKCS #10, RFC 2986) and checks what AWS IoT asks of them. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { AwsError } from '../../aws/error.ts';
import { type DerElement, objectIdentifier, readAll, readBitString, readDer, TAG } from './der.ts';

export interface CertificateRequest {
  /** DER of the name asked for. */
  readonly subject: Buffer;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Buffer;
}

const PEM =
  /^\s*-----BEGIN (NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END \1?CERTIFICATE REQUEST-----\s*$/;

/** https://docs.aws.amazon.com/iot/latest/developerguide/x509-client-certs.html#x509-cert-algorithms */
const DIGESTS: readonly (readonly [oid: Buffer, digest: string])[] = [
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
].map(([oid = '', digest = '']) => [objectIdentifier(oid), digest] as const);

/** @throws AwsError `InvalidRequestException` for anything but a request signed by a key that AWS takes. */
export function readCertificateRequest(text: string): CertificateRequest {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw refused('it is no PKCS #10 request in PEM');
  }
}

function read(text: string): CertificateRequest {
  const base64 = PEM.exec(text)?.[2];
  if (base64 === undefined) throw refused('it is no PKCS #10 request in PEM');
  const [info, algorithm, signature] = readAll(
    readDer(Buffer.from(base64, 'base64')),
    TAG.sequence,
  );
  if (info === undefined || algorithm === undefined || signature === undefined)
    throw refused('it is cut short');
  const [, subject, publicKey] = readAll(info, TAG.sequence);
  if (subject?.tag !== TAG.sequence || publicKey === undefined) throw refused('it is cut short');
  const key = createPublicKey({ key: publicKey.raw, format: 'der', type: 'spki' });
  checkKey(key);
  // The signature proves that the sender holds the private key.
  if (!verify(digestOf(algorithm), info.raw, key, readBitString(signature)))
    throw refused('its signature is not by its key');
  return { subject: subject.raw, publicKey: publicKey.raw };
}

function digestOf(algorithm: DerElement): string {
  const oid = readAll(algorithm, TAG.sequence)[0];
  const known = DIGESTS.find(([bytes]) => oid !== undefined && bytes.equals(oid.raw));
  if (known === undefined) throw refused('its signature algorithm is none that AWS IoT takes');
  return known[1];
}

/** API_CreateCertificateFromCsr: RSA of at least 2048 bits, or ECC of NIST P-256, P-384 or P-521. */
function checkKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): void {
  const curves = ['prime256v1', 'secp384r1', 'secp521r1'];
  const fits =
    type === 'rsa'
      ? (details?.modulusLength ?? 0) >= 2048
      : type === 'ec' && curves.includes(details?.namedCurve ?? '');
  if (!fits) throw refused('its key is none that AWS IoT takes');
}

function refused(reason: string): AwsError {
  return new AwsError(
    'InvalidRequestException',
    `The certificate signing request is not valid: ${reason}`,
  );
}
