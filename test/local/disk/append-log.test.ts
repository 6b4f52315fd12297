import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as z from 'zod';
import { openLog, readLog } from '#local/disk/append-log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'append-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, 'state', 'log.jsonl');

test('keeps entries in the order of the calls', async () => {
  const log = openLog<number>(path(), []);
  const wanted = Array.from({ length: 500 }, (_, index) => index);

  await Promise.all(wanted.map((entry) => log.append(entry)));
  await log.close();

  expect(readLog(path(), z.number())).toEqual(wanted);
});

test('an entry is on disk when its promise resolves', async () => {
  const log = openLog<string>(path(), []);

  await log.append('kept');

  expect(readFileSync(path(), 'utf8')).toBe('"kept"\n');
  await log.close();
});

test('a line cut short by a crash is left out, and gone after the next start', async () => {
  await openLog<string>(path(), ['whole']).close();
  appendFileSync(path(), '"cut sh');

  const found = readLog(path(), z.string());
  await openLog(path(), found).close();

  expect(found).toEqual(['whole']);
  expect(readFileSync(path(), 'utf8')).toBe('"whole"\n');
});

test('a damaged line in the middle is an error', async () => {
  await openLog<string>(path(), ['whole']).close();
  appendFileSync(path(), '{broken\n"whole"\n');

  expect(() => readLog(path(), z.string())).toThrow();
});

test('takes nothing after it is closed', async () => {
  const log = openLog<string>(path(), []);
  await log.close();
  await log.close();

  await expect(log.append('late')).rejects.toThrow('closed');
});
