/** The secret by which the local system's API knows its edge. Made once a data folder. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '#local/disk/replace-file.ts';

export const ORIGIN_SECRET_FILE = 'origin-secret';

export async function originSecretIn(dataDir: string): Promise<{ secret: string; digest: string }> {
  const file = join(dataDir, ORIGIN_SECRET_FILE);
  const secret = (await readFile(file, 'utf8').catch(() => undefined)) ?? makeSecret(file);
  return { secret, digest: createHash('sha256').update(secret).digest('hex') };
}

function makeSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url');
  replaceFile(file, secret);
  return secret;
}
