/** Keeps what the app was synthesized to, by the content of its sources: who starts again need not wait for it again. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorCode } from '#local/disk/error-code.ts';
import { CACHE_FOLDER } from './cache-folder.ts';
import { synthesize } from './synthesize.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const KEPT = join(CACHE_FOLDER, 'assemblies');
/** All that the app is made of: its own files, and the packages that npm put there. */
const SOURCES = [
  'bin/app.ts',
  '{lib,functions,domain,catalogue,browser,portal,console}/**/*.*',
  // Vite reads it, too.
  'tsconfig.json',
  'package.json',
  'node_modules/.package-lock.json',
];
/** Milliseconds until a synthesis of other sources goes; whoever just reads it is long done. */
const LIFE = 3_600_000;

/**
 * Puts the app's cloud assembly into `outdir`, in place of what is there; `context` is what `cdk synth -c` would give.
 * @throws Error as `synthesize` does.
 */
export async function assemble(
  outdir: string,
  context: Readonly<Record<string, string>> = {},
): Promise<void> {
  const kept = await keptAssembly(context);
  await rm(outdir, { recursive: true, force: true });
  await cp(kept, outdir, { recursive: true });
}

/**
 * The folder of the kept assembly, which is made where there is none yet. It is not to be changed.
 * @throws Error as `synthesize` does.
 */
export async function keptAssembly(
  context: Readonly<Record<string, string>> = {},
): Promise<string> {
  const kept = join(KEPT, keyOf(digestOf(PROJECT), context));
  if (!existsSync(kept)) await keep(kept, context);
  return kept;
}

/** Of the names and contents of the sources below `project`, and of the Node that runs them. */
export function digestOf(project: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: project }).sort())) {
    const content = readFileSync(join(project, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** One for the app as it is, and one for each context. */
function keyOf(sources: string, context: Readonly<Record<string, string>>): string {
  const settings = Object.entries(context).toSorted();
  if (settings.length === 0) return sources;
  return createHash('sha256')
    .update(JSON.stringify([sources, settings]))
    .digest('hex');
}

/** A folder appears at once and whole. Of two that make it at the same time, one is kept. */
async function keep(kept: string, context: Readonly<Record<string, string>>): Promise<void> {
  const draft = `${kept}.${process.pid}`;
  await synthesize(draft, context);
  await rename(draft, kept).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true }).catch(unlessGone);
    if (!existsSync(kept)) throw error;
  });
  await removeOld(kept);
}

/** Removes the syntheses and drafts beside one that have had their time. Another process may be at it too. */
export async function removeOld(kept: string): Promise<void> {
  for (const name of await readdir(dirname(kept))) {
    const path = join(dirname(kept), name);
    if (path !== kept) await removeIfOld(path).catch(unlessGone);
  }
}

async function removeIfOld(path: string): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (Date.now() - mtimeMs > LIFE) await rm(path, { recursive: true, force: true });
}

/** `force` covers the folder itself only, not what another process takes out of it meanwhile. */
function unlessGone(error: unknown): void {
  if (errorCode(error) !== 'ENOENT') throw error;
}
