/** When a wipe needs attention next, so that whatever was lost on the way is repaired. */
import { digest } from '../audit/digest.ts';
import { graceOfRun, HOUR, MINUTE, REPAIR_GRACE } from './settings.ts';
import { hasEnded } from './states.ts';
import { TELL_GRACE, untold } from './tell.ts';
import { QUEUE, type Wipe, type WipeIn } from './wipe.ts';

/** The sparse index is split so that no single partition takes every open wipe. */
export const OPEN_SHARDS = ['0', '1', '2', '3'] as const;

/** The shard of an enrolment's wipes. */
export function openShardOf(enrolmentId: string): string {
  const [first = 0] = Buffer.from(digest(enrolmentId), 'base64url');
  return String(first % OPEN_SHARDS.length);
}

/** The queue that a wipe stands in; let out of there in the order of the requests. */
export function queueOf(wipe: Wipe): typeof QUEUE | undefined {
  return wipe.state === 'held' && wipe.heldFor === 'governor' ? QUEUE : undefined;
}

/** Whether the governor still counts a wipe that has ended, and no command ever went out for. */
export function isCountedInVain({ state, commands, countedIn }: Wipe): boolean {
  return hasEnded(state) && commands.length === 0 && countedIn !== undefined;
}

/** Ended, off the counts, sealed as it is now, and everything told: late proof is sealed again, and told again. */
export function isSettled(wipe: Wipe): boolean {
  const isDone = isSealed(wipe) && untold(wipe).length === 0 && !isCountedInVain(wipe);
  return hasEnded(wipe.state) && isDone;
}

/** Whether the sealed record covers every event there is. */
export function isSealed(wipe: Wipe): boolean {
  return wipe.record?.events === wipe.events.length;
}

/**
 * When a wipe is due after a step, epoch milliseconds. The time that stands on it is kept where it comes earlier and
 * a look in vain does nothing: moving it costs two writes in the index of open wipes.
 */
export function dueAfter(before: Wipe, after: Wipe, now: number): number | undefined {
  const due = dueAt(after, now);
  const known = before.nextActionAt;
  if (due === undefined || known === undefined || known <= now || known > due) return due;
  return mayLookEarly(before, after) ? known : due;
}

/** Before a command, an early look would send a rung of the ladder early; at an end, take a living run for lost. */
function mayLookEarly(before: Wipe, after: Wipe): boolean {
  if (hasEnded(after.state)) return hasEnded(before.state);
  return after.state === 'issued' || after.state === 'accepted';
}

/** Soon while a run has yet to ask, or to go on with what was decided; else once the time to decide is over. */
function dueOfApproval(wipe: WipeIn<'awaiting-approval'>, now: number): number {
  const over = Math.min(wipe.approvalUntil, wipe.deadlineAt) + REPAIR_GRACE;
  const isAsked = wipe.callback?.task === 'approval' && wipe.approval?.approvedBy === undefined;
  return isAsked ? over : Math.min(now + graceOfRun(wipe.run), wipe.deadlineAt + REPAIR_GRACE);
}

/** Epoch milliseconds of the next repair, or undefined once the wipe is settled. */
export function dueAt(wipe: Wipe, now: number): number | undefined {
  if (isSettled(wipe)) return undefined;
  const [oldest] = hasEnded(wipe.state) ? [] : untold(wipe);
  const due = dueByState(wipe, now);
  if (oldest === undefined) return due;
  // A message whose contacts are all out of order is announced ever more rarely.
  return Math.min(due, now + Math.max(TELL_GRACE, now - oldest.since));
}

function dueByState(wipe: Wipe, now: number): number {
  switch (wipe.state) {
    case 'requested':
      return Math.min(now + graceOfRun(wipe.run), wipe.deadlineAt + REPAIR_GRACE);
    case 'awaiting-approval':
      return dueOfApproval(wipe, now);
    case 'held':
      return Math.min(now + lookAgain(wipe), wipe.deadlineAt + REPAIR_GRACE);
    case 'waiting-for-handset':
      return Math.min(wipe.nextNoticeAt ?? now + REPAIR_GRACE, wipe.deadlineAt + REPAIR_GRACE);
    case 'issued':
      return (wipe.verdictUntil ?? wipe.deadlineAt) + REPAIR_GRACE;
    case 'accepted':
      return wipe.verdictUntil + REPAIR_GRACE;
    default:
      return now + 2 * graceOfRun(wipe.run);
  }
}

function lookAgain({ heldFor, hold }: WipeIn<'held'>): number {
  // Where the operator's hold was lifted, nobody knows yet whether anything else keeps it back.
  if (heldFor === 'operator' && !hold) return 0;
  // In the queue it is found as soon as its turn comes: looking at all of them every minute would be in vain.
  return heldFor === 'governor' ? HOUR : MINUTE;
}
