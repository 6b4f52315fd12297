/** Repairs one wipe that is due: whatever was lost on the way, the item says what must happen next. */
import type { Enrolment } from '#domain/line/enrolment.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { isApproved } from '#domain/wipe/approval.ts';
import {
  countNotice,
  enqueue,
  obstacle,
  refuseAsEnrolledAnew,
  release,
  stop,
} from '#domain/wipe/dispatch.ts';
import { isSealed } from '#domain/wipe/due.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { lost } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';
import { type Announcements, announcementOf } from '../messages/announcement.ts';
import { untilFirst } from '../store/conflict.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import { type CircumstanceSources, type Read, readCircumstances } from './circumstances.ts';
import type { Callbacks, Executions } from './execution.ts';
import { requireFresh, wakeUnlessPaused } from './pause-guard.ts';
import type { WakeUpChannels } from './wake-up.ts';

export interface RepairTools extends CircumstanceSources {
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly executions: Executions;
  readonly callbacks: Callbacks;
  readonly announcements: Announcements;
  readonly channels: WakeUpChannels;
  /** Milliseconds. */
  readonly verdictTime: number;
}

/** What a repair did, for the log. */
export type Repair =
  | 'nothing'
  | 'ended'
  | 'went-on'
  | 'restarted'
  | 'notified'
  | 'still-held'
  | 'rescheduled';

/** Ends, restarts, wakes or holds back what is due; what may go out for the first time gets in line for its turn. */
export async function repair(tools: RepairTools, key: WipeKey): Promise<Repair> {
  const { taken } = await take(tools, key, {
    // The index lags behind: what is not due any more is somebody's work already.
    isMeant: ({ nextActionAt }, now) => nextActionAt !== undefined && nextActionAt <= now,
    letOut: async (wipe, now) => ({ wipe: inLine(wipe, now), next: 'wait' }),
  });
  if (taken === undefined) return 'nothing';
  noteOverdue(taken.before, tools.now());
  const done = await carryOut(tools, taken);
  await announceLost(tools, taken.wipe);
  return done;
}

/** Whatever kept it back: from here on the time of its request decides. */
const inLine = (wipe: Wipe, now: number) => annotate(enqueue(wipe, { now, by: BY }), now, {});

/** Which wipe is meant, and what is done with one that nothing but the total keeps from its handset. */
export interface Errand {
  readonly isMeant: (wipe: Wipe, now: number) => boolean;
  readonly letOut: (wipe: Wipe, now: number) => Promise<Step>;
}

/** What is stored in the end, and the step that was taken, where there was one to take. */
interface Outcome {
  readonly stored: Wipe | undefined;
  readonly taken?: Taken;
}

/** Reads, decides and writes the next step of a wipe, until no other writer gets in between. */
export const take = (tools: RepairTools, key: WipeKey, errand: Errand): Promise<Outcome> =>
  untilFirst(async () => {
    const before = await tools.wipes.read(key);
    if (before === undefined || !errand.isMeant(before, tools.now())) return { stored: before };
    const read = await readCircumstances(tools, before);
    const target = await tools.enrolments.read(before.enrolmentId);
    const planned = plan(before, { ...read, target, verdictTime: tools.verdictTime });
    const step =
      planned.next === 'first-out' ? await errand.letOut(planned.wipe, read.now) : planned;
    if (step.next === 'notify') requireFresh(read, tools.now());
    await tools.wipes.save(before, step.wipe);
    return { stored: step.wipe, taken: { ...step, before, target, read } };
  });

interface Taken extends Step {
  readonly before: Wipe;
  readonly target: Enrolment | undefined;
  readonly read: Read;
}

