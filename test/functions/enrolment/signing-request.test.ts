import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyOfRequest } from '#functions/enrolment/signing-request.ts';
import { certificateRequest, pem } from '#handset/certificate-request.ts';
import { aKey } from '#test/domain/protocol/keys.ts';

/** Made by OpenSSL 3: two names in the subject, and an extension among the attributes. */
const FROM_OPENSSL = `-----BEGIN CERTIFICATE REQUEST-----
MIIBDDCBswIBADAiMQ4wDAYDVQQDDAVwaG9uZTEQMA4GA1UECgwHRXhhbXBsZTBZ
MBMGByqGSM49AgEGCCqGSM49AwEHA0IABN0fwCGCrm8pzj6zKJaYN5lafRpi/qnj
jE4WRiuzFhIfTK0zmfsAxzbsYvaQzxTGiVmDkhM0dbaJ1vfZptySWICgLzAtBgkq
hkiG9w0BCQ4xIDAeMBwGA1UdEQQVMBOCEXBob25lLmV4YW1wbGUuY29tMAoGCCqG
SM49BAMCA0gAMEUCIBUNbTkCQKOEr0Kdex4CLDDyqsd4AnbxfqFzduNs/txbAiEA
vetBDGhUEMSNI6m+vybqr1pmTnsaIMOPgaszGq+8XpY=
-----END CERTIFICATE REQUEST-----
`;
/** The same key and tool, signed with ecdsa-with-SHA384. */
const WITH_SHA384 = `-----BEGIN CERTIFICATE REQUEST-----
MIHKMHICAQAwEDEOMAwGA1UEAwwFcGhvbmUwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAATdH8Ahgq5vKc4+syiWmDeZWn0aYv6p44xOFkYrsxYSH0ytM5n7AMc27GL2
kM8UxolZg5ITNHW2idb32abckliAoAAwCgYIKoZIzj0EAwMDSAAwRQIhANTIAK7R
ObMaeTahcKZw970+DxSMl94FSKzMOS4Ij0iXAiA6w+uvVRduMKweaXIGzykrTzIl
sxqzDKCG4/Jq6TioXw==
-----END CERTIFICATE REQUEST-----
`;

const bytesOf = (text: string) => Buffer.from(text.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
const requestOf = (bytes: Uint8Array) => pem('CERTIFICATE REQUEST', Buffer.from(bytes));

describe('a signing request tells whose key it is for', () => {
  test('as OpenSSL makes it', () => {
    expect(keyOfRequest(FROM_OPENSSL)).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: '3R_AIYKubynOPrMolpg3mVp9GmL-qeOMThZGK7MWEh8',
      y: 'TK0zmfsAxzbsYvaQzxTGiVmDkhM0dbaJ1vfZptySWIA',
    });
  });

  test('as a handset makes it', () => {
    const { jwk, publicJwk } = aKey();

    expect(keyOfRequest(certificateRequest('enrolment', jwk))).toEqual(publicJwk);
  });
});

describe('no key is believed', () => {
  test('under another algorithm of signing', () => {
    expect(keyOfRequest(WITH_SHA384)).toBeUndefined();
  });

  test('when any byte is another, or missing, or more', () => {
    const good = bytesOf(FROM_OPENSSL);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(good);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(keyOfRequest(requestOf(changed))).toBeUndefined();
        expect(keyOfRequest(requestOf(good.subarray(0, at)))).toBeUndefined();
        expect(keyOfRequest(requestOf(Buffer.concat([good, Buffer.of(change)])))).toBeUndefined();
      }),
    );
  });

  test('in bytes that are no request at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(keyOfRequest(requestOf(bytes))).toBeUndefined();
      }),
    );
  });
});
