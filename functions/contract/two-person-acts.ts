/** What is done to the switch of the service and to a clerk's standing, and why not now: the one table of it. The service decides, the console shows. */
import type * as z from 'zod/mini';
import type { Proposal } from '#domain/governor/proposal.ts';
import type { ClerkView, DispatchView } from './dispatch-bodies.ts';

type Position = z.infer<typeof DispatchView>['state'] | z.infer<typeof ClerkView>['state'];

/** What somebody does by themselves: the pause, and proposing what another person has to confirm. */
export type FirstAct = 'pause' | Proposal['action'];

export type WhyNot =
  | 'not-paused'
  | 'not-suspended'
  | 'unreadable'
  | 'own-case'
  | 'own-proposal'
  | 'proposal-expired';

const NOT: Readonly<Record<FirstAct, Readonly<Partial<Record<Position, WhyNot>>>>> = {
  pause: { unreadable: 'unreadable' },
  resume: { unreadable: 'unreadable', running: 'not-paused' },
  withdrawal: { unreadable: 'unreadable' },
  reinstatement: { unreadable: 'unreadable', good: 'not-suspended' },
};

export interface DecidedBy {
  readonly person: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Undefined where it is offered and taken. `clerk` is whose standing it is about, where it is about one. */
export function whyNotDone(
  act: FirstAct,
  { state, clerk }: { readonly state: Position; readonly clerk?: string },
  { person }: Pick<DecidedBy, 'person'>,
): WhyNot | undefined {
  return clerk === person ? 'own-case' : NOT[act][state];
}

export interface Proposed {
  /** The person who proposed it. */
  readonly by: string;
  /** RFC 3339. */
  readonly until: string;
}

/** Undefined where this person can confirm a proposal now. */
export function whyNotConfirmed(
  { by, until }: Proposed,
  { clerk }: { readonly clerk?: string },
  { person, now }: DecidedBy,
): WhyNot | undefined {
  if (clerk === person) return 'own-case';
  if (by === person) return 'own-proposal';
  return now < Date.parse(until) ? undefined : 'proposal-expired';
}
