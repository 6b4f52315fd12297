import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LogReader, logPath } from '#cloud/log-reader.ts';
import { temporaryFolder } from '../local/small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = logPath(folder.path, 'one');
  mkdirSync(dirname(path), { recursive: true });
});
afterEach(() => folder.remove());

describe('a log', () => {
  test('that is not there yet has no lines', async () => {
    expect(await new LogReader(path).read()).toEqual([]);
  });

  test('is read from its older file on', async () => {
    writeFileSync(`${path}.1`, 'first\nsecond\n');
    writeFileSync(path, 'third\n');

    expect(await new LogReader(path).read()).toEqual(['first', 'second', 'third']);
  });

  test('is read on where the last look ended, in whole lines', async () => {
    const reader = new LogReader(path);
    writeFileSync(path, 'first\nsec');

    expect(await reader.read()).toEqual(['first']);
    appendFileSync(path, 'ond\nthird\n');
    expect(await reader.read()).toEqual(['second', 'third']);
    expect(await reader.read()).toEqual([]);
  });

  test('loses and repeats nothing where it is set aside between two looks', async () => {
    const reader = new LogReader(path);
    writeFileSync(path, 'first\n');
    await reader.read();

    appendFileSync(path, 'second\n');
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'third\n');

    expect(await reader.read()).toEqual(['second', 'third']);
  });
});
