/** Lets Node keep the compiled code of the programs that a drill starts again and again: half of a start is compiling. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAMS = ['local', 'handset'] as const;

/**
 * Fills a cache for all further children of this process. Only a process that ends by itself writes the cache (see
 * nodejs.org/api/module.html#module-compile-cache), so each program says its help once.
 */
export async function warmUp(cache: string): Promise<void> {
  process.env['NODE_COMPILE_CACHE'] = cache;
  for (const program of PROGRAMS) {
    const path = fileURLToPath(new URL(`../../bin/${program}.ts`, import.meta.url));
    await once(spawn(process.execPath, [path, '--help'], { stdio: 'ignore' }), 'close');
  }
}
