/** Reads a function's log file on from where the last look ended, across its rotation. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#local/disk/error-code.ts';

/** Where the log of a function is: its two files are `{path}.1`, set aside, and `{path}`. */
export const logPath = (folder: string, functionName: string) =>
  join(folder, 'lambda', 'logs', `${functionName}.log`);

export class LogReader {
  readonly #path: string;
  /** The file that was read last, and how far. */
  #inode: number | undefined;
  #offset = 0;
  /** A line that is not whole yet. */
  #rest = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** The lines that are new since the last call; at first, all that are left. */
  async read(): Promise<string[]> {
    const setAside = `${this.#path}.1`;
    const inode = await inodeOf(this.#path);
    let text = this.#rest;
    if (inode !== this.#inode) {
      const continues = this.#inode !== undefined && (await inodeOf(setAside)) === this.#inode;
      if (this.#inode === undefined || continues)
        text += await textFrom(setAside, continues ? this.#offset : 0).then(decoded);
      this.#offset = 0;
      this.#inode = inode;
    }
    const added = await textFrom(this.#path, this.#offset);
    this.#offset += added.length;
    const lines = (text + decoded(added)).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.filter((line) => line !== '');
  }
}

const NOTHING = Buffer.alloc(0);
const decoded = (bytes: Buffer) => bytes.toString('utf8');

async function inodeOf(path: string): Promise<number | undefined> {
  return (await unlessMissing(stat(path)))?.ino;
}

async function textFrom(path: string, offset: number): Promise<Buffer> {
  const file = await unlessMissing(open(path, 'r'));
  if (file === undefined) return NOTHING;
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.max(0, size - offset));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function unlessMissing<Value>(found: Promise<Value>): Promise<Value | undefined> {
  try {
    return await found;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
