/** Makes key material once and finds it again at each later start, by the key's place in the template. */
import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import * as z from 'zod';
import { readJsonFile } from '../disk/read-json-file.ts';
import { replaceFile } from '../disk/replace-file.ts';
import type { KeyMaterial } from './key.ts';

const stored = z.discriminatedUnion('spec', [
  z.strictObject({
    spec: z.literal('ECC_NIST_P256'),
    id: z.uuid(),
    createdAt: z.number(),
    pkcs8: z.string(),
  }),
  z.strictObject({
    spec: z.enum(['SYMMETRIC_DEFAULT', 'HMAC_256']),
    id: z.uuid(),
    createdAt: z.number(),
    secret: z.base64(),
  }),
]);
type Stored = z.infer<typeof stored>;

export interface FoundMaterial {
  /** KMS key ids are UUIDs. */
  readonly id: string;
  readonly createdAt: number;
  readonly material: KeyMaterial;
}

/**
 * The material in the file at `path`, made (0600) if there is none. A key whose spec changed in the template is a
 * new key, as CloudFormation replaces it.
 */
export function findMaterial(path: string, spec: KeyMaterial['spec'], now: number): FoundMaterial {
  const found = readJsonFile(path, stored);
  if (found?.spec === spec) return read(found);
  const made = make(spec, now);
  replaceFile(path, JSON.stringify(made));
  return read(made);
}

function make(spec: KeyMaterial['spec'], createdAt: number): Stored {
  const id = randomUUID();
  if (spec !== 'ECC_NIST_P256')
    return { spec, id, createdAt, secret: randomBytes(32).toString('base64') };
  const { privateKey }: { privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { spec, id, createdAt, pkcs8 };
}

function read(found: Stored): FoundMaterial {
  const { id, createdAt } = found;
  if (found.spec !== 'ECC_NIST_P256') {
    const secret = Buffer.from(found.secret, 'base64');
    return { id, createdAt, material: { spec: found.spec, secret } };
  }
  const privateKey = createPrivateKey(found.pkcs8);
  return { id, createdAt, material: { spec: found.spec, privateKey } };
}
