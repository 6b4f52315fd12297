/** Replaces a file so that a crash leaves either the old or the new content, never a part. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes beside the file, syncs, renames, and syncs the folder. Makes the folder (0700) where it is missing. */
export function replaceFile(path: string, content: string | Buffer, mode = 0o600): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  syncFolder(folder);
}

/**
 * Does so with many files at a time, of which one may be there before another: whoever replaced them one after the other
 * would wait for the disk as often.
 */
export async function replaceFiles(
  files: readonly { path: string; content: Buffer }[],
  mode = 0o600,
): Promise<void> {
  await Promise.all(
    files.map(async ({ path, content }) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(`${path}.new`, 'w', mode);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
      const folder = await open(dirname(path), 'r');
      await folder.sync().finally(() => folder.close());
    }),
  );
}

/** A rename is durable only once its folder is (fsync(2)). */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
