/** The queue of wipes that wait for room in the total: let out in the order of their requests, as windows free. */
import { wipeIdOf } from '#domain/wipe/wipe.ts';
import { countWipe } from '../governor/count-wipe.ts';
import { letOutFirst, type TotalSources } from '../governor/let-out.ts';
import { log } from '../log.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import { carryOut, type RepairTools, take } from './repair.ts';

export interface QueueTools extends RepairTools, TotalSources {
  readonly wipes: Pick<Wipes, 'read' | 'save' | 'queued'>;
}

/** Wipes looked at in one run; the next one, a minute later, goes on. */
const MOST = 500;
/** Wake-ups under way at once: the order is that of letting out, and need not wait for them. */
const AT_ONCE = 10;

/** Lets out the first ones, as many as the total has room for. During a pause nobody moves up. */
export async function letOutQueue(tools: QueueTools): Promise<void> {
  if ((await tools.dispatchSwitch.position()).pause !== undefined) return;
  const followUps = new Set<Promise<void>>();
  for (const key of await tools.wipes.queued(MOST)) {
    const turn = await takeTurn(tools, key).catch((error: unknown) => failed(key, error));
    if (turn === 'no-room') break;
    const followUp: Promise<void> = turn()
      .catch((error: unknown) => void failed(key, error))
      .finally(() => followUps.delete(followUp));
    followUps.add(followUp);
    if (followUps.size >= AT_ONCE) await Promise.race(followUps);
  }
  await Promise.all(followUps);
}

/** A wipe that cannot be let out must not keep back those behind it. */
function failed(key: WipeKey, error: unknown): FollowUp {
  log({ code: 'repair-failed', ...key, error });
  return async () => {};
}

/** What is left to do once a step is stored. */
type FollowUp = () => Promise<void>;

/** Lets a wipe out, or ends it or keeps it back for what else there is. */
async function takeTurn(tools: QueueTools, key: WipeKey): Promise<FollowUp | 'no-room'> {
  const count = countWipe(tools.counts, wipeIdOf(key.enrolmentId, key.attempt));
  let hasRoom = true;
  const { stored, taken } = await take(tools, key, {
    // The index lags behind.
    isMeant: ({ queue }) => queue !== undefined,
    async letOut(wipe, now) {
      const out = await letOutFirst(count, wipe, { now, limits: tools.totalLimits });
      hasRoom = out.wipe !== undefined;
      return out.wipe === undefined ? { wipe, next: 'wait' } : { wipe: out.wipe, next: 'notify' };
    },
  });
  await count.keepOnly(stored?.countedIn);
  if (!hasRoom) return 'no-room';
  return async () => void (taken && (await carryOut(tools, taken)));
}
