/** Vite turns the sources of pages into the files that browsers load. */
import { fileURLToPath } from 'node:url';
import type { Site } from '#functions/contract/roles.ts';

/**
 * Builds a site's pages, whose sources are in the folder of its name, into `outdir`, the same bytes for the same sources.
 * Answers `outdir`. @throws what Vite says of a bad source.
 */
export async function buildPages(site: Site, outdir: string): Promise<string> {
  // To Vite this counts more than its mode: whoever synthesizes, under whatever name, gets the same pages.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  await build({
    configFile: fileURLToPath(new URL(`../${site}/vite.config.ts`, import.meta.url)),
    configLoader: 'native',
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: outdir },
  });
  return outdir;
}
