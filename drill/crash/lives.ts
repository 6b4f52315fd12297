/** The lives of the drill's handsets: what was put on each, and what of it was left when it was over. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf } from '#demo/files.ts';
import { type Enrolled, Life } from '#handset/life.ts';

/** One life of a handset, between two resets. */
export interface LifeOnDisk {
  /** The handset, from 0. */
  readonly handset: number;
  readonly enrolmentId: string;
  /** 1 for the handset's first life. */
  readonly nth: number;
  /** Files that were put on it while no erase had begun, relative to its folder. */
  readonly planted: readonly string[];
  /** Those that were there at the first look at the next life, or at the last look of all. */
  left: readonly string[];
  /** Somebody was told to reset it by hand. */
  resetByHand: boolean;
}

export class Lives {
  readonly all: LifeOnDisk[] = [];
  /** The folder of each handset. */
  readonly #dirs: readonly string[];
  readonly #looking = new Map<number, Promise<void>>();

  constructor(dirs: readonly string[]) {
    this.#dirs = dirs;
  }

  /** The present life of a handset, once files are on it. */
  of(handset: number): LifeOnDisk | undefined {
    return this.all.findLast((life) => life.handset === handset);
  }

  /** Looks at all handsets: whoever began a life gets files on it. */
  async look(): Promise<void> {
    await Promise.all(this.#dirs.map((_, handset) => this.#lookAt(handset)));
  }

  /** One look after the other. */
  #lookAt(handset: number): Promise<void> {
    const last = this.#looking.get(handset) ?? Promise.resolve();
    const next = last.then(() => this.#lookOnce(handset));
    this.#looking.set(handset, next);
    return next;
  }

  async #lookOnce(handset: number): Promise<void> {
    const dir = this.#dirs[handset] ?? '';
    const life = await enrolledIn(dir);
    const before = this.of(handset);
    if (life === undefined || life.enrolmentId === before?.enrolmentId) return;
    if (before !== undefined) before.left = await leftOf(dir, before.planted);
    const { enrolmentId } = life;
    const planted = await plant(dir, enrolmentId);
    const nth = (before?.nth ?? 0) + 1;
    this.all.push({ handset, enrolmentId, nth, planted, left: planted, resetByHand: false });
  }

  /** The last look: what is left of each present life. */
  async lookForTheLastTime(): Promise<void> {
    await this.look();
    for (const [handset, dir] of this.#dirs.entries()) {
      const life = this.of(handset);
      if (life !== undefined) life.left = await leftOf(dir, life.planted);
    }
  }

  /** The handsets that are not enrolled, or amid an erase. */
  async restless(): Promise<number[]> {
    const found = await Promise.all(this.#dirs.map((dir) => enrolledIn(dir)));
    return found.flatMap((life, handset) =>
      life === undefined || life.erase !== undefined ? [handset] : [],
    );
  }
}

/** The life on a handset's disk while it is enrolled. Its file is always replaced as a whole. */
export async function enrolledIn(dir: string): Promise<Enrolled | undefined> {
  const text = await readFile(join(dir, 'system', 'life.json'), 'utf8').catch(() => undefined);
  const life = text === undefined ? undefined : Life.parse(JSON.parse(text));
  return life?.state === 'enrolled' ? life : undefined;
}

export async function leftOf(dir: string, planted: readonly string[]): Promise<string[]> {
  const present = new Set(await filesOf(dir));
  return planted.filter((file) => present.has(file));
}

/**
 * Puts files on a life, and answers those that are sure to have been there before any erase of it. Those that were
 * perhaps too late are taken away again.
 */
async function plant(dir: string, enrolmentId: string): Promise<string[]> {
  const files = [
    join('internal', `${enrolmentId}.txt`),
    join('internal', 'of-this-life', `${enrolmentId}.txt`),
    join('sd', `${enrolmentId}.txt`),
  ];
  for (const file of files) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), `of the life ${enrolmentId}\n`);
  }
  const life = await enrolledIn(dir);
  if (life?.enrolmentId === enrolmentId && life.erase === undefined) return files;
  for (const file of files) await rm(join(dir, file), { force: true });
  return [];
}
