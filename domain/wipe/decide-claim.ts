/** What a handset's claim leads to: a fresh decision, in the order that `docs/protocol.md` gives. */
import type { Actor } from '../audit/event.ts';
import type { Claim } from '../protocol/claim.ts';
import { advance } from './advance.ts';
import { type Circumstances, keepsBack, obstacle, stop } from './dispatch.ts';
import { MOST_COMMANDS, pauseAfterCommand } from './settings.ts';
import { verdictEnd } from './verdict.ts';
import type { IssuedCommand, Wipe } from './wipe.ts';

export type ClaimDecision =
  /** No answer, no change: not newer than the last one that counted, or too soon after the last command. */
  | { readonly kind: 'drop'; readonly why: 'counter' | 'paced' }
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
  if (claim.counter <= wipe.lastClaimCounter) return { kind: 'drop', why: 'counter' };
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
  if (closing && why !== undefined && keepsBack(why)) return { kind: 'nothing' };
  if (why !== undefined) {
    const stopped = stop(wipe, why, { now: around.now, by, evidence });
    if (stopped === wipe) return { kind: 'nothing' };
    return { kind: 'settle', wipe: { ...stopped, lastClaimCounter: claim.counter } };
  }
  if (closing || wipe.commands.length >= MOST_COMMANDS) return { kind: 'nothing' };
  // "Nothing" would send the handset away; silence makes it ask again, with a pause that doubles.
  return isPaced(wipe, around.now) ? { kind: 'drop', why: 'paced' } : { kind: 'issue' };
}

/** Whether the last command went out so lately that another would only cost: 10 s, doubling to 1 h. */
function isPaced({ commands }: Wipe, now: number): boolean {
  const last = commands.at(-1);
  return last !== undefined && now < last.issuedAt + pauseAfterCommand(commands.length);
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
