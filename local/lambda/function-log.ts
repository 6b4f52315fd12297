/** The log file of one function, where CloudWatch Logs would have its log group. */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface FunctionLog {
  write(text: string): void;
  /** Waits for what was written. */
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
  let size: number | undefined;
  let writing: Promise<void> | undefined;

  const drain = async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    size ??= await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    while (pending !== '') {
      const text = pending;
      pending = '';
      if (size > largest) {
        await rename(path, `${path}.1`);
        size = 0;
      }
      await appendFile(path, text, { mode: 0o600 });
      size += Buffer.byteLength(text);
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
    },
  };
}
