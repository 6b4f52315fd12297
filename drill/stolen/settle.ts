/** After the attack: time is pushed on, window by window, until nobody waits any more who is to be let out. */
import { within } from '#demo/until.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { AwsView } from '../crash/aws-view.ts';
import type { SystemUnderDrill } from '../crash/system.ts';
import { wipesAmong } from '../seen.ts';

/** The shortest of the governor's windows. */
const PUSH = 5 * MINUTE;
/** Real milliseconds: for the whole of it, for what one window lets out, and for time itself to have an effect. */
const PATIENCE = 900_000;
const REST_PATIENCE = 60_000;
const EFFECT_PATIENCE = 4_000;

export interface Settling {
  readonly system: SystemUnderDrill;
  readonly view: AwsView;
  readonly interruption: AbortSignal;
  /** Told after each push how many still wait for room. */
  tell(queued: number): void;
}

/** Answers how often time was pushed on. Where patience ends first, what is not at rest is the checker's to find. */
export async function settle({ system, view, interruption, tell }: Settling): Promise<number> {
  const end = performance.now() + PATIENCE;
  for (let pushes = 0; ; pushes += 1) {
    await within(REST_PATIENCE, async () => (await openWipes(view)).every(isAtRest) || undefined);
    interruption.throwIfAborted();
    const open = await openWipes(view);
    tell(open.filter((wipe) => isHeldFor(wipe, 'governor')).length);
    if (open.every((wipe) => isHeldFor(wipe, 'suspension')) || performance.now() > end)
      return pushes;
    const before = await view.versionsOfWipes();
    await system.pushClock(PUSH);
    await within(
      EFFECT_PATIENCE,
      async () => (await view.versionsOfWipes()) !== before || undefined,
    );
  }
}

async function openWipes(view: AwsView): Promise<Wipe[]> {
  const { wipes } = wipesAmong(await view.items('WipesTable'));
  return wipes.filter(({ openShard }) => openShard !== undefined);
}

/** Only time, or a person, moves it. */
const isAtRest = ({ state }: Wipe) => state === 'held' || state === 'awaiting-approval';

const isHeldFor = (wipe: Wipe, what: string) => wipe.state === 'held' && wipe.heldFor === what;
