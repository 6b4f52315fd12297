/** The local cloud's log as a file of JSON lines. */
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { CloudLogLine } from '#local/part.ts';

export function logTo(file: string): {
  line: (line: CloudLogLine) => void;
  close: () => Promise<void>;
} {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  return {
    line: (line) => {
      if (!stream.writableEnded)
        stream.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
    },
    async close() {
      stream.end();
      await finished(stream);
    },
  };
}
