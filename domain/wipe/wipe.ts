/** A wipe as it is stored: one item with its state, its version and its own audit. A type per state. */
import * as z from 'zod/mini';
import { AuditEvent } from '../audit/event.ts';
import { StorageResult } from '../protocol/report.ts';

/** What is kept of a command that went out: enough to recognise it, never enough to act. */
export const IssuedCommand = z.strictObject({
  commandHash: z.string(),
  nonce: z.string(),
  kid: z.string(),
  /** Epoch milliseconds. */
  issuedAt: z.int(),
  /** Epoch milliseconds. */
  expiresAt: z.int(),
});
export type IssuedCommand = z.infer<typeof IssuedCommand>;

/** A callback token of the workflow, and which of its tasks waits on it. Never leaves the service. */
const Callback = z.strictObject({
  task: z.enum(['approval', 'dispatch', 'verdict']),
  token: z.string(),
});

/** What a clerk recorded of the visit: which kinds of documents were seen, never what stands in them. */
export const ShopVisit = z.strictObject({
  shop: z.string(),
  documents: z.array(z.string()),
  reservation: z.boolean(),
  /** The clerk's word. */
  customerPresent: z.boolean(),
});
export type ShopVisit = z.infer<typeof ShopVisit>;

/** The one queue there is, of the wipes that wait for room in the total. */
export const QUEUE = 'governor';

/** Why a second person must agree. */
export const APPROVAL_REASONS = [
  'customer-absent',
  'clerk-over-soft-limit',
  'reached-lately',
  'line-limit',
] as const;
export type ApprovalReason = (typeof APPROVAL_REASONS)[number];

const Approval = z.strictObject({
  reasons: z.array(z.enum(APPROVAL_REASONS)),
  /** Who agreed, once somebody did; a rejection is the state `rejected`. */
  approvedBy: z.optional(z.string()),
});

const base = {
  wipeId: z.string(),
  enrolmentId: z.string(),
  /** 1, 2, …: attempts against one enrolment. */
  attempt: z.int(),
  version: z.int(),
  handsetId: z.string(),
  lineId: z.string(),
  /** The owner at the time of the request. */
  account: z.string(),
  model: z.string(),
  channel: z.enum(['web', 'shop']),
  /** Of the channel `shop` alone. */
  visit: z.optional(ShopVisit),
  requestedBy: z.string(),
  requestedAt: z.int(),
  deadlineAt: z.int(),
  language: z.enum(['ja', 'en']),
  /** Hash of person and idempotency key. */
  requestKeyHash: z.string(),
  /** Hash of the request's body. */
  requestHash: z.string(),
  consents: z.array(z.string()),
  /** Run of the workflow, part of the execution's name. */
  run: z.int(),
  events: z.array(AuditEvent),
  commands: z.array(IssuedCommand),
  lastClaimCounter: z.int(),
  callback: z.optional(Callback),
  notices: z.int(),
  nextNoticeAt: z.optional(z.int()),
  /** Present where a second person must agree. */
  approval: z.optional(Approval),
  /** Where the governor counts it, `{scope}|{window}`: at the request, and once it was let out. None once it has left. */
  countedIn: z.optional(z.array(z.string())),
  /** When it was first let out to its handset, and counted in the total. */
  letOutAt: z.optional(z.int()),
  /** What people gave as their reasons, by the number of the event. Free text stays out of the audit, which is sealed. */
  reasons: z.optional(z.array(z.strictObject({ n: z.int(), text: z.string() }))),
  /** Hash of the secret in the link by which anybody who was told may say "this was not me". */
  contestHash: z.optional(z.string()),
  /** When somebody first said so. */
  contestedAt: z.optional(z.int()),
  /** An operator's hold; a flag beside the state. */
  hold: z.optional(z.boolean()),
  cancelRequestedAt: z.optional(z.int()),
  /** When waiting for the handset's word ends, epoch milliseconds. */
  verdictUntil: z.optional(z.int()),
  storages: z.optional(z.array(StorageResult)),
  /** The sealed record: its revision, the digest of what was sealed, and how many events that covers. */
  record: z.optional(
    z.strictObject({
      revision: z.int(),
      hash: z.string(),
      sealedAt: z.int(),
      events: z.int(),
    }),
  ),
  /** Marks of the messages that were sent, by which none is sent again. */
  messages: z.array(z.string()),
  endedAt: z.optional(z.int()),
  /** Present until the wipe is settled: the sparse index of open wipes. */
  openShard: z.optional(z.string()),
  nextActionAt: z.optional(z.int()),
  /** Present while it waits for room in the total: the sparse index of the queue. */
  queue: z.optional(z.literal(QUEUE)),
  /** Present while it is held, epoch milliseconds: the sparse index of what is kept back. */
  heldSince: z.optional(z.int()),
};

const verdict = { verdictUntil: z.int() };
const ended = { endedAt: z.int() };

/** What keeps a wipe back: the pause, the total's limits, an operator, or the suspension of the clerk who asked. */
export const HOLDS = ['pause', 'governor', 'operator', 'suspension'] as const;
export type Hold = (typeof HOLDS)[number];

export const Wipe = z.discriminatedUnion('state', [
  z.strictObject({ ...base, state: z.literal('requested') }),
  z.strictObject({ ...base, state: z.literal('awaiting-approval'), approvalUntil: z.int() }),
  z.strictObject({
    ...base,
    state: z.literal('held'),
    heldFor: z.enum(HOLDS),
  }),
  z.strictObject({ ...base, state: z.literal('waiting-for-handset') }),
  z.strictObject({ ...base, state: z.literal('issued') }),
  z.strictObject({ ...base, ...verdict, state: z.literal('accepted'), commandHash: z.string() }),
  z.strictObject({
    ...base,
    ...ended,
    state: z.literal('erased'),
    proof: z.enum(['report', 'receipt', 'attestation']),
  }),
  z.strictObject({ ...base, ...ended, state: z.literal('unconfirmed') }),
  z.strictObject({ ...base, ...ended, state: z.literal('failed'), reason: z.string() }),
  z.strictObject({ ...base, ...ended, state: z.literal('refused'), reason: z.string() }),
  z.strictObject({ ...base, ...ended, state: z.literal('rejected'), reason: z.string() }),
  z.strictObject({ ...base, ...ended, state: z.literal('cancelled') }),
  z.strictObject({
    ...base,
    ...ended,
    state: z.literal('expired'),
    reason: z.enum(['deadline', 'approval-lapsed']),
  }),
]);

export type Wipe = z.infer<typeof Wipe>;
export type WipeIn<State extends Wipe['state']> = Extract<Wipe, { state: State }>;

/** `{enrolmentId}.{attempt}` */
export function wipeIdOf(enrolmentId: string, attempt: number): string {
  return `${enrolmentId}.${attempt}`;
}

const WIPE_ID = /^([A-Za-z0-9_-]{43})\.([1-9][0-9]{0,6})$/;

/** The key behind a wipe's id, or undefined when the text is not one. */
export function parseWipeId(text: string): { enrolmentId: string; attempt: number } | undefined {
  const [, enrolmentId, attempt] = WIPE_ID.exec(text) ?? [];
  if (enrolmentId === undefined || attempt === undefined) return undefined;
  return { enrolmentId, attempt: Number(attempt) };
}
