/** Reads a certificate signing request (PKCS #10, RFC 2986): whose key is it for, and does its holder have it? */
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { PublicJwk } from '#domain/protocol/signature.ts';

/** The P-256 key that signed the request, or undefined where the request is not one or not signed by its key. */
export async function keyOfRequest(pem: string): Promise<PublicJwk | undefined> {
  try {
    const request = new Pkcs10CertificateRequest(pem);
    if (!(await request.verify())) return undefined;
    const key = await request.publicKey.export();
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
    const parsed = PublicJwk.safeParse({ kty, crv, x, y });
    return parsed.success ? parsed.data : undefined;
  } catch {
    // The library throws its own kinds of errors for whatever is not a request; all mean the same.
    return undefined;
  }
}
