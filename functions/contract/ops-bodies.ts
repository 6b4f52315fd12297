/** What the operations API answers, as schemas. Never numbers, contacts, callback tokens or the secrets of links. */
import * as z from 'zod/mini';
import { Actor, EVENT_TYPES } from '#domain/audit/event.ts';
import { StorageResult } from '#domain/protocol/report.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { APPROVAL_REASONS, HOLDS, ShopVisit } from '#domain/wipe/wipe.ts';
import { EligibilityView, WipeView } from './bodies.ts';
import { EligibilityFacts } from './ops-requests.ts';
import { codes, thumbprint, time } from './scalars.ts';

const state = z.enum(STATE_NAMES);
const { waitsFor } = WipeView.shape;
const detail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const approval = z.object({
  /** Why a second person must agree. */
  reasons: z.array(z.enum(APPROVAL_REASONS)),
  /** The person who did. */
  approvedBy: z.optional(z.string()),
  until: z.optional(time),
});

/** A wipe as lists of operations show it. */
export const OperationsWipeRow = z.object({
  wipeId: z.string(),
  lineId: z.string(),
  model: z.string(),
  state,
  waitsFor,
  /** Whether an operator's hold is on it. */
  onHold: z.boolean(),
  heldFor: z.optional(z.enum(HOLDS)),
  channel: z.enum(['web', 'shop']),
  shop: z.optional(z.string()),
  /** The person who asked. */
  requestedBy: z.string(),
  requestedAt: time,
  deadlineAt: time,
  endedAt: z.optional(time),
  reason: z.optional(z.string()),
  approval: z.optional(approval),
  contestedAt: z.optional(time),
});

export const OperationsWipeList = z.object({
  wipes: z.array(OperationsWipeRow),
  /** Where to go on. A page has a bounded amount of work in it, so it may be short, or empty, with more to come. */
  next: z.optional(z.string()),
});

const TimelineEntry = z.object({
  n: z.int(),
  at: time,
  type: z.enum(EVENT_TYPES),
  by: Actor,
  from: z.optional(state),
  to: state,
  detail: z.optional(detail),
  /** What a person gave as the reason. */
  reason: z.optional(z.string()),
  /** The signed claim, report or receipt that the step rests on, as received. */
  evidence: z.optional(z.string()),
});

const Chain = z.object({
  intact: z.boolean(),
  /** Hash of the last event, where all fit. */
  head: z.optional(z.string()),
  /** Number of the first event that does not fit, and what of it: its number, link or content, or the reason beside it. */
  at: z.optional(z.int()),
  why: z.optional(z.enum(['number', 'link', 'content', 'reason'])),
});

const EnrolmentFacts = z.object({
  handsetId: thumbprint,
  model: z.string(),
  sim: z.enum(['nano', 'esim', 'dual', 'unknown']),
  preset: z.enum(['done', 'not_done', 'unknown']),
  software: z.string(),
  app: z.string(),
  state: z.enum(['current', 'replaced', 'over']),
  enrolledAt: time,
  lastSeenAt: time,
  /** Whether push wake-ups reach it. */
  push: z.boolean(),
});

/** All that there is to know of a wipe. */
export const OperationsWipeView = z.object({
  ...OperationsWipeRow.shape,
  enrolmentId: thumbprint,
  /** What a second person's decision names: it is about this request and no other. */
  requestHash: thumbprint,
  attempt: z.int(),
  account: z.string(),
  language: z.enum(['ja', 'en']),
  consents: z.array(z.string()),
  visit: z.optional(ShopVisit),
  proof: z.optional(z.enum(['report', 'receipt', 'attestation'])),
  storages: z.array(StorageResult),
  cancellation: z.enum(['possible', 'wished', 'too-late', 'ended']),
  cancelRequestedAt: z.optional(time),
  verdictUntil: z.optional(time),
  /** Since when it is held. */
  heldSince: z.optional(time),
  /** When it is looked at next, or was to be: long ago means that it is stuck. */
  nextTryAt: z.optional(time),
  stuck: z.boolean(),
  notices: z.object({ sent: z.int(), nextAt: z.optional(time) }),
  commands: z.array(
    z.object({ commandHash: z.string(), kid: z.string(), issuedAt: time, expiresAt: time }),
  ),
  governor: z.object({
    /** Windows that it counts in, `{scope}|{window}`. */
    countedIn: z.array(z.string()),
    /** When it was first let out to its handset. */
    letOutAt: z.optional(time),
  }),
  timeline: z.array(TimelineEntry),
  chain: Chain,
  record: z.optional(z.object({ revision: z.int(), hash: z.string(), sealedAt: time })),
  settled: z.boolean(),
  /** The newest run of the workflow; earlier ones have the numbers from 1. */
  run: z.int(),
  enrolment: z.optional(EnrolmentFacts),
  /** Earlier wipes of the line under the same owner, newest first. */
  earlier: z.array(z.object({ wipeId: z.string(), state, requestedAt: time })),
});

/** The wipe after an operator's act. */
export const ActAnswer = z.object({
  result: z.enum(['on-hold', 'released', 'redriven', 'notified']),
  wipe: WipeView,
});

const Json = z.unknown();

/** What happened in a run of the workflow, as AWS Step Functions tells it. */
export const ExecutionView = z.object({
  run: z.int(),
  /** How many runs there are. */
  runs: z.int(),
  status: z.string(),
  startedAt: time,
  stoppedAt: z.optional(time),
  /** The state machine of that run in Amazon States Language; with the first page alone. */
  definition: z.optional(Json),
  events: z.array(
    z.object({
      id: z.int(),
      previous: z.int(),
      at: time,
      type: z.string(),
      /** The state that was entered or left. */
      state: z.optional(z.string()),
      /** What else AWS says of it; callback tokens are taken out. */
      details: z.optional(Json),
    }),
  ),
  next: z.optional(z.string()),
});

/** The state machine as it is deployed now. */
export const WorkflowView = z.object({ definition: Json, updatedAt: time });

export const EligibilityExplanation = z.object({
  facts: EligibilityFacts,
  eligibility: EligibilityView,
  /** Every rule, in the order in which the first refusal becomes the primary code. */
  rules: z.array(
    z.object({
      name: z.string(),
      /** Numbers of `docs/requirements.md`. */
      requirements: z.array(z.string()),
      effect: z.enum(['refuse', 'warn']),
      verdict: z.enum(['met', 'not-met', 'not-applicable']),
      code: z.string(),
      referrals: codes,
    }),
  ),
});

const Spread = z.object({
  /** How many wipes the figures rest on. */
  of: z.int(),
  p50Seconds: z.optional(z.number()),
  p99Seconds: z.optional(z.number()),
});

export const HealthView = z.object({
  at: time,
  /** What the counts and times rest on: the newest wipes, so many of them. */
  sample: z.object({
    wipes: z.int(),
    /** When the oldest of them was asked for. */
    since: z.optional(time),
    /** Whether they are all that were asked for in the last 31 days. */
    complete: z.boolean(),
  }),
  states: z.partialRecord(state, z.int()),
  open: z.object({ wipes: z.int(), complete: z.boolean() }),
  /** From request to first command, of the newest wipes that had one. */
  timeToClaim: Spread,
  /** From request to erasure. */
  timeToErase: Spread,
  /** Why wipes ended without erasing, most frequent first. */
  endings: z.array(
    z.object({
      state,
      reason: z.string(),
      wipes: z.int(),
      means: z.string(),
      todo: z.string(),
    }),
  ),
  stuck: z.object({ wipes: z.int(), complete: z.boolean(), longest: z.array(OperationsWipeRow) }),
});
