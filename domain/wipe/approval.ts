/** Approval by a second person: why one must agree, how they are asked, and what their word does. */
import type { Actor, Detail } from '../audit/event.ts';
import { act } from './act.ts';
import { advance } from './advance.ts';
import { DAY } from './settings.ts';
import { hasEnded } from './states.ts';
import type { ApprovalReason, Wipe } from './wipe.ts';

/** Whether a second person must agree and has not. Such a wipe goes nowhere near its handset. */
export const lacksApproval = (wipe: Wipe) =>
  (wipe.state === 'awaiting-approval' || wipe.approval !== undefined) && !isApproved(wipe);

/** Whether a second person agreed. */
export const isApproved = ({ approval }: Wipe) => approval?.approvedBy !== undefined;

/** How long a wipe that reached a handset weighs on later ones of its line, milliseconds. */
export const LINE_WINDOW = DAY;

/** The other wipes of a line, under the owner that a wipe was asked for. */
export interface Others {
  /** Those at least that are under way, or that a command went out for. */
  readonly others: readonly Wipe[];
  /** As many wipes may reach handsets of a line in that time on one person's word. */
  readonly most: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Why a second person must agree: what the request brought, and what its line's other wipes say. One counts that a
 * command went out for in the last day; for the limit one does, too, that still may come to that. What
 * ended without a command never counts.
 */
export function approvalReasons(
  wipe: Wipe,
  { others, most, now }: Others,
): readonly ApprovalReason[] {
  const since = now - LINE_WINDOW;
  const reached = others.filter(({ commands }) => commands.some((sent) => sent.issuedAt > since));
  const mayReach = others.filter((other) => !hasEnded(other.state) && !lacksApproval(other));
  const reasons = new Set(wipe.approval?.reasons);
  if (wipe.channel === 'shop' && reached.length > 0) reasons.add('reached-lately');
  const counted = new Set([...reached, ...mayReach]);
  if (counted.size >= most) reasons.add('line-limit');
  return [...reasons];
}

/** The wipe as it waits for a second person. `approvalTime` in milliseconds. */
export function askForApproval(
  wipe: Wipe,
  reasons: readonly ApprovalReason[],
  { now, by, approvalTime }: { now: number; by: Actor; approvalTime: number },
): Wipe {
  return advance(wipe, {
    to: 'awaiting-approval',
    type: 'approval-asked',
    by,
    at: now,
    detail: { reasons: reasons.join(' ') },
    set: { approval: { reasons: [...reasons] }, approvalUntil: now + approvalTime },
  });
}

/** What a second person says of a wipe. */
export interface Word {
  readonly word: 'approved' | 'rejected';
  readonly person: string;
  /** Of the request that they were shown. */
  readonly requestHash: string;
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** For the audit, besides the reason. */
  readonly detail?: Detail;
}

/** Why a word does not count. */
export type WordRefused =
  | 'own-case'
  | 'request-changed'
  /** It has not come to that yet. */
  | 'approval-not-asked'
  /** Somebody has decided already, or the same person has decided otherwise. */
  | 'approval-decided'
  | 'approval-lapsed'
  /** It ended before anybody decided. */
  | 'wipe-ended';

export type WordDecision =
  | { readonly kind: 'counts'; readonly wipe: Wipe }
  /** The same person has said it before. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly why: WordRefused };

/** Whether a word counts, and the wipe after it: rejected, or approved and still to be let out. */
export function decideWord(wipe: Wipe, said: Word): WordDecision {
  const { word, person, requestHash, now } = said;
  if (person === wipe.requestedBy) return refused('own-case');
  if (requestHash !== wipe.requestHash) return refused('request-changed');
  const before = wordOn(wipe);
  if (before !== undefined)
    return before.word === word && before.person === person
      ? { kind: 'repeated' }
      : refused('approval-decided');
  if (wipe.state === 'requested') return refused('approval-not-asked');
  if (wipe.state === 'expired' && wipe.reason === 'approval-lapsed')
    return refused('approval-lapsed');
  if (wipe.state !== 'awaiting-approval') return refused('wipe-ended');
  if (now >= Math.min(wipe.approvalUntil, wipe.deadlineAt)) return refused('approval-lapsed');
  return { kind: 'counts', wipe: take(wipe, said) };
}

const refused = (why: WordRefused): WordDecision => ({ kind: 'refused', why });

/** What was decided on a wipe, by whom and when; undefined while nobody has. */
export function wordOn({ events }: Wipe) {
  const event = events.findLast(({ type }) => type === 'approved' || type === 'rejected');
  if (event?.type !== 'approved' && event?.type !== 'rejected') return undefined;
  return { word: event.type, person: event.by.id, at: event.at };
}

export type ApprovalStatus = 'to-decide' | 'approved' | 'rejected' | 'lapsed' | 'over';

/** How an approval stands that was asked for; `over`: the wipe ended before anybody decided. */
export function approvalStatus(wipe: Wipe, now: number): ApprovalStatus {
  const decided = wordOn(wipe);
  if (decided !== undefined) return decided.word;
  if (wipe.state === 'awaiting-approval')
    return now < Math.min(wipe.approvalUntil, wipe.deadlineAt) ? 'to-decide' : 'lapsed';
  const isLapsed = wipe.state === 'expired' && wipe.reason === 'approval-lapsed';
  return isLapsed ? 'lapsed' : 'over';
}

function take(wipe: Wipe, { word, person, reason, now, detail }: Word): Wipe {
  const by: Actor = { kind: 'person', id: person };
  const step = { type: word, by, at: now, ...(detail && { detail }) };
  if (word === 'rejected')
    return act(wipe, { ...step, to: 'rejected', set: { reason: 'not-approved' } }, reason);
  const approval = { reasons: [], ...wipe.approval, approvedBy: person };
  return act(wipe, { ...step, set: { approval } }, reason);
}
