/**
 * The switch of the whole service: one person pauses at once; resuming, and withdrawing every wipe that no command can
 * act for yet, take two. Every step is an entry of the journal `dispatch`.
 */
import * as z from 'zod/mini';
import { type Decision, type Entry, entrySchema, type Unbound } from './journal.ts';
import { type Act, type NotConfirmed, Proposal, toConfirm, withProposal } from './proposal.ts';

export const DISPATCH_SCOPE = 'dispatch';

const TYPES = [
  'paused',
  'resume-proposed',
  'resumed',
  'withdrawal-proposed',
  'withdrawn',
  'withdrawal-swept',
  'withdrawal-done',
] as const;

const Pause = z.strictObject({
  at: z.int(),
  by: z.string(),
  reason: z.string(),
  /** How many proposals to resume it made void that could still be confirmed; left out where there was none. */
  voided: z.optional(z.int()),
});

const Withdrawal = z.strictObject({
  /** The number of the entry that confirmed it. */
  n: z.int(),
  /** Epoch milliseconds: every wipe asked for until then is withdrawn. */
  at: z.int(),
  /** The proposal that it confirmed. */
  proposal: z.int(),
  /** Wipes that were looked for and cancelled so far; one that was met at its next step is not among them. */
  swept: z.int(),
  /** When none was left. */
  doneAt: z.optional(z.int()),
});
export type Withdrawal = z.infer<typeof Withdrawal>;

const SwitchState = z.strictObject({
  /** Present while commands are kept back: the latest of the reasons for it. */
  pause: z.optional(Pause),
  /** The proposal that ended the last pause, as long as none has begun since. */
  resumedBy: z.optional(z.int()),
  /** The latest one. */
  withdrawal: z.optional(Withdrawal),
  proposals: z.array(Proposal),
});
export type SwitchState = z.infer<typeof SwitchState>;

export const SwitchEntry = entrySchema(TYPES, SwitchState);
export type SwitchEntry = Entry<(typeof TYPES)[number], SwitchState>;

type Newest = SwitchEntry | undefined;
type Confirmation = Act & {
  /** The number of the proposal that is confirmed. */
  readonly n: number;
};

/** What stands in the newest entry, or holds without one. */
export const switchAfter = (newest: Newest): SwitchState => newest?.state ?? { proposals: [] };

const numberAfter = (newest: Newest) => (newest?.n ?? 0) + 1;
const without = (proposals: readonly Proposal[], action: Proposal['action']) =>
  proposals.filter((proposal) => proposal.action !== action);

/**
 * Keeps every command back from now on. A pause upon a pause is written down too, for its reason counts as well, and
 * whoever proposed to resume did not know of it: such proposals are void. The same once more is `already`.
 */
export function pause(newest: Newest, act: Act): Decision<SwitchEntry, 'already'> {
  const { resumedBy: _, ...state } = switchAfter(newest);
  const { person, reason, now } = act;
  if (state.pause?.by === person && state.pause.reason === reason) return { kind: 'already' };
  const voided = state.proposals.filter(({ action, until }) => action === 'resume' && now < until);
  return entryOf('paused', act, {
    ...state,
    pause: { at: now, by: person, reason, ...(voided.length > 0 && { voided: voided.length }) },
    proposals: without(state.proposals, 'resume'),
  });
}

/** Proposes to let commands go out again. */
export function proposeResume(newest: Newest, act: Act): Decision<SwitchEntry, 'not-paused'> {
  const state = switchAfter(newest);
  if (state.pause === undefined) return { kind: 'not-paused' };
  const proposal = { n: numberAfter(newest), action: 'resume' as const };
  const proposals = withProposal(state.proposals, proposal, act);
  return entryOf('resume-proposed', act, { ...state, proposals });
}

/** Confirms the proposal of that number: commands go out again. */
export function confirmResume(
  newest: Newest,
  { n, ...act }: Confirmation,
): Decision<SwitchEntry, 'already' | NotConfirmed> {
  const { pause: _, ...state } = switchAfter(newest);
  if (state.resumedBy === n) return { kind: 'already' };
  const found = toConfirm(state.proposals, { n, action: 'resume' as const }, act);
  if (typeof found === 'string') return { kind: found };
  const proposals = without(state.proposals, 'resume');
  return entryOf('resumed', act, { ...state, resumedBy: n, proposals }, { of: n });
}

/** Proposes to cancel every wipe that no command can act for yet. */
export function proposeWithdrawal(newest: Newest, act: Act): Decision<SwitchEntry, never> {
  const state = switchAfter(newest);
  const proposal = { n: numberAfter(newest), action: 'withdrawal' as const };
  const proposals = withProposal(state.proposals, proposal, act);
  return entryOf('withdrawal-proposed', act, { ...state, proposals });
}

/** Confirms the proposal of that number: what was asked for until now is withdrawn. Other proposals of it are void. */
export function confirmWithdrawal(
  newest: Newest,
  { n, ...act }: Confirmation,
): Decision<SwitchEntry, 'already' | NotConfirmed> {
  const state = switchAfter(newest);
  if (state.withdrawal?.proposal === n) return { kind: 'already' };
  const found = toConfirm(state.proposals, { n, action: 'withdrawal' as const }, act);
  if (typeof found === 'string') return { kind: found };
  // Whoever's clock is behind takes nothing of an earlier withdrawal back.
  const at = Math.max(act.now, state.withdrawal?.at ?? 0);
  const withdrawal = { n: numberAfter(newest), at, proposal: n, swept: 0 };
  const proposals = without(state.proposals, 'withdrawal');
  return entryOf('withdrawn', act, { ...state, withdrawal, proposals }, { of: n });
}

/**
 * Writes down that a search cancelled so many wipes, or found none any more. `of` is the number of the withdrawal's
 * entry; one that another withdrawal has followed is `already` another search's.
 */
export function noteSweep(
  newest: Newest,
  { of, count, now }: { of: number; count: number; now: number },
): Decision<SwitchEntry, 'already'> {
  const state = switchAfter(newest);
  const known = state.withdrawal;
  if (known?.n !== of || (count === 0 && known.doneAt !== undefined)) return { kind: 'already' };
  const withdrawal = { ...known, swept: known.swept + count, ...(count === 0 && { doneAt: now }) };
  return {
    kind: 'entry',
    entry: {
      at: now,
      type: count === 0 ? 'withdrawal-done' : 'withdrawal-swept',
      by: { kind: 'service', id: 'reconcile' },
      of,
      count: count === 0 ? withdrawal.swept : count,
      state: { ...state, withdrawal },
    },
  };
}

function entryOf(
  type: SwitchEntry['type'],
  { person, reason, now }: Act,
  state: SwitchState,
  more: Pick<Unbound<SwitchEntry>, 'of'> = {},
): { kind: 'entry'; entry: Unbound<SwitchEntry> } {
  const by = { kind: 'person', id: person } as const;
  return { kind: 'entry', entry: { at: now, type, by, reason, ...more, state } };
}
