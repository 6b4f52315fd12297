/** A lock on the data folder: two clouds on one folder would tear its state apart. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from './aws/error.ts';
import { readIfPresent } from './disk/read-json-file.ts';

const ownerSchema = z.strictObject({ pid: z.number().int().positive(), started: z.string() });
type Owner = z.output<typeof ownerSchema>;

/**
 * Takes the lock; answers a function that gives it back. A lock whose process is gone is taken over.
 * @throws AwsError `DataFolderInUse`.
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'lock');
  const own = join(dataDir, `lock.${process.pid}`);
  const me: Owner = { pid: process.pid, started: startOf(process.pid) ?? '' };
  writeFileSync(own, JSON.stringify(me), { mode: 0o600 });
  try {
    if (!link(own, path)) {
      refuseLiving(path, dataDir);
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
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

function refuseLiving(path: string, dataDir: string): void {
  const owner = ownerSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (owner.success && isAlive(owner.data)) throw inUse(dataDir, `process ${owner.data.pid}`);
}

/** A process id is given again after a while, a start time with it is not. */
function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  const start = startOf(pid);
  return start === undefined || started === '' || start === started;
}

/** When a process started, where the system tells (proc(5), field 22). */
function startOf(pid: number): string | undefined {
  const stat = readIfPresent(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function inUse(dataDir: string, by: string): AwsError {
  return new AwsError('DataFolderInUse', `${dataDir} is in use by ${by}`);
}
