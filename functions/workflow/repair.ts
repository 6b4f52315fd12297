/** Repairs one wipe that is due: whatever was lost on the way, the item says what must happen next. */
import { annotate } from '#domain/wipe/advance.ts';
import { countNotice, obstacle, release } from '#domain/wipe/dispatch.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';
import { untilFirst } from '../store/conflict.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import { type CircumstanceSources, type Read, readCircumstances } from './circumstances.ts';
import type { Callbacks, Executions } from './execution.ts';
import { type WakeUpChannels, wakeUp } from './wake-up.ts';

export interface RepairTools extends CircumstanceSources {
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly executions: Executions;
  readonly callbacks: Callbacks;
  readonly channels: WakeUpChannels;
  /** Milliseconds. */
  readonly verdictTime: number;
}

/** What a repair did, for the log. */
export type Repair = 'nothing' | 'ended' | 'restarted' | 'notified' | 'still-held' | 'rescheduled';

export async function repair(tools: RepairTools, key: WipeKey): Promise<Repair> {
  const found = await untilFirst(async () => {
    const before = await tools.wipes.read(key);
    const now = tools.now();
    // The index lags behind: what is not due any more is somebody's work already.
    if (before?.nextActionAt === undefined || before.nextActionAt > now) return undefined;
    const read = await readCircumstances(tools, before);
    const after = plan(before, read, tools.verdictTime);
    await tools.wipes.save(before, after.wipe);
    return { ...after, read };
  });
  if (found === undefined) return 'nothing';
  const { wipe, next, read } = found;
  switch (next) {
    case 'restart':
      // An old run may still wait for its callback; both lead to the same item.
      if (hasEnded(wipe.state)) await tools.callbacks.answer(wipe, 'moved-on');
      await tools.executions.start(wipe);
      return 'restarted';
    case 'answer':
      await tools.callbacks.answer(wipe, 'moved-on');
      return 'ended';
    case 'notify':
      await notify(tools, wipe, read);
      return 'notified';
    case 'wait':
      return wipe.state === 'held' ? 'still-held' : 'rescheduled';
  }
}

interface Plan {
  readonly wipe: Wipe;
  readonly next: 'restart' | 'answer' | 'notify' | 'wait';
}

function plan(wipe: Wipe, read: Read, verdictTime: number): Plan {
  const { now } = read;
  const present = lapse(wipe, { now, verdictTime });
  if (hasEnded(present.state)) {
    // Just ended here: an execution may wait on it. Ended before and still not settled: its run was lost.
    if (!hasEnded(wipe.state) && present.callback) return { wipe: present, next: 'answer' };
    return isSettled(present) ? { wipe: present, next: 'wait' } : restart(present, now);
  }
  switch (present.state) {
    case 'held':
      if (present.callback === undefined) return restart(present, now);
      if (obstacle(present, read) !== undefined)
        return { wipe: annotate(present, now, {}), next: 'wait' };
      return { wipe: countNotice(release(present, now), now), next: 'notify' };
    case 'waiting-for-handset':
      if (present.callback === undefined) return restart(present, now);
      return { wipe: countNotice(present, now), next: 'notify' };
    case 'issued':
    case 'accepted':
      return present.callback === undefined
        ? restart(present, now)
        : { wipe: annotate(present, now, {}), next: 'wait' };
    default:
      return restart(present, now);
  }
}

/** A new run under a new name: the old name is taken for 90 days, whether its run lives or died. */
function restart(wipe: Wipe, now: number): Plan {
  return { wipe: annotate(wipe, now, { run: wipe.run + 1 }), next: 'restart' };
}

async function notify(tools: RepairTools, wipe: Wipe, { line }: Read): Promise<void> {
  const enrolment = await tools.enrolments.read(wipe.enrolmentId);
  if (enrolment === undefined || line === undefined) return;
  await wakeUp(tools.channels, { wipe, enrolment, line });
}

/** Repairs one, and keeps a failure from stopping the others. */
export async function repairSafely(tools: RepairTools, key: WipeKey): Promise<void> {
  try {
    const done = await repair(tools, key);
    if (done === 'ended' || done === 'restarted') log({ code: 'wipe-repaired', ...key, done });
  } catch (error) {
    log({ code: 'repair-failed', ...key, error });
  }
}
