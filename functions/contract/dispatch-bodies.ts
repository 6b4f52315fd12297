/** What is shown of the switch of the service and of the standing of clerks, with the journals behind them. */
import * as z from 'zod/mini';
import { Actor } from '#domain/audit/event.ts';
import { ACTIONS } from '#domain/governor/proposal.ts';
import { reason, time } from './scalars.ts';

const number = z.int();

const ProposalView = z.object({
  /** What a confirmation names. */
  number,
  action: z.enum(ACTIONS),
  /** The person who proposed it. */
  by: z.string(),
  reason,
  /** From then on it cannot be confirmed. */
  until: time,
});

const JournalView = z.object({
  /** Whether every entry is as it was written, or the first that is not. */
  verification: z.discriminatedUnion('intact', [
    z.object({ intact: z.literal(true), entries: z.int(), head: z.string() }),
    z.object({
      intact: z.literal(false),
      at: z.int(),
      why: z.enum(['number', 'link', 'content', 'cut', 'rewritten']),
    }),
  ]),
  /** The latest ones, newest first. */
  entries: z.array(
    z.object({
      number,
      at: time,
      type: z.string(),
      by: Actor,
      reason: z.optional(z.string()),
      /** The entry that it confirms or has carried out. */
      of: z.optional(number),
      /** How many wipes it came to. */
      count: z.optional(z.int()),
      hash: z.string(),
    }),
  ),
});

const position = {
  /** `unreadable`: the newest entry is not as it was written, so no command goes out. */
  state: z.enum(['running', 'paused', 'unreadable']),
  pause: z.optional(
    z.object({
      at: time,
      by: z.string(),
      reason: z.string(),
      /** How many proposals to resume it made void, where there were any. */
      voided: z.optional(z.int()),
    }),
  ),
  /** The latest one. */
  withdrawal: z.optional(
    z.object({
      number,
      /** What was asked for until then is withdrawn. */
      at: time,
      /** Wipes that were looked for and cancelled so far. */
      cancelled: z.int(),
      /** When none was left. */
      doneAt: z.optional(time),
    }),
  ),
  /** Those that can be confirmed now. */
  proposals: z.array(ProposalView),
};

export const DispatchView = z.object({ ...position, journal: JournalView });

export const DispatchAnswer = z.object({
  result: z.enum(['paused', 'proposed', 'resumed', 'withdrawn']),
  /** The number of the proposal, where one was made. */
  proposal: z.optional(number),
  ...position,
});

const standing = {
  /** The person of the clerk. */
  clerk: z.string(),
  state: z.enum(['good', 'suspended', 'unreadable']),
  proposals: z.array(ProposalView),
};

export const ClerkView = z.object({ ...standing, journal: JournalView });

export const ClerkAnswer = z.object({
  result: z.enum(['proposed', 'reinstated']),
  proposal: z.optional(number),
  ...standing,
});
