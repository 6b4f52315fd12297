/** The handset's signed statement of what it did (`handsets/{enrolmentId}/report`). */
import * as z from 'zod/mini';

/** One storage and what became of it. `no-card` is said of `sd` only. */
export const StorageResult = z.strictObject({
  kind: z.enum(['internal', 'sd']),
  result: z.enum(['erased', 'no-card', 'failed', 'unknown']),
});
export type StorageResult = z.infer<typeof StorageResult>;

/** Why a handset refuses a command, by name. */
export const COMMAND_REFUSALS = [
  'bad-signature',
  'wrong-algorithm',
  'wrong-audience',
  'expired',
  'not-yet-valid',
  'replayed',
  'nonce-mismatch',
  'counter-rollback',
  'unknown-key',
  'malformed',
] as const;
export type CommandRefusal = (typeof COMMAND_REFUSALS)[number];

/** Refusals that time or a second delivery explains: kept as events, they never end a wipe. */
export const PASSING_REFUSALS: readonly CommandRefusal[] = [
  'replayed',
  'nonce-mismatch',
  'expired',
  'not-yet-valid',
];

export const REPORT_TYPE = 'wipe-report+jwt';

export const Report = z.strictObject({
  wipeId: z.string().check(z.maxLength(64)),
  commandHash: z.string().check(z.length(43)),
  phase: z.enum(['accepted', 'sd-done', 'erased', 'failed', 'refused']),
  storages: z.array(StorageResult).check(z.maxLength(2)),
  /** A refusal's name, or why the handset could not. */
  reason: z.optional(z.string().check(z.maxLength(64), z.regex(/^[a-z0-9-]+$/))),
  counter: z.int().check(z.gte(1)),
  /** The handset's wall clock, epoch milliseconds: informative only. */
  at: z.int(),
});
export type Report = z.infer<typeof Report>;
