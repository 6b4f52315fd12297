/** One esbuild call turns all functions into folders that Lambda takes as they are. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { ENVIRONMENTS } from '#functions/contract/environment.ts';
import { bakedCatalogue } from './baked-catalogue.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const NAMES = Object.keys(ENVIRONMENTS);

/** CommonJS packages inside an ES module reach Node's own modules through this; most functions have none. */
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
/** What stands for another module in bundles. */
const inItsPlace = (file: string) => fileURLToPath(new URL(file, import.meta.url));
export const NODE_HTTP = { 'node:http': inItsPlace('node-http.cjs') };
const FOR_LAMBDA = {
  ...NODE_HTTP,
  '@aws-sdk/credential-provider-node': inItsPlace('lambda-credentials.ts'),
};
/** What esbuild leaves in a file where such a package asks for a module at run time. */
const ASKS_FOR_REQUIRE = 'Dynamic require of "';

/**
 * Bundles every function into `{outdir}/{name}/index.mjs`, the same bytes for the same sources, and answers
 * `outdir`.
 * @throws Error naming the functions that have no file, or the lines of the catalogue that are malformed.
 */
export async function bundleFunctions(outdir: string): Promise<string> {
  const missing = NAMES.filter((name) => !existsSync(sourceOf(name)));
  if (missing.length > 0) throw new Error(`no file in functions/ for ${missing.join(', ')}`);
  await bundle(
    NAMES.map((name) => ({ in: sourceOf(name), out: name })),
    outdir,
  );
  return outdir;
}

/**
 * Bundles each entry into `{outdir}/{out}/index.mjs`, as functions are, and answers what went into which. `alias` says
 * which modules others stand for.
 */
export async function bundle(
  entries: readonly { readonly in: string; readonly out: string }[],
  outdir: string,
  alias: Readonly<Record<string, string>> = FOR_LAMBDA,
): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: PROJECT,
    entryPoints: entries.map((entry) => ({ in: entry.in, out: join(entry.out, 'index') })),
    outdir,
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // ES modules first: 0.63 of the size that CommonJS entries give.
    mainFields: ['module', 'main'],
    alias: { ...alias },
    plugins: [bakedCatalogue()],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
  });
  for (const { path, text } of outputFiles)
    keep(path, text.includes(ASKS_FOR_REQUIRE) ? `${REQUIRE}${text}` : text, outdir);
  return metafile;
}

/** Leaves a file alone that is right already: somebody else may just be reading it. */
function keep(path: string, text: string, outdir: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = join(outdir, `draft-${process.pid}`);
  writeFileSync(draft, text);
  renameSync(draft, path);
}

const sourceOf = (name: string) => join(PROJECT, 'functions', `${name}.ts`);
