import {
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { assemble, digestOf, removeOld } from '#demo/assemblies.ts';
import { synthesize } from '#demo/synthesize.ts';
import { temporaryFolder } from '../local/small-cloud.ts';

// Synthesizes the app, which a busy machine may take its time for.
jest.setTimeout(300_000);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function write(file: string, content: string): void {
  const path = join(folder.path, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Every file below a folder, by name. */
const filesIn = (root: string) =>
  Object.fromEntries(
    globSync('**/*.*', { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length), readFileSync(path, 'utf8')]),
  );

test('an assembly that was kept is what a synthesis writes, file by file', async () => {
  const fresh = join(folder.path, 'fresh');
  const kept = join(folder.path, 'kept');
  mkdirSync(kept);
  writeFileSync(join(kept, 'left-over.json'), '{}');

  await Promise.all([synthesize(fresh), assemble(kept)]);

  const files = filesIn(fresh);
  expect(Object.keys(files)).toContain('/RemoteWipe-Service.template.json');
  expect(Object.keys(filesIn(kept))).toEqual(Object.keys(files));
  expect(filesIn(kept)).toEqual(files);
});

test('old assemblies go, and one that is gone when it is looked at is no failure', async () => {
  for (const name of ['kept', 'draft', 'old']) write(`${name}/manifest.json`, '{}');
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const name of ['kept', 'old']) utimesSync(join(folder.path, name), longAgo, longAgo);
  // Is listed, and is not there when its time is asked for, as after another process has removed it.
  symlinkSync(join(folder.path, 'nowhere'), join(folder.path, 'gone'));

  await removeOld(join(folder.path, 'kept'));

  expect(readdirSync(folder.path)).toEqual(['draft', 'gone', 'kept']);
});

describe('the digest of the sources', () => {
  const SOURCES = [
    'bin/app.ts',
    'lib/alarms.ts',
    'functions/store/wipes.ts',
    'domain/fault.ts',
    'catalogue/models.csv',
    'portal/texts/ja.ts',
    'portal/vite.config.ts',
    'tsconfig.json',
    'package.json',
    'node_modules/.package-lock.json',
  ];
  beforeEach(() => {
    for (const file of SOURCES) write(file, `// ${file}`);
  });

  test('is the same for the same sources, whatever else there is', () => {
    const before = digestOf(folder.path);
    write('test/lib/bundle.test.ts', '');
    write('README.md', '');

    expect(digestOf(folder.path)).toBe(before);
  });

  test.each(SOURCES)('is another when %s is', (file) => {
    const before = digestOf(folder.path);
    write(file, 'changed');

    expect(digestOf(folder.path)).not.toBe(before);
  });

  test('is another when a file has another name', () => {
    const before = digestOf(folder.path);
    renameSync(join(folder.path, 'lib/alarms.ts'), join(folder.path, 'lib/alarm.ts'));

    expect(digestOf(folder.path)).not.toBe(before);
  });
});
