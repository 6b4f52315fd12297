/** Access tokens as the issuer would sign them for somebody else, made from one that it did sign. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload, SignJWT } from 'jose';
import * as z from 'zod';
import type { Stage } from './stage.ts';

const Keys = z.object({ signing: z.looseObject({ kty: z.literal('RSA') }) });

/** The token with other claims, signed by the local issuer's own key; `undefined` takes a claim away. */
export async function minted(
  stage: Stage,
  token: string,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const file = join(stage.folder, 'issuer', 'keys.json');
  const { signing } = Keys.parse(JSON.parse(await readFile(file, 'utf8')));
  const { alg = 'RS256', ...header } = decodeProtectedHeader(token);
  const payload: JWTPayload = { ...decodeJwt(token), ...claims };
  return new SignJWT(payload)
    .setProtectedHeader({ ...header, alg })
    .sign(await importJWK(signing, alg));
}
