/** What a handset remembers of its present life: its enrolment, its nonces, and an erase in progress. */
import * as z from 'zod';
import { Report, StorageResult } from '#domain/protocol/report.ts';
import { PrivateJwk, PublicJwk } from '#domain/protocol/signature.ts';

/** An order being carried out. A crash at any point of it is followed by finishing it. */
export const Erase = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('command'),
    wipeId: z.string(),
    commandHash: z.string(),
    keepWalletLock: z.boolean(),
    step: z.enum(['persisted', 'sd-erased', 'internal-erased']),
    storages: z.array(StorageResult),
  }),
  /** Somebody resets the handset by hand. */
  z.strictObject({ by: z.literal('hand') }),
]);
export type Erase = z.infer<typeof Erase>;
export type CommandedErase = Extract<Erase, { by: 'command' }>;

/** A signed report that the broker has not acknowledged. */
export const QueuedReport = z.strictObject({ phase: Report.shape.phase, jws: z.string() });
export type QueuedReport = z.infer<typeof QueuedReport>;

export const Enrolled = z.strictObject({
  state: z.literal('enrolled'),
  enrolmentId: z.string(),
  handsetId: z.string(),
  /** Its thumbprint is the enrolment's id; it signs claims and reports. */
  enrolmentKey: PrivateJwk,
  /** The certificate's key: the enrolment key until the first renewal. */
  tlsKey: PrivateJwk,
  certificate: z.string(),
  ca: z.string(),
  endpoint: z.string(),
  pinnedKeys: z.array(z.strictObject({ kid: z.string(), jwk: PublicJwk })),
  pushToken: z.string().exactOptional(),
  /** Raised and persisted before each claim, report and renewal. */
  counter: z.int(),
  /** The nonce of the last claim. Its age lives in memory: after a restart it is void. */
  outstandingNonce: z.string().exactOptional(),
  spentNonces: z.array(z.string()),
  /** Counter of the last command obeyed. */
  lastCounter: z.int(),
  erase: Erase.exactOptional(),
  reports: z.array(QueuedReport),
});
export type Enrolled = z.infer<typeof Enrolled>;

export const Blank = z.strictObject({
  state: z.literal('blank'),
  /** What ended the life before this one; absent on a handset that never had one. */
  after: z.enum(['wipe', 'reset']).exactOptional(),
  /** Made before it is sent, so that asking again after a lost answer is the same enrolment. */
  enrolmentKey: z.exactOptional(PrivateJwk),
  pushToken: z.string().exactOptional(),
});
export type Blank = z.infer<typeof Blank>;

export const Life = z.discriminatedUnion('state', [Blank, Enrolled]);
export type Life = z.infer<typeof Life>;

/** More than a command's life can hold of claims that are 10 s apart. */
const NONCES_KEPT = 64;

/** The list with one more spent nonce; the oldest go. */
export function spend(spent: readonly string[], ...nonces: (string | undefined)[]): string[] {
  return [...spent, ...nonces.filter((nonce) => nonce !== undefined)].slice(-NONCES_KEPT);
}

/** The life as a restart finds it: a nonce whose age nobody knows any more is void. */
export function afterRestart(life: Life): Life {
  if (life.state === 'blank') return life;
  const { outstandingNonce, ...rest } = life;
  return { ...rest, spentNonces: spend(life.spentNonces, outstandingNonce) };
}
