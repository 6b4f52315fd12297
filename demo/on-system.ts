/** Runs work on a system of its own, which is gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logTo } from './log-file.ts';
import { FREE_PORTS } from './ports.ts';
import { type System, startSystem } from './system.ts';

/** `context` is what `cdk synth -c` would give; `folder` holds all that the system keeps. */
export async function onSystem<T>(
  context: Readonly<Record<string, string>>,
  work: (system: System, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'remote-wipe-run-'));
  const log = logTo(join(folder, 'cloud.log'));
  try {
    const system = await startSystem({
      dataDir: folder,
      ports: FREE_PORTS,
      log: log.line,
      context,
    });
    try {
      return await work(system, folder);
    } finally {
      await system.stop();
    }
  } finally {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  }
}
