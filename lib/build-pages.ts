/** One Vite build turns the sources of the portal's pages into the files that browsers load. */
import { fileURLToPath } from 'node:url';

const CONFIGURATION = fileURLToPath(new URL('../portal/vite.config.ts', import.meta.url));

/** Builds the pages into `outdir`, the same bytes for the same sources, and answers `outdir`. @throws what Vite says of a bad source. */
export async function buildPages(outdir: string): Promise<string> {
  // To Vite this counts more than its mode: whoever synthesizes, under whatever name, gets the same pages.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  await build({
    configFile: CONFIGURATION,
    configLoader: 'native',
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: outdir },
  });
  return outdir;
}
