/** A lock on the data folder: two clouds on one folder would tear its state apart. */
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from './aws/error.ts';
import { errorCode } from './disk/error-code.ts';
import { readJsonFile } from './disk/read-json-file.ts';
import { processStat } from './process-stat.ts';

/** A process, told apart from an earlier one of the same id by when it started. */
export const LockOwner = z.strictObject({ pid: z.number().int().positive(), started: z.string() });
export type LockOwner = z.output<typeof LockOwner>;

/**
 * Takes the lock; answers a function that gives it back. A lock whose process is gone is taken over.
 * @throws AwsError `DataFolderInUse`.
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'lock');
  const own = join(dataDir, `lock.${process.pid}`);
  const me: LockOwner = { pid: process.pid, started: startOf(process.pid) ?? '' };
  writeFileSync(own, JSON.stringify(me), { mode: 0o600 });
  try {
    if (!link(own, path)) {
      const owner = lockOwner(dataDir);
      if (owner !== undefined) throw inUse(dataDir, `process ${owner.pid}`);
      renameSync(path, `${path}.stale`);
      rmSync(`${path}.stale`);
      if (!link(own, path)) throw inUse(dataDir, 'another process');
    }
  } finally {
    rmSync(own);
  }
  return () => rmSync(path, { force: true });
}

/** A hard link appears at once and never over another: of two starts one gets it. */
function link(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds the folder's lock, or undefined when nobody does that is alive. */
export function lockOwner(dataDir: string): LockOwner | undefined {
  const owner = readJsonFile(join(dataDir, 'lock'), LockOwner);
  return owner !== undefined && isAlive(owner) ? owner : undefined;
}

/** A process id is given again after a while, a start time with it is not. */
function isAlive({ pid, started }: LockOwner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  const start = startOf(pid);
  return start === undefined || started === '' || start === started;
}

/** When a process started, where the system tells (proc(5), field 22). */
function startOf(pid: number): string | undefined {
  return processStat(pid)[19];
}

function inUse(dataDir: string, by: string): AwsError {
  return new AwsError('DataFolderInUse', `${dataDir} is in use by ${by}`);
}
