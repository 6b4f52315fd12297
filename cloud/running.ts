/** Where the running system of a folder is: a file beside its state, believed only while its writer holds the lock. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Whereabouts } from '#demo/welcome.ts';
import { readJsonFile } from '#local/disk/read-json-file.ts';
import { replaceFile } from '#local/disk/replace-file.ts';
import { LockOwner, lockOwner } from '#local/lock.ts';
import { Refusal } from './refusal.ts';

const Announcement = z.object({ owner: LockOwner, at: Whereabouts });

/** A system that runs, and the process that runs it. */
export interface Running extends Whereabouts {
  readonly pid: number;
}

const fileIn = (folder: string) => join(folder, 'running.json');

/** Says where the system is that this process runs on the folder; answers how to take that back. */
export function announce(at: Whereabouts): () => void {
  const owner = lockOwner(at.folder);
  if (owner?.pid !== process.pid) throw new Error(`this process does not hold ${at.folder}`);
  replaceFile(
    fileIn(at.folder),
    JSON.stringify({ owner, at } satisfies z.input<typeof Announcement>),
  );
  return () => rmSync(fileIn(at.folder), { force: true });
}

/** @throws Refusal when nothing runs on the folder, or is not up yet. */
export function findRunning(folder: string): Running {
  const owner = lockOwner(folder);
  if (owner === undefined) throw new Refusal(`nothing runs on ${folder}; npm start starts it`);
  const said = readJsonFile(fileIn(folder), Announcement);
  if (said?.owner.pid !== owner.pid || said.owner.started !== owner.started)
    throw new Refusal(`the system on ${folder} is not up yet (process ${owner.pid})`);
  return { ...said.at, pid: owner.pid };
}
