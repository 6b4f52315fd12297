/** Reads, strongly and at the moment of use, what decides on a wipe besides the wipe itself. */
import type { Line } from '#domain/line/line.ts';
import type { Circumstances } from '#domain/wipe/dispatch.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Lines } from '../store/lines.ts';
import type { StandingStore } from '../store/standing.ts';
import type { DispatchSwitch } from '../store/switch.ts';

export interface CircumstanceSources {
  readonly lines: Pick<Lines, 'stillOwned'>;
  readonly standing: Pick<StandingStore, 'isSuspended'>;
  readonly dispatchSwitch: Pick<DispatchSwitch, 'position'>;
  readonly now: () => number;
}

export interface Read extends Circumstances {
  /** The line, while the account that asked still owns it. */
  readonly line: Line | undefined;
  /** Epoch milliseconds just before the pause was read. */
  readonly pauseReadAt: number;
}

export async function readCircumstances(
  { lines, standing, dispatchSwitch, now }: CircumstanceSources,
  wipe: Wipe,
): Promise<Read> {
  const [line, suspended] = await Promise.all([
    lines.stillOwned(wipe.lineId, wipe.account),
    wipe.channel === 'shop' && standing.isSuspended(wipe.requestedBy),
  ]);
  // Last, for its reading is good for a second only.
  const pauseReadAt = now();
  const { pause, withdrawal } = await dispatchSwitch.position();
  return {
    line,
    sameOwner: line !== undefined,
    suspended,
    paused: pause !== undefined,
    withdrawnAt: withdrawal?.at,
    pauseReadAt,
    now: now(),
  };
}
