/** What a handset's claim leads to: a fresh decision, in the order that `docs/protocol.md` gives. */
import type { Actor } from '../audit/event.ts';
import type { Claim } from '../protocol/claim.ts';
import { advance } from './advance.ts';
import { type Circumstances, obstacle, stop } from './dispatch.ts';
import { MOST_COMMANDS, pauseAfterCommand } from './settings.ts';
import { verdictEnd } from './verdict.ts';
import type { IssuedCommand, Wipe } from './wipe.ts';

export type ClaimDecision =
  /** Not newer than the last one that counted: no answer, no change. */
  | { readonly kind: 'drop' }
  /** "Nothing waits", without a change. */
  | { readonly kind: 'nothing' }
  /** "Nothing waits", because this step ends the wipe or keeps it back. */
  | { readonly kind: 'settle'; readonly wipe: Wipe }
  /** A command may be made and signed. */
  | { readonly kind: 'issue' };

/** Decides on a verified claim of the wipe's enrolment. `evidence` is the claim's JWS. */
export function decideClaim(
  wipe: Wipe,
  claim: Claim,
  { evidence, ...around }: Circumstances & { evidence: string },
): ClaimDecision {
  if (claim.counter <= wipe.lastClaimCounter) return { kind: 'drop' };
  if (claim.holding !== 'none') return { kind: 'nothing' };
  const by: Actor = { kind: 'handset', id: wipe.enrolmentId };
  const common = { by, at: around.now, evidence };
  const counted = { lastClaimCounter: claim.counter };

  if (wipe.state === 'unconfirmed') {
    const set = { ...counted, reason: 'not-received' };
    const detail = { reason: 'not-received' };
    return {
      kind: 'settle',
      wipe: advance(wipe, { ...common, to: 'failed', type: 'failed', detail, set }),
    };
  }
  if (wipe.state !== 'waiting-for-handset' && wipe.state !== 'issued') return { kind: 'nothing' };
  if (wipe.cancelRequestedAt !== undefined) {
    const step = { ...common, to: 'cancelled', type: 'cancelled', set: counted } as const;
    return { kind: 'settle', wipe: advance(wipe, step) };
  }
  const why = obstacle(wipe, around);
  // Once the wait for the verdict has begun no command follows, so there is nothing to hold back for one.
  const closing = wipe.verdictUntil !== undefined;
  if (closing && (why === 'pause' || why === 'hold')) return { kind: 'nothing' };
  if (why !== undefined) {
    const stopped = stop(wipe, why, { now: around.now, by, evidence });
    return { kind: 'settle', wipe: { ...stopped, lastClaimCounter: claim.counter } };
  }
  return mayIssue(wipe, around.now) ? { kind: 'issue' } : { kind: 'nothing' };
}

/** Issues are paced, so that a handset that claims for ever costs little; after the last none follows. */
function mayIssue(wipe: Wipe, now: number): boolean {
  const issued = wipe.commands.length;
  const last = wipe.commands.at(-1);
  if (last === undefined) return true;
  if (wipe.verdictUntil !== undefined || issued >= MOST_COMMANDS) return false;
  return now >= last.issuedAt + pauseAfterCommand(issued);
}

/** Records that a command goes out for this claim. Written before anything is signed. */
export function issue(
  wipe: Wipe,
  claim: Claim,
  {
    command,
    evidence,
    verdictTime,
  }: { command: IssuedCommand; evidence: string; verdictTime: number },
): Wipe {
  const commands = [...wipe.commands, command];
  const last = commands.length >= MOST_COMMANDS;
  const now = command.issuedAt;
  return advance(wipe, {
    to: 'issued',
    type: 'command-issued',
    by: { kind: 'handset', id: wipe.enrolmentId },
    at: now,
    detail: { commandHash: command.commandHash, kid: command.kid },
    evidence,
    set: {
      lastClaimCounter: claim.counter,
      commands,
      nextNoticeAt: undefined,
      ...(last && { verdictUntil: verdictEnd(commands, { now, verdictTime }) }),
    },
  });
}
