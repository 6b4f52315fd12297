/**
 * A pause holds within a second: nothing goes out on a reading of it that is older. What is stored after the reading takes
 * its time, so it is looked at before the store and before the wake-up.
 */
import { annotate } from '#domain/wipe/advance.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { StaleReading, untilFirst } from '../store/conflict.ts';
import type { DispatchSwitch } from '../store/switch.ts';
import type { Wipes } from '../store/wipes.ts';
import type { Read } from './circumstances.ts';
import { type WakeUpChannels, type Woken, wakeUp } from './wake-up.ts';

/** How old a reading of the pause may be that something goes out on. */
const OLDEST_PAUSE_READING = SECOND;

type Reading = Pick<Read, 'pauseReadAt'>;

/** Whether the pause was read more than a second ago. */
export const isStale = ({ pauseReadAt }: Reading, now: number) =>
  now - pauseReadAt > OLDEST_PAUSE_READING;

/** @throws StaleReading where the pause was read more than a second ago: what was decided on it is decided anew. */
export function requireFresh(read: Reading, now: number): void {
  if (isStale(read, now)) throw new StaleReading();
}

interface Tools {
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly dispatchSwitch: Pick<DispatchSwitch, 'position'>;
  readonly channels: WakeUpChannels;
  readonly now: () => number;
}

/**
 * Wakes the handset of a wipe that was let out, unless the service is paused meanwhile or nobody can say so in time: then
 * the wipe is due at once, and its next look keeps it back or wakes. Answers whether it woke.
 */
export async function wakeUnlessPaused(
  tools: Tools,
  { read, ...woken }: Woken & { readonly read: Reading },
): Promise<boolean> {
  if (!(await isFree(tools, read))) {
    await makeDue(tools, woken.wipe);
    return false;
  }
  await wakeUp(tools.channels, woken);
  return true;
}

/** Whether nothing is paused: by the reading that there is, or by another one where that is too old. */
async function isFree({ dispatchSwitch, now }: Tools, read: Reading): Promise<boolean> {
  if (!isStale(read, now())) return true;
  const again = { pauseReadAt: now() };
  const { pause } = await dispatchSwitch.position();
  return pause === undefined && !isStale(again, now());
}

async function makeDue({ wipes, now }: Tools, key: Wipe): Promise<void> {
  await untilFirst(async () => {
    const wipe = await wipes.read(key);
    if (wipe?.state !== 'waiting-for-handset') return;
    await wipes.save(wipe, annotate(wipe, now(), { nextNoticeAt: now() }));
  });
}
