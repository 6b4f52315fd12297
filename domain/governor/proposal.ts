/** What takes two people: one proposes with a reason, and another confirms that very proposal in time. */
import * as z from 'zod/mini';
import { MINUTE } from '../wipe/settings.ts';

/** How long a proposal can be confirmed, milliseconds. */
export const PROPOSAL_LIFE = 30 * MINUTE;

/** What a proposal would do. */
export const ACTIONS = ['resume', 'withdrawal', 'reinstatement'] as const;

export const Proposal = z.strictObject({
  /** The number of its entry in the journal: a proposal that is made again has another. */
  n: z.int(),
  action: z.enum(ACTIONS),
  /** The person who made it. */
  by: z.string(),
  reason: z.string(),
  /** Epoch milliseconds: from then on it cannot be confirmed. */
  until: z.int(),
});
export type Proposal = z.infer<typeof Proposal>;

/** What somebody does, and why. Times in epoch milliseconds. */
export interface Act {
  readonly person: string;
  readonly reason: string;
  readonly now: number;
}

/**
 * The proposals with a new one. It takes the place of the same person's earlier one and of nobody else's: whoever
 * proposes again and again cannot keep others from agreeing.
 */
export function withProposal(
  proposals: readonly Proposal[],
  { n, action }: Pick<Proposal, 'n' | 'action'>,
  { person, reason, now }: Act,
): Proposal[] {
  const others = proposals.filter((other) => other.by !== person || other.action !== action);
  return [...others, { n, action, by: person, reason, until: now + PROPOSAL_LIFE }];
}

/** Why a confirmation does not count. */
export type NotConfirmed =
  /** No such proposal stands: never made, made again since, carried out, or pointless by now. */
  'proposal-not-open' | 'proposal-expired' | 'own-proposal';

/** Whether this person may confirm that proposal now: the proposal, or why not. */
export function toConfirm(
  proposals: readonly Proposal[],
  { n, action }: Pick<Proposal, 'n' | 'action'>,
  { person, now }: Act,
): Proposal | NotConfirmed {
  const proposal = proposals.find((one) => one.n === n && one.action === action);
  if (proposal === undefined) return 'proposal-not-open';
  if (proposal.by === person) return 'own-proposal';
  return now < proposal.until ? proposal : 'proposal-expired';
}
