/** The log file of one function, where CloudWatch Logs would have its log group. */
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface FunctionLog {
  write(text: string): void;
  /** Waits for what was written, and lets go of the file until more is. */
  flush(): Promise<void>;
}

const LARGEST_FILE = 4 * 1024 * 1024;

/**
 * A file that is set aside as `{path}.1` once it is larger than `largest` bytes: two files at most. What cannot be
 * written is lost, and `onFailure` hears of it: a function does not fail for its log.
 */
export function functionLog(
  path: string,
  onFailure: (error: unknown) => void,
  largest = LARGEST_FILE,
): FunctionLog {
  let pending = '';
  let file: { readonly handle: FileHandle; size: number } | undefined;
  let writing: Promise<void> | undefined;

  const opened = async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(path, 'a', 0o600);
    return { handle, size: (await handle.stat()).size };
  };

  const close = async () => {
    const { handle } = file ?? {};
    file = undefined;
    await handle?.close();
  };

  const drain = async () => {
    while (pending !== '') {
      const text = pending;
      pending = '';
      file ??= await opened();
      if (file.size > largest) {
        await close();
        await rename(path, `${path}.1`);
        file = await opened();
      }
      await file.handle.appendFile(text);
      file.size += Buffer.byteLength(text);
    }
  };

  return {
    write(text) {
      pending += text;
      writing ??= drain()
        .catch(onFailure)
        .finally(() => {
          writing = undefined;
        });
    },
    async flush() {
      await writing;
      await close().catch(onFailure);
    },
  };
}
