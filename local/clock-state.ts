/** A clock whose offset outlives the process: time that was pushed forward does not fall back at the next start. */
import { join } from 'node:path';
import * as z from 'zod';
import { type Clock, createClock } from './clock.ts';
import { readJsonFile } from './disk/read-json-file.ts';
import { replaceFile } from './disk/replace-file.ts';

const schema = z.strictObject({ offsetMilliseconds: z.number().int().nonnegative() });

/** The clock of the cloud in this folder. Its offset is on disk before anybody hears of a shift. */
export function keptClock(dataDir: string): Clock {
  const path = join(dataDir, 'clock.json');
  const clock = createClock(readJsonFile(path, schema)?.offsetMilliseconds ?? 0);
  clock.onShift(() => {
    replaceFile(path, JSON.stringify({ offsetMilliseconds: clock.offset() }));
  });
  return clock;
}
