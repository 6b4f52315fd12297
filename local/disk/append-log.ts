/** A durable log of JSON lines: entries that arrive together share one write and one sync. */
import { type FileHandle, open } from 'node:fs/promises';
import type * as z from 'zod';
import { readIfPresent } from './read-json-file.ts';
import { replaceFile } from './replace-file.ts';

export interface AppendLog<Entry> {
  /** Bytes that the file has once everything appended so far is written. */
  readonly size: number;
  /** Resolves when the entry is on disk. Entries are kept in the order of the calls. */
  append(entry: Entry): Promise<void>;
  /** Waits for what was appended, then closes the file. Idempotent. */
  close(): Promise<void>;
}

/**
 * The entries of a log. A last line without its newline is what a crash leaves of a write that nobody was told is
 * done: it is left out. @throws for any other line that `schema` refuses.
 */
export function readLog<Entry>(path: string, schema: z.ZodType<Entry>): Entry[] {
  const lines = (readIfPresent(path) ?? '').split('\n').slice(0, -1);
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

/** Opens a log for appending after it was rewritten to hold just `entries` (what of it still counts). */
export function openLog<Entry>(path: string, entries: readonly Entry[]): AppendLog<Entry> {
  const content = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  replaceFile(path, content);
  let size = Buffer.byteLength(content);
  let file: Promise<FileHandle> | undefined;
  let pending: string[] = [];
  let writing: Promise<void> | undefined;
  let closed = false;
  // After a failed write the file may end in half a line: nothing more may follow it.
  let broken = false;

  const flush = async () => {
    // Calls of the same turn of the event loop join this write.
    await Promise.resolve();
    file ??= open(path, 'a');
    const handle = await file;
    const lines = pending.join('');
    pending = [];
    writing = undefined;
    await handle.appendFile(lines);
    await handle.datasync();
  };
  let last: Promise<void> = Promise.resolve();

  return {
    get size() {
      return size;
    },
    append(entry) {
      if (closed || broken)
        return Promise.reject(new Error(`the log is ${broken ? 'broken' : 'closed'}`));
      const line = `${JSON.stringify(entry)}\n`;
      size += Buffer.byteLength(line);
      pending.push(line);
      if (writing === undefined) {
        writing = last.then(flush);
        last = writing.catch(() => {
          broken = true;
        });
      }
      return writing;
    },
    async close() {
      if (closed) return;
      closed = true;
      await last;
      await (await file)?.close();
    },
  };
}
