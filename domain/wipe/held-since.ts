/** Since when a wipe is kept back. */
import type { Wipe } from './wipe.ts';

/** Epoch milliseconds of the step into `held`, whatever has kept it since; undefined in any other state. */
export function heldSince({ state, events }: Pick<Wipe, 'state' | 'events'>): number | undefined {
  if (state !== 'held') return undefined;
  return events.findLast(({ from, to }) => to === 'held' && from !== 'held')?.at;
}