/** Does what a step that was stored asks for. */
export async function carryOut(
  tools: RepairTools,
  { before, wipe, next, target, read }: Taken,
): Promise<Repair> {
  switch (next) {
    case 'restart':
      await tools.executions.start(wipe);
      return 'restarted';
    case 'answer':
      await tools.callbacks.answer(before, 'moved-on');
      return 'ended';
    case 'go-on':
      await tools.callbacks.answer(before, 'go-on');
      return 'went-on';
    case 'notify':
      if (target === undefined || read.line === undefined) return 'notified';
      return (await wakeUnlessPaused(tools, { wipe, enrolment: target, line: read.line, read }))
        ? 'notified'
        : 'rescheduled';
    case 'wait':
      return wipe.state === 'held' ? 'still-held' : 'rescheduled';
  }
}

/** What the record has to tell has stood for an hour, and runs that were to sign and store it came to nothing. */
function noteOverdue(wipe: Wipe, now: number): void {
  const newest = wipe.events.at(-1)?.at ?? now;
  if (hasEnded(wipe.state) && !isSealed(wipe) && now - newest >= HOUR)
    log({ code: 'record-overdue', wipeId: wipe.wipeId });
}

/** What should have been told long ago: its announcement, or whoever was to tell it, was lost. */
async function announceLost({ announcements, now }: RepairTools, wipe: Wipe): Promise<void> {
  for (const message of lost(wipe, now())) {
    log({ code: 'message-lost', wipeId: wipe.wipeId, event: message.event });
    await announcements.publish(announcementOf(wipe, message));
  }
}

export interface Step {
  readonly wipe: Wipe;
  readonly next: 'restart' | 'answer' | 'go-on' | 'notify' | 'wait';
}

/** `first-out`: nothing but the total keeps it from its handset, which it has never been let out to. */
type Plan = Step | { readonly wipe: Wipe; readonly next: 'first-out' };

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
    case 'awaiting-approval':
      if (isApproved(present)) return goOnApproved(present, now);
      return { wipe: annotate(present, now, {}), next: 'wait' };
    case 'issued':
    case 'accepted':
      return { wipe: annotate(present, now, {}), next: 'wait' };
    default:
      return restart(present, now);
  }
}

/** The run that waits is told once more; where none does, or it was lost, another one takes over. */
function goOnApproved(wipe: Wipe, now: number): Plan {
  if (wipe.callback?.task !== 'approval') return restart(wipe, now);
  return { wipe: annotate(wipe, now, { callback: undefined }), next: 'go-on' };
}

/** The run that waits on an ended wipe is answered; only where none does, or it was lost, another one seals. */
function close(wipe: Wipe, now: number): Step {
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
    if (wipe.state === 'held' && wipe.letOutAt === undefined) return { wipe, next: 'first-out' };
    const out = wipe.state === 'held' ? release(wipe, now) : wipe;
    // It was due for something else: a rung before its time would only cost.
    if (out.nextNoticeAt !== undefined && out.nextNoticeAt > now)
      return { wipe: annotate(out, now, {}), next: 'wait' };
    return { wipe: countNotice(out, now), next: 'notify' };
  }
  const stopped = stop(wipe, why, { now, by: BY });
  if (hasEnded(stopped.state)) return close(stopped, now);
  // Kept back without another event: the rung that was due waits with it.
  const set = stopped.state === 'waiting-for-handset' ? { nextNoticeAt: now + MINUTE } : {};
  return { wipe: annotate(stopped, now, set), next: 'wait' };
}

/** A new run under a new name: the old name is taken for 90 days, whether its run lives or died. */
function restart(wipe: Wipe, now: number): Step {
  return { wipe: annotate(wipe, now, { run: wipe.run + 1 }), next: 'restart' };
}

/** Repairs one, and keeps a failure from stopping the others. */
export async function repairSafely(tools: RepairTools, key: WipeKey): Promise<void> {
  try {
    const done = await repair(tools, key);
    if (done === 'ended' || done === 'went-on' || done === 'restarted')
      log({ code: 'wipe-repaired', ...key, done });
  } catch (error) {
    log({ code: 'repair-failed', ...key, error });
  }
}
