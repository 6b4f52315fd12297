/** The wipes, and the claim, that several sections speak of; measured once a run. */
import { usageOfIdleClaim } from './one-claim.ts';
import { onLines, usageOfWipe } from './one-wipe.ts';
import type { UsageLine } from './usage.ts';

export interface MeasuredWipes {
  readonly online: readonly UsageLine[];
  readonly offline: readonly UsageLine[];
  readonly idleClaim: readonly UsageLine[];
}

export const OFFLINE_DAYS = 30;

let measured: Promise<MeasuredWipes> | undefined;

/** A wipe of a handset that sleeps, one of a handset that is off for 30 days, and a claim for which nothing waits. */
export function measuredWipes(): Promise<MeasuredWipes> {
  measured ??= onLines(5, async (system, folder) => {
    // The first one starts every function, and is not counted: a slow start makes a handset ask twice.
    await usageOfWipe(system, folder, { line: 0 });
    let online = await usageOfWipe(system, folder, { line: 1 });
    // So does a machine that is short of time just then; once more, and that counts.
    if (claimsIn(online) > 1) online = await usageOfWipe(system, folder, { line: 2 });
    const offline = await usageOfWipe(system, folder, { line: 3, offlineDays: OFFLINE_DAYS });
    const idleClaim = await usageOfIdleClaim(system, folder, { line: 4 });
    return { online, offline, idleClaim };
  });
  return measured;
}

const claimsIn = (lines: readonly UsageLine[]) =>
  lines
    .filter(
      ({ meter, resource = '' }) => meter === 'Invocation' && resource.includes('IssueCommand'),
    )
    .reduce((sum, { amount }) => sum + amount, 0);
