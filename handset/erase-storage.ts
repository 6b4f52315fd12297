/** Erases a storage of the handset for real, and nothing outside it. */
import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, rmdir, unlink } from 'node:fs/promises';
import type { StorageResult } from '#domain/protocol/report.ts';
import { type HandsetDirectory, requireMark } from './directory.ts';
import { isMissing, syncFolder } from './replace-file.ts';

/**
 * Removes everything below the storage's folder and says what became of it. `unknown`: the storage went away
 * meanwhile.
 * @throws Fault `not-a-handset` when the folder has lost its mark.
 */
export async function eraseStorage(
  directory: HandsetDirectory,
  kind: StorageResult['kind'],
): Promise<StorageResult['result']> {
  await requireMark(directory);
  const folder = directory[kind];
  try {
    // A link in the place of the storage would lead out of the handset.
    if (!(await lstat(folder)).isDirectory() || (await realpath(folder)) !== folder)
      return 'failed';
  } catch (error) {
    if (!isMissing(error)) return 'failed';
    return kind === 'sd' ? 'no-card' : 'unknown';
  }
  try {
    await empty(Buffer.from(folder));
    return (await readdir(folder)).length === 0 ? 'erased' : 'failed';
  } catch (error) {
    return isMissing(error) ? 'unknown' : 'failed';
  }
}

/** Names stay bytes: a file whose name is not UTF-8 has to go as well. */
async function empty(folder: Buffer): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' }))
    await remove(folder, entry).catch(leave);
  await syncFolder(folder);
}

async function remove(folder: Buffer, entry: Dirent<Buffer>): Promise<void> {
  const path = Buffer.concat([folder, Buffer.from('/'), entry.name]);
  // A symbolic link counts as a file: it goes, what it points to stays.
  if (!entry.isDirectory()) return unlink(path);
  await empty(path);
  await rmdir(path);
}

/** What cannot be removed must not keep the rest from going; the look at the end finds it. */
function leave(): void {}
