/** This cloud's own certificate authority: it stands for Amazon's, which signs device and server certificates. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { readJsonFile } from '../../disk/read-json-file.ts';
import { replaceFile } from '../../disk/replace-file.ts';
import { commonName, signCertificate } from './certificate.ts';
import type { CertificateRequest } from './certificate-request.ts';

const stored = z.strictObject({ certificate: z.string(), privateKey: z.string() });
/** A certificate and its private key, both PEM. */
export type Identity = z.infer<typeof stored>;

export interface Authority {
  /** The CA certificate, PEM. */
  readonly pem: string;
  /** The certificate of the MQTT server, made anew when it is about to expire. */
  server(): Identity;
  /** Signs a device's certificate, PEM. */
  issue(request: CertificateRequest): string;
}

const DAY = 86_400_000;
/** AWS: "Certificates issued by AWS IoT expire at midnight UTC on December 31, 2049". */
const END_OF_2049 = new Date('2049-12-31T23:59:59Z');
const NAME = commonName('Local cloud IoT CA');

/**
 * Opens the CA in `folder`, making it at the first start. Certificates live by real time, never by the cloud's
 * clock: TLS checks them.
 */
export function openAuthority(folder: string): Authority {
  const own = find(join(folder, 'ca.json')) ?? makeAuthority(join(folder, 'ca.json'));
  const key = createPrivateKey(own.privateKey);
  const ownPublicKey = spki(key);

  const issue = (
    { subject, publicKey }: CertificateRequest,
    kind: 'server' | 'device',
    notAfter: Date,
  ) =>
    signCertificate(
      {
        subject,
        issuer: NAME,
        publicKey,
        issuerPublicKey: ownPublicKey,
        notBefore: recently(),
        notAfter,
        kind,
      },
      key,
    );

  return {
    pem: own.certificate,
    issue: (request) => issue(request, 'device', END_OF_2049),
    server() {
      const path = join(folder, 'server.json');
      const found = find(path);
      if (found !== undefined && isGood(found, createPublicKey(own.certificate))) return found;
      return make(path, (publicKey) =>
        issue(
          { subject: commonName('localhost'), publicKey },
          'server',
          new Date(Date.now() + 365 * DAY),
        ),
      );
    },
  };
}

const find = (path: string) => readJsonFile(path, stored);

function makeAuthority(path: string): Identity {
  return make(path, (publicKey, privateKey) =>
    signCertificate(
      {
        subject: NAME,
        issuer: NAME,
        publicKey,
        issuerPublicKey: publicKey,
        notBefore: recently(),
        notAfter: END_OF_2049,
        kind: 'authority',
      },
      privateKey,
    ),
  );
}

function make(path: string, sign: (publicKey: Buffer, privateKey: KeyObject) => string): Identity {
  const { privateKey }: { privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const made = {
    certificate: sign(spki(privateKey), privateKey),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  replaceFile(path, JSON.stringify(made));
  return made;
}

const spki = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'der' });

/** A client whose clock is a little behind takes the certificate too. */
const recently = () => new Date(Date.now() - 5 * 60_000);

/** Good for another 30 days, and by this CA. */
function isGood({ certificate }: Identity, authorityKey: KeyObject): boolean {
  const parsed = new X509Certificate(certificate);
  return parsed.validToDate.getTime() > Date.now() + 30 * DAY && parsed.verify(authorityKey);
}
