/** Whether a clerk may wipe phones: suspended by the governor at once, reinstated by two people of operations. */
import * as z from 'zod/mini';
import { type Decision, type Entry, entrySchema, type Unbound } from './journal.ts';
import { type Act, type NotConfirmed, Proposal, toConfirm, withProposal } from './proposal.ts';

const TYPES = ['suspended', 'operations-told', 'reinstatement-proposed', 'reinstated'] as const;

const Standing = z.strictObject({
  suspended: z.boolean(),
  /** Epoch milliseconds: since then a suspension stands that operations may not have been told of. */
  untoldSince: z.optional(z.int()),
  proposals: z.array(Proposal),
  /** The proposal that brought the clerk back last, as long as that holds. */
  reinstatedBy: z.optional(z.int()),
});
export type Standing = z.infer<typeof Standing>;

export const StandingEntry = entrySchema(TYPES, Standing);
export type StandingEntry = Entry<(typeof TYPES)[number], Standing>;

/** The journal of one clerk. */
export const standingScope = (person: string) => `clerk-standing#${person}`;

/** Nobody has decided anything about this clerk. */
const GOOD: Standing = { suspended: false, proposals: [] };

/** What stands in the newest entry, or holds without one. */
export const standingAfter = (newest: StandingEntry | undefined): Standing => newest?.state ?? GOOD;

const GOVERNOR = { kind: 'service', id: 'governor' } as const;

/** Suspends a clerk. Proposals from before are void: they were made of another case. */
export function suspend(
  newest: StandingEntry | undefined,
  { now, why }: { now: number; why: string },
): Decision<StandingEntry, 'already'> {
  if (standingAfter(newest).suspended) return { kind: 'already' };
  const state = { suspended: true, untoldSince: now, proposals: [] };
  return { kind: 'entry', entry: { at: now, type: 'suspended', by: GOVERNOR, reason: why, state } };
}

/** Writes down that operations were told of the suspension. */
export function noteTold(
  newest: StandingEntry | undefined,
  { now }: { now: number },
): Decision<StandingEntry, 'already'> {
  const { untoldSince, ...state } = standingAfter(newest);
  if (untoldSince === undefined) return { kind: 'already' };
  return { kind: 'entry', entry: { at: now, type: 'operations-told', by: GOVERNOR, state } };
}

/** Proposes to let a clerk work again. Nobody does so in their own case. */
export function proposeReinstatement(
  newest: StandingEntry | undefined,
  clerk: string,
  act: Act,
): Decision<StandingEntry, 'not-suspended' | 'own-case'> {
  const standing = standingAfter(newest);
  if (act.person === clerk) return { kind: 'own-case' };
  if (!standing.suspended) return { kind: 'not-suspended' };
  const proposal = { n: (newest?.n ?? 0) + 1, action: 'reinstatement' as const };
  const proposals = withProposal(standing.proposals, proposal, act);
  return entryOf('reinstatement-proposed', act, { ...standing, proposals });
}

/** Confirms the proposal of that number: the clerk may work again. */
export function confirmReinstatement(
  newest: StandingEntry | undefined,
  clerk: string,
  { n, ...act }: Act & { n: number },
): Decision<StandingEntry, 'already' | 'own-case' | NotConfirmed> {
  const standing = standingAfter(newest);
  if (act.person === clerk) return { kind: 'own-case' };
  if (standing.reinstatedBy === n) return { kind: 'already' };
  const found = toConfirm(standing.proposals, { n, action: 'reinstatement' as const }, act);
  if (typeof found === 'string') return { kind: found };
  return entryOf('reinstated', act, { suspended: false, proposals: [], reinstatedBy: n }, n);
}

function entryOf(
  type: StandingEntry['type'],
  { person, reason, now }: Act,
  state: Standing,
  of?: number,
): { kind: 'entry'; entry: Unbound<StandingEntry> } {
  const by = { kind: 'person', id: person } as const;
  const confirmed = of === undefined ? {} : { of };
  return { kind: 'entry', entry: { at: now, type, by, reason, ...confirmed, state } };
}
