/** Has Node keep the compiled code of the programs that a drill starts again and again: half of a start is compiling. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAMS = ['local', 'handset'] as const;

/**
 * Fills the cache that `bin/compile-cache.ts` keeps. Only a process that ends by itself writes it (see
 * nodejs.org/api/module.html#module-compile-cache), so each program says its help once.
 */
export async function warmUp(): Promise<void> {
  for (const program of PROGRAMS) {
    const path = fileURLToPath(new URL(`../../bin/${program}.ts`, import.meta.url));
    await once(spawn(process.execPath, [path, '--help'], { stdio: 'ignore' }), 'close');
  }
}
