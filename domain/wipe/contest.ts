/** "This was not me": what the link in a message leads to. It says so, once, and holds nothing by itself. */
import { timingSafeEqual } from 'node:crypto';
import { digestOf } from '../audit/digest.ts';
import { note } from './advance.ts';
import { DAY } from './settings.ts';
import type { Wipe } from './wipe.ts';

/** How long after its end a wipe may still be contested: for the record's sake, not for ever. */
export const CONTEST_TIME = 90 * DAY;

/** What a wipe keeps of the secret in its link. */
export const contestHashOf = (wipeId: string, secret: string) => digestOf({ wipeId, secret });

/** Whether it is the secret of the wipe's link; compared in constant time. A wipe that nobody was told of has none. */
export function isContestSecret({ wipeId, contestHash }: Wipe, secret: string): boolean {
  if (contestHash === undefined) return false;
  return timingSafeEqual(Buffer.from(contestHash), Buffer.from(contestHashOf(wipeId, secret)));
}

export type ContestDecision =
  | { readonly kind: 'contested'; readonly wipe: Wipe }
  | { readonly kind: 'already-contested'; readonly at: number }
  | { readonly kind: 'closed' };

/** Marks the wipe. Who did it is not known: whoever has the link may. `now` in epoch milliseconds. */
export function contest(wipe: Wipe, now: number): ContestDecision {
  const { contestedAt, endedAt } = wipe;
  if (contestedAt !== undefined) return { kind: 'already-contested', at: contestedAt };
  if (endedAt !== undefined && now >= endedAt + CONTEST_TIME) return { kind: 'closed' };
  const by = { kind: 'person', id: 'unidentified' } as const;
  const marked = note(wipe, { type: 'contested', by, at: now, set: { contestedAt: now } });
  return { kind: 'contested', wipe: marked };
}
