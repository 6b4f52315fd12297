/** The wipes that several sections speak of, measured once a run. */
import { onSystem, usageOfWipe } from './one-wipe.ts';
import type { UsageLine } from './usage.ts';

export interface MeasuredWipes {
  readonly online: readonly UsageLine[];
  readonly offline: readonly UsageLine[];
}

export const OFFLINE_DAYS = 30;

let measured: Promise<MeasuredWipes> | undefined;

/** A wipe of a handset that sleeps, and one of a handset that is off for 30 days. */
export function measuredWipes(): Promise<MeasuredWipes> {
  measured ??= onSystem(3, async (system, folder) => {
    // The first one starts every function, and is not counted: a slow start makes a handset ask twice.
    await usageOfWipe(system, folder, { line: 0 });
    const online = await usageOfWipe(system, folder, { line: 1 });
    const offline = await usageOfWipe(system, folder, { line: 2, offlineDays: OFFLINE_DAYS });
    return { online, offline };
  });
  return measured;
}
