/** The folder that stands for a handset. It carries a mark, so that no other folder is ever taken for one. */
import { lstat, mkdir, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '#domain/fault.ts';
import { isMissing, readIfPresent, replaceFile } from './replace-file.ts';
import { fillWithSamples } from './sample-data.ts';

const MARK = 'remote-wipe-handset.json';
const MARK_CONTENT = '{"v":1,"kind":"remote-wipe-handset"}\n';

/** Absolute paths without symbolic links. */
export interface HandsetDirectory {
  readonly root: string;
  /** What survives a reset: the hardware key, proof of reset, the wallet lock. */
  readonly hardware: string;
  /** The handset's own state between two resets. */
  readonly system: string;
  readonly internal: string;
  /** The card; missing when none is in. */
  readonly sd: string;
}

/**
 * Opens a handset's folder, or makes one where nothing or an empty folder is, with sample data to lose.
 * @throws Fault `not-a-handset` for a folder with other things in it.
 */
export async function openDirectory(
  path: string,
  { sdCard }: { sdCard: boolean },
): Promise<HandsetDirectory> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const directory = layout(await realpath(path));
  if (!(await isMarked(directory.root))) await furnish(directory, sdCard);
  await mkdir(directory.internal, { recursive: true, mode: 0o700 });
  return directory;
}

/** Makes sure that a folder was made by a handset. @throws Fault `not-a-handset`. */
export async function requireMark({ root }: HandsetDirectory): Promise<void> {
  if (!(await isMarked(root)))
    throw new Fault('not-a-handset', `${root} is not a handset's folder`);
}

const layout = (root: string): HandsetDirectory => ({
  root,
  hardware: join(root, 'hardware'),
  system: join(root, 'system'),
  internal: join(root, 'internal'),
  sd: join(root, 'sd'),
});

async function isMarked(root: string): Promise<boolean> {
  const mark = join(root, MARK);
  try {
    if (!(await lstat(mark)).isFile()) return false;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  return (await readIfPresent(mark)) === MARK_CONTENT;
}

async function furnish(directory: HandsetDirectory, sdCard: boolean): Promise<void> {
  if ((await readdir(directory.root)).length > 0)
    throw new Fault('not-a-handset', `${directory.root} has files in it that no handset made`);
  await replaceFile(join(directory.root, MARK), MARK_CONTENT);
  await fillWithSamples(directory, sdCard);
}
