/** What lies in a handset's folder: its storages, as anybody could look at them. */
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { errorCode } from '#local/disk/error-code.ts';

const STORAGES = ['internal', 'sd'];

/** Paths of all files in `internal/` and `sd/`, relative to the handset's folder, sorted. */
export async function filesOf(dir: string): Promise<string[]> {
  const found = await Promise.all(STORAGES.map((storage) => listing(join(dir, storage))));
  return found
    .flat()
    .map((file) => relative(dir, file))
    .sort();
}

async function listing(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
