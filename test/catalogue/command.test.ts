import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MODELS } from '#catalogue/catalogue.ts';
import { COLUMNS } from '#catalogue/row.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/catalogue.ts', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'remote-wipe-catalogue-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [PROGRAM, ...args], { cwd: folder, encoding: 'utf8' });

describe('the command that checks the catalogue', () => {
  test('finds nothing wrong with the one there is', () => {
    const stdout = `${MODELS.length} models, nothing wrong\n`;

    expect(run()).toMatchObject({ status: 0, stdout, stderr: '' });
  });

  test('fails for a file with mistakes, and names each with file and line', () => {
    const row = 'SO-51D,Xperia 1 V,Sony,smartphone,2023-13,yes,1,yes,high,';
    writeFileSync(join(folder, 'bad.csv'), `${COLUMNS.join(',')}\n${row}\n`);

    const { status, stdout, stderr } = run('bad.csv');

    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      'bad.csv:2: released: "2023-13" is not a month in the form 2017-04',
      'bad.csv:2: source: "" is empty, or has blanks at an end',
      'mistakes: 2',
    ]);
  });

  test('fails where there is no such file', () => {
    expect(run('none.csv')).toMatchObject({ status: 1, stderr: expect.stringMatching('none.csv') });
  });
});
