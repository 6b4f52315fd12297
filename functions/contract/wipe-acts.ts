/** What operations and approvers may do to a wipe, by its state: the one table of it. The service decides, the console shows. */
import type { WipeState } from '#domain/wipe/states.ts';
import type { Role } from './roles.ts';

export const WIPE_ACTS = [
  'approval',
  'rejection',
  'hold',
  'release',
  'redrive',
  'notify',
  'cancel',
] as const;
/** By the last part of the route's path; `cancel` by its name. */
export type WipeAct = (typeof WIPE_ACTS)[number];

/** Why an act is not taken: in that state, by that person, or because it is so already. */
export type WhyNot =
  | 'not-your-role'
  | 'own-case'
  | 'not-asked'
  | 'decided'
  | 'lapsed'
  | 'erasing'
  | 'ended'
  | 'on-hold'
  | 'not-on-hold'
  | 'not-waiting'
  | 'settled'
  | 'wished';

interface Rule {
  readonly role: Role;
  /** Why not, in the states in which it is not taken. */
  readonly not: Readonly<Partial<Record<WipeState, WhyNot>>>;
}

const ENDED = {
  erased: 'ended',
  unconfirmed: 'ended',
  failed: 'ended',
  refused: 'ended',
  rejected: 'ended',
  cancelled: 'ended',
  expired: 'ended',
} as const;
const OVER = { ...ENDED, accepted: 'erasing' } as const;
const DECISION: Rule = {
  role: 'approver',
  not: {
    ...ENDED,
    requested: 'not-asked',
    held: 'not-asked',
    'waiting-for-handset': 'not-asked',
    issued: 'not-asked',
    accepted: 'not-asked',
  },
};

const RULES: Readonly<Record<WipeAct, Rule>> = {
  approval: DECISION,
  rejection: DECISION,
  hold: { role: 'ops', not: OVER },
  release: { role: 'ops', not: OVER },
  redrive: { role: 'ops', not: {} },
  notify: {
    role: 'ops',
    not: {
      ...OVER,
      requested: 'not-waiting',
      'awaiting-approval': 'not-waiting',
      held: 'not-waiting',
      issued: 'not-waiting',
    },
  },
  cancel: { role: 'ops', not: OVER },
};

/** What of a wipe says whether an act is taken. */
export interface ActedOn {
  readonly state: WipeState;
  readonly onHold: boolean;
  /** Whether it is ended, sealed and told; only a redrive asks, and lists do not tell. */
  readonly settled?: boolean;
  readonly requestedBy: string;
  /** RFC 3339: from then on nobody decides on it any more. */
  readonly deadlineAt: string;
  readonly approval?:
    | {
        readonly approvedBy?: string | undefined;
        /** RFC 3339. */
        readonly until?: string | undefined;
      }
    | undefined;
  readonly cancelRequestedAt?: string | undefined;
}

export interface Actor {
  readonly role: Role;
  readonly person: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Undefined where the act is offered and taken. */
export function whyNot(act: WipeAct, by: Actor, wipe: ActedOn): WhyNot | undefined {
  const { role, not } = RULES[act];
  if (role !== by.role) return 'not-your-role';
  return not[wipe.state] ?? BESIDES[act]?.(wipe, by);
}

/** Until when a second person may decide, epoch milliseconds. */
export const decidedUntil = ({ approval, deadlineAt }: Pick<ActedOn, 'approval' | 'deadlineAt'>) =>
  Math.min(...[approval?.until ?? deadlineAt, deadlineAt].map((time) => Date.parse(time)));

const decided = (wipe: ActedOn, { person, now }: Actor): WhyNot | undefined => {
  if (wipe.requestedBy === person) return 'own-case';
  if (wipe.approval?.approvedBy !== undefined) return 'decided';
  return now < decidedUntil(wipe) ? undefined : 'lapsed';
};

/** What else than the state may be in the way. */
const BESIDES: Readonly<
  Partial<Record<WipeAct, (wipe: ActedOn, by: Actor) => WhyNot | undefined>>
> = {
  approval: decided,
  rejection: decided,
  hold: ({ onHold }) => (onHold ? 'on-hold' : undefined),
  release: ({ onHold }) => (onHold ? undefined : 'not-on-hold'),
  redrive: ({ settled }) => (settled ? 'settled' : undefined),
  cancel: ({ cancelRequestedAt }) => (cancelRequestedAt === undefined ? undefined : 'wished'),
};
