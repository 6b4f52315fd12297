/** The issuer's signing key and cookie key, kept (0600) so that tokens and sessions outlive a restart. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import * as z from 'zod';
import { readJsonFile } from '../disk/read-json-file.ts';
import { replaceFile } from '../disk/replace-file.ts';

const privateJwk = z.strictObject({
  kty: z.literal('RSA'),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});
const issuerKeys = z.strictObject({ signing: privateJwk, cookies: z.string() });
export type IssuerKeys = z.infer<typeof issuerKeys>;

/** API Gateway's JWT authorizer takes RSA only, hence RS256. */
export async function findKeys(path: string): Promise<IssuerKeys> {
  const found = readJsonFile(path, issuerKeys);
  if (found !== undefined) return found;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint({ kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' });
  const made = issuerKeys.parse({
    signing: { ...jwk, alg: 'RS256', use: 'sig', kid },
    cookies: randomBytes(32).toString('base64url'),
  });
  replaceFile(path, JSON.stringify(made));
  return made;
}
