/** Repairs one wipe that is due: whatever was lost on the way, the item says what must happen next. */
import type { Enrolment } from '#domain/line/enrolment.ts';
import { annotate } from '#domain/wipe/advance.ts';
import {
  countNotice,
  obstacle,
  refuseAsEnrolledAnew,
  release,
  stop,
} from '#domain/wipe/dispatch.ts';
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
    const target = await tools.enrolments.read(before.enrolmentId);
    const after = plan(before, { ...read, target, verdictTime: tools.verdictTime });
    await tools.wipes.save(before, after.wipe);
    return { ...after, before, target, line: read.line };
  });
  if (found === undefined) return 'nothing';
  const { before, wipe, next, target, line } = found;
  switch (next) {
    case 'restart':
      await tools.executions.start(wipe);
      return 'restarted';
    case 'answer':
      await tools.callbacks.answer(before, 'moved-on');
      return 'ended';
    case 'notify':
      if (target && line) await wakeUp(tools.channels, { wipe, enrolment: target, line });
      return 'notified';
    case 'wait':
      return wipe.state === 'held' ? 'still-held' : 'rescheduled';
  }
}

interface Plan {
  readonly wipe: Wipe;
  readonly next: 'restart' | 'answer' | 'notify' | 'wait';
}

interface Around extends Read {
  readonly target: Enrolment | undefined;
  readonly verdictTime: number;
}

const BY = { kind: 'service', id: 'reconcile' } as const;

function plan(wipe: Wipe, around: Around): Plan {
  const { now } = around;
  const present = lapse(wipe, around);
  if (hasEnded(present.state)) return close(present, now);
  if (present.callback === undefined) return restart(present, now);
  switch (present.state) {
    case 'held':
    case 'waiting-for-handset':
      return goOn(present, around);
    case 'issued':
    case 'accepted':
      return { wipe: annotate(present, now, {}), next: 'wait' };
    default:
      return restart(present, now);
  }
}

/** The run that waits on an ended wipe is answered; only where none does, or it was lost, another one seals. */
function close(wipe: Wipe, now: number): Plan {
  if (wipe.callback === undefined) return restart(wipe, now);
  return { wipe: annotate(wipe, now, { callback: undefined }), next: 'answer' };
}

/** A wipe that no command went out for: ended, kept back, or the next rung of the ladder. */
function goOn(wipe: Wipe, around: Around): Plan {
  const { now, target } = around;
  if (target === undefined || target.state === 'over')
    return close(refuseAsEnrolledAnew(wipe, { now, by: BY }), now);
  const why = obstacle(wipe, around);
  if (why === undefined) {
    const out = wipe.state === 'held' ? release(wipe, now) : wipe;
    return { wipe: countNotice(out, now), next: 'notify' };
  }
  const stopped = stop(wipe, why, { now, by: BY });
  if (hasEnded(stopped.state)) return close(stopped, now);
  return { wipe: annotate(stopped, now, {}), next: 'wait' };
}

/** A new run under a new name: the old name is taken for 90 days, whether its run lives or died. */
function restart(wipe: Wipe, now: number): Plan {
  return { wipe: annotate(wipe, now, { run: wipe.run + 1 }), next: 'restart' };
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
