/** Everything that a drill with a stolen sign-in collects, and that its checkers judge. Times are epoch milliseconds. */
import * as z from 'zod';
import type { MessageSeen } from '../crash/evidence.ts';
import type { ApiAnswer } from '../person.ts';
import type { UndisturbedEvidence } from '../undisturbed.ts';
import type { CrimeName } from './crimes.ts';

/** One request for a wipe and its answer. */
export interface Asked {
  readonly side: 'thief' | 'honest';
  /** Who asked, as the service knows people. */
  readonly person: string;
  readonly lineId: string;
  readonly enrolmentId: string;
  /** 0 where no answer came. */
  readonly status: number;
  /** Of a refusal. */
  readonly code?: string;
  /** Of an acceptance. */
  readonly wipeId?: string;
}

const Opened = z.object({ wipeId: z.string() });

/** What an answer to a request says. */
export function askedOf({
  status,
  code,
  body,
}: ApiAnswer): Pick<Asked, 'status' | 'code' | 'wipeId'> {
  const wipeId = status === 202 ? Opened.parse(body).wipeId : undefined;
  return { status, ...(code !== undefined && { code }), ...(wipeId !== undefined && { wipeId }) };
}

/** A limit in force, as operations are shown it. */
export const LimitShown = z.object({
  rule: z.enum(['clerk', 'shop', 'account', 'business', 'total']),
  window: z.enum(['5min', 'hour', 'day']),
  most: z.int(),
  /** How many of a clerk's need no second person. */
  alone: z.int().optional(),
});
export type LimitShown = z.infer<typeof LimitShown>;

/** A clerk's standing, as operations are shown it. */
export const StandingShown = z.object({
  clerk: z.string(),
  state: z.enum(['good', 'suspended', 'unreadable']),
  journal: z.object({
    verification: z.object({ intact: z.boolean() }),
    entries: z.array(z.object({ type: z.string() })),
  }),
});
export type StandingShown = z.infer<typeof StandingShown>;

export interface StolenEvidence extends UndisturbedEvidence {
  readonly crime: CrimeName;
  readonly limits: readonly LimitShown[];
  readonly asked: readonly Asked[];
  /** Accounts whose lines are on a business plan, which has a limit of its own. */
  readonly businessAccounts: readonly string[];
  /** Of the thieves who are clerks. */
  readonly standings: readonly StandingShown[];
  /** Mail to operations. */
  readonly alarms: readonly MessageSeen[];
}
