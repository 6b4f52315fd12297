import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { functionLog } from '#local/lambda/function-log.ts';
import { temporaryFolder } from '../small-cloud.ts';

let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('a log keeps its lines in order and is never more than two files', async () => {
  const path = join(folder.path, 'logs', 'one.log');
  const log = functionLog(path, () => {}, 100);

  for (let line = 0; line < 50; line += 1) {
    log.write(`line ${line}\n`);
    await log.flush();
  }

  const kept = readFileSync(`${path}.1`, 'utf8') + readFileSync(path, 'utf8');
  const lines = kept.trim().split('\n');
  expect(lines.at(-1)).toBe('line 49');
  expect(lines).toEqual([...lines].sort((a, b) => Number(a.slice(5)) - Number(b.slice(5))));
  expect(kept.length).toBeLessThan(250);
});

test('a log that cannot be written says so and harms nobody', async () => {
  writeFileSync(join(folder.path, 'logs'), 'a file where a folder should be');
  const failures: unknown[] = [];
  const log = functionLog(join(folder.path, 'logs', 'one.log'), (error) => failures.push(error));

  log.write('line\n');
  await log.flush();

  expect(failures).toHaveLength(1);
});
