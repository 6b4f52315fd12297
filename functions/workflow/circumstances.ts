/** Reads, strongly and at the moment of use, what decides on a wipe besides the wipe itself. */
import type { Line } from '#domain/line/line.ts';
import type { Circumstances } from '#domain/wipe/dispatch.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Governor } from '../store/governor.ts';
import type { Lines } from '../store/lines.ts';

export interface CircumstanceSources {
  readonly lines: Pick<Lines, 'stillOwned'>;
  readonly governor: Governor;
  readonly now: () => number;
}

export interface Read extends Circumstances {
  /** The line, while the account that asked still owns it. */
  readonly line: Line | undefined;
  /** Epoch milliseconds just before the pause was read. */
  readonly pauseReadAt: number;
}

export async function readCircumstances(
  { lines, governor, now }: CircumstanceSources,
  wipe: Wipe,
): Promise<Read> {
  const line = await lines.stillOwned(wipe.lineId, wipe.account);
  // Last, for its reading is good for a second only.
  const pauseReadAt = now();
  const paused = await governor.isPaused();
  return { line, sameOwner: line !== undefined, paused, pauseReadAt, now: now() };
}
