/** What operations see of a clerk's standing. */
import type * as z from 'zod/mini';
import type { Standing } from '#domain/governor/standing.ts';
import type { ClerkView } from '../contract/dispatch-bodies.ts';
import { proposalViews } from './journal-view.ts';

/** The standing of a clerk; undefined where its newest entry is not as it was written. */
export function clerkStanding(
  clerk: string,
  standing: Standing | undefined,
  now: number,
): Omit<z.infer<typeof ClerkView>, 'journal'> {
  if (standing === undefined) return { clerk, state: 'unreadable', proposals: [] };
  const { suspended, proposals } = standing;
  const state = suspended ? 'suspended' : 'good';
  return { clerk, state, proposals: proposalViews(proposals, now) };
}
