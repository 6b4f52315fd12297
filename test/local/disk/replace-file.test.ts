import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { replaceFile, replaceFiles } from '#local/disk/replace-file.ts';
import { temporaryFolder } from '../small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe.each([
  [
    'one after the other',
    async (files: Parameters<typeof replaceFiles>[0]) => {
      for (const { path, content } of files) replaceFile(path, content);
    },
  ],
  ['at a time', replaceFiles],
])('files that are replaced %s', (_how, replace) => {
  test('have their new content, are their owner’s alone, and leave nothing beside them', async () => {
    const old = join(folder.path, 'old');
    writeFileSync(old, 'what it was, which is longer');
    const files = [
      { path: old, content: Buffer.from('new') },
      ...Array.from({ length: 40 }, (_, n) => ({
        path: join(folder.path, 'within', String(n % 3), `file-${n}`),
        content: Buffer.from(`content ${n}`),
      })),
    ];

    await replace(files);

    for (const { path, content } of files) {
      expect(readFileSync(path)).toEqual(content);
      expect(statSync(path).mode & 0o077).toBe(0);
    }
    const names = readdirSync(folder.path, { recursive: true }).map(String);
    expect(names.filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});
