/** Waiting for what a system does by itself: looked at again and again, never slept through. */
import { setTimeout as pause } from 'node:timers/promises';

/** How long a step may take on a busy machine, milliseconds. */
export const PATIENCE = 150_000;

/** Milliseconds. */
const BETWEEN_LOOKS = 50;

/** What `look` finds, as soon as it finds something. @throws Error naming what was waited for. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined> | Found | undefined,
  patience = PATIENCE,
  betweenLooks = BETWEEN_LOOKS,
): Promise<Found> {
  const found = await within(patience, look, betweenLooks);
  if (found === undefined) throw new Error(`waited in vain for ${what}`);
  return found;
}

/** What `look` finds within so many milliseconds, or undefined. */
export async function within<Found>(
  patience: number,
  look: () => Promise<Found | undefined> | Found | undefined,
  betweenLooks = BETWEEN_LOOKS,
): Promise<Found | undefined> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > end) return found;
    await pause(betweenLooks);
  }
}
