/** The key of the sample platform, whose attestations of a reset the local system trusts. Made once a data folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { PrivateJwk, type PublicJwk, publicPart } from '#domain/protocol/signature.ts';
import { replaceFile } from '#local/disk/replace-file.ts';

/** Also what shows that a folder is a local system's. */
export const PLATFORM_KEY_FILE = 'platform-key.json';

export async function platformKeyIn(
  dataDir: string,
): Promise<{ file: string; publicJwk: PublicJwk }> {
  const file = join(dataDir, PLATFORM_KEY_FILE);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const key = text === undefined ? await makeKey(file) : PrivateJwk.parse(JSON.parse(text));
  return { file, publicJwk: publicPart(key) };
}

async function makeKey(file: string): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = PrivateJwk.parse(await exportJWK(privateKey));
  replaceFile(file, JSON.stringify(key));
  return key;
}
