/** A handset on a line of its own that is enrolled and sleeps until it is woken. */
import { join } from 'node:path';
import { HandsetProcess } from '#demo/handset-process.ts';
import { numberOf } from '#demo/lines.ts';
import type { System } from '#demo/system.ts';

/** Real milliseconds that anything may take. */
export const PATIENCE = 300_000;

/** Starts it, waits until it sleeps, and kills it when the work is done. */
export async function withSleepingHandset<T>(
  system: System,
  { folder, serial }: { folder: string; serial: number },
  work: (handset: HandsetProcess) => Promise<T>,
): Promise<T> {
  const handset = new HandsetProcess(system, {
    dir: join(folder, 'handsets', String(serial)),
    number: numberOf(serial),
    flags: ['--linger', '1', '--no-enrol-again'],
  });
  try {
    await handset.untilEvent('enrolled', 1, PATIENCE);
    await handset.untilEvent('offline', 1, PATIENCE);
    return await work(handset);
  } finally {
    await handset.kill();
  }
}
