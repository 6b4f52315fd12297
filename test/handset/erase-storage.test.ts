import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDirectory } from '#handset/directory.ts';
import { eraseStorage } from '#handset/erase-storage.ts';

let folder: string;
let precious: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'erase-')));
  precious = join(folder, 'precious');
  await mkdir(precious);
  await writeFile(join(precious, 'thesis.txt'), 'years of work');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (sdCard = true) => openDirectory(join(folder, 'phone'), { sdCard });
const isSafe = () => existsSync(join(precious, 'thesis.txt'));

test('erases everything below the storage, folders and odd names included', async () => {
  const directory = await open();
  await mkdir(join(directory.internal, 'a/b/c'), { recursive: true });
  await writeFile(join(directory.internal, 'a/b/c/…\n file'), '');
  await writeFile(
    Buffer.concat([Buffer.from(`${directory.internal}/`), Buffer.of(0xff, 0xfe)]),
    '',
  );

  const result = await eraseStorage(directory, 'internal');

  expect(result).toBe('erased');
  expect(await readdir(directory.internal)).toEqual([]);
  expect(await readdir(directory.sd)).not.toEqual([]);
});

test('removes symbolic links and leaves alone what they point to', async () => {
  const directory = await open();
  await symlink(precious, join(directory.internal, 'folder'));
  await symlink(join(precious, 'thesis.txt'), join(directory.internal, 'file'));

  const result = await eraseStorage(directory, 'internal');

  expect(result).toBe('erased');
  expect(isSafe()).toBe(true);
});

test.each(['internal', 'sd'] as const)('does not erase a link in the place of %s', async (kind) => {
  const directory = await open();
  await rm(directory[kind], { recursive: true });
  await symlink(precious, directory[kind]);

  const result = await eraseStorage(directory, kind);

  expect(result).toBe('failed');
  expect(isSafe()).toBe(true);
});

test('says that no card is in', async () => {
  const directory = await open(false);

  expect(await eraseStorage(directory, 'sd')).toBe('no-card');
});

test('does not know what became of an internal storage that is gone', async () => {
  const directory = await open();
  await rename(directory.internal, join(folder, 'elsewhere'));

  expect(await eraseStorage(directory, 'internal')).toBe('unknown');
});

test('erases nothing in a folder without the mark', async () => {
  const directory = await open();
  await rm(join(directory.root, 'remote-wipe-handset.json'));

  await expect(eraseStorage(directory, 'internal')).rejects.toMatchObject({
    code: 'not-a-handset',
  });
  expect(await readdir(directory.internal)).not.toEqual([]);
});

test('does not take a folder with other files in it for a handset', async () => {
  await expect(openDirectory(precious, { sdCard: true })).rejects.toMatchObject({
    code: 'not-a-handset',
  });
  expect(await readdir(precious)).toEqual(['thesis.txt']);
});

test('does not believe a mark that is a link', async () => {
  const directory = await open();
  await symlink(
    join(directory.root, 'remote-wipe-handset.json'),
    join(precious, 'remote-wipe-handset.json'),
  );

  await expect(openDirectory(precious, { sdCard: true })).rejects.toMatchObject({
    code: 'not-a-handset',
  });
});

test('opens again what it made, without filling it again', async () => {
  const directory = await open();
  await eraseStorage(directory, 'internal');

  const again = await open();

  expect(again).toEqual(directory);
  expect(await readdir(again.internal)).toEqual([]);
});
