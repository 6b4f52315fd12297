/** Reads a certificate signing request (PKCS #10, RFC 2986): whose key is it for, and does its holder have it? */
import { createPublicKey, verify } from 'node:crypto';
import { CertificationRequest } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import { PublicJwk } from '#domain/protocol/signature.ts';

const PEM =
  /^-----BEGIN CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE REQUEST-----\s*$/;
/** ecdsa-with-SHA256 (RFC 5758 section 3.2). */
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** The P-256 key that signed the request, or undefined where the request is not one or not signed by its key. */
export function keyOfRequest(pem: string): PublicJwk | undefined {
  const [, base64] = PEM.exec(pem) ?? [];
  if (base64 === undefined) return undefined;
  try {
    const request = AsnConvert.parse(Buffer.from(base64, 'base64'), CertificationRequest);
    const { certificationRequestInfo, certificationRequestInfoRaw, signature } = request;
    if (request.signatureAlgorithm.algorithm !== ECDSA_WITH_SHA256) return undefined;
    const spki = AsnConvert.serialize(certificationRequestInfo.subjectPKInfo);
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const signed = certificationRequestInfoRaw ?? AsnConvert.serialize(certificationRequestInfo);
    if (!verify('sha256', Buffer.from(signed), key, Buffer.from(signature))) return undefined;
    const { kty, crv, x, y } = key.export({ format: 'jwk' });
    return PublicJwk.safeParse({ kty, crv, x, y }).data;
  } catch {
    // Parser and crypto throw their own kinds of errors for whatever is not a request; all mean the same.
    return undefined;
  }
}
