/** What the HTTP API answers, as schemas. Times are RFC 3339 in UTC. Functions take the types of these alone. */
import * as z from 'zod/mini';
import { CONFIDENCES, KINDS, KNOWN, MARKS } from '#catalogue/model.ts';
import { WINDOW_KINDS } from '#domain/governor/windows.ts';
import { StorageResult } from '#domain/protocol/report.ts';
import { PublicJwk } from '#domain/protocol/signature.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { APPROVAL_REASONS, HOLDS } from '#domain/wipe/wipe.ts';
import { codes, thumbprint, time } from './scalars.ts';

export const EligibilityView = z.object({
  outcome: z.enum(['ALLOW', 'ALLOW_WARN', 'REFUSE']),
  primary: z.string(),
  refusals: codes,
  warnings: codes,
  referrals: codes,
  notices: codes,
});

/** The model as people know it, with its maker; its code where the catalogue does not know it. */
const modelName = z.string();

/** The line's number, all but the last four digits masked, while the account that the wipe was asked for owns it. */
const number = z.optional(z.string());

export const HandsetView = z.object({
  enrolmentId: thumbprint,
  /** The carrier's model code, as the handset said it. */
  model: z.string(),
  modelName,
  sim: z.enum(['nano', 'esim', 'dual', 'unknown']),
  /** The setting that models sold up to April 2017 need before the loss, as the handset said when it enrolled. */
  preset: z.enum(['done', 'not_done', 'unknown']),
  /** When this handset enrolled on the line. */
  since: time,
  /** When another handset took its place. */
  until: z.optional(time),
  lastSeenAt: time,
  eligibility: EligibilityView,
  /** The enrolment's latest wipe, where there is one. */
  latestWipe: z.optional(z.object({ wipeId: z.string(), state: z.enum(STATE_NAMES) })),
});

const lock = z.enum(['none', 'pending', 'failed', 'succeeded']);

export const LineView = z.object({
  lineId: z.string(),
  /** All but the last four digits masked. */
  number: z.string(),
  plan: z.string(),
  status: z.enum(['active', 'suspended', 'ended']),
  /** What came of the locks that the carrier was asked for. A wipe lifts that of the device, never the wallet's. */
  locks: z.object({ device: lock, wallet: lock }),
  /** Newest first; two where the phone changed lately. */
  handsets: z.array(HandsetView),
  /** Where there is no handset: why nothing can be wiped, and where to go instead. */
  eligibility: z.optional(EligibilityView),
});

export const LineList = z.object({ lines: z.array(LineView), next: z.optional(z.string()) });

/** A limit of the governor in its present window. */
export const LimitView = z.object({
  /**
   * `line`: of one line in the last 24 hours; for one more a second person must agree. `clerk`, `shop`, `account`:
   * wipes that they asked for and that did not end without a command; `business`: of an account, where the line is on a
   * business plan. `clerk-requests`: whatever a clerk asked for. `search`: a clerk's searches for a line. `operator`:
   * wipes that one person of operations cancelled. `total`: wipes that are let out.
   */
  rule: z.enum([
    'line',
    'clerk',
    'clerk-requests',
    'search',
    'shop',
    'account',
    'business',
    'operator',
    'total',
  ]),
  most: z.int(),
  window: z.enum(WINDOW_KINDS),
  startsAt: time,
  endsAt: time,
  /** How many of a clerk's need no second person's agreement. */
  alone: z.optional(z.int()),
  /** How many count now: of all, or of whom the query names. */
  count: z.optional(z.int()),
});

export const LimitsView = z.object({ limits: z.array(LimitView) });

const ModelView = z.object({
  /** The carrier's model code, or the name where it gives none. */
  code: z.string(),
  name: z.string(),
  maker: z.string(),
  kind: z.enum(KINDS),
  /** Month of first sale by the carrier, Japan time. */
  released: z.string().check(z.regex(/^[0-9]{4}-[0-9]{2}$/)),
  /** `assumed`: nothing public says it, and it is treated as supported; `unknown`: neither, until it is listed. */
  supported: z.enum(['yes', 'no', 'assumed', 'unknown']),
  dualSim: z.enum(KNOWN),
  /** `no`: not while only the eSIM is in use. */
  esimOnlyWipe: z.enum(['no', 'unknown']),
  /** Which of ※1 to ※3 stands at it in the carrier's list. */
  mark: z.literal(MARKS),
  /** The day from which it needs its latest software. */
  needsUpdateSince: z.optional(z.iso.date()),
  /** Where all this is from. */
  source: z.string(),
  /** How sure name and month are. */
  confidence: z.enum(CONFIDENCES),
});

export const ModelList = z.object({
  /** Another one whenever anything in the catalogue is. */
  version: z.string(),
  models: z.array(ModelView),
  /** What else makers are called, by the name that models have of them. */
  makers: z.record(z.string(), z.array(z.string())),
});

const VisitView = z.object({
  shop: z.string(),
  /** Which kinds of documents were seen. */
  documents: z.array(z.string()),
  reservation: z.boolean(),
  /** The clerk's word. */
  customerPresent: z.boolean(),
});

const TimelineEntry = z.object({
  at: time,
  type: z.string(),
  by: z.enum(['person', 'handset', 'service']),
  state: z.enum(STATE_NAMES),
  detail: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

export const WipeView = z.object({
  wipeId: z.string(),
  lineId: z.string(),
  /** None for operations. */
  number,
  enrolmentId: thumbprint,
  model: z.string(),
  modelName,
  state: z.enum(STATE_NAMES),
  /** Of the state `held`: what keeps it back. */
  heldFor: z.optional(z.enum(HOLDS)),
  /** Why it ended so. */
  reason: z.optional(z.string()),
  /** What an `erased` rests on. */
  proof: z.optional(z.enum(['report', 'receipt', 'attestation'])),
  channel: z.enum(['web', 'shop']),
  /** What a clerk recorded, where it was asked for in a shop. */
  visit: z.optional(VisitView),
  /** Where a second person must agree: why, and whether they have. */
  approval: z.optional(
    z.object({
      reasons: z.array(z.enum(APPROVAL_REASONS)),
      approved: z.boolean(),
      /** Until when they may, while they have not. */
      until: z.optional(time),
    }),
  ),
  requestedAt: time,
  deadlineAt: time,
  endedAt: z.optional(time),
  /** What it waits for. */
  waitsFor: z.enum(['service', 'approval', 'release', 'handset', 'verdict', 'sealing', 'nothing']),
  /** Until when the handset's word is waited for, once no further command will be sent; then it ends as `unconfirmed`. */
  verdictUntil: z.optional(time),
  /** What a cancellation would be answered. */
  cancellation: z.enum(['possible', 'wished', 'too-late', 'ended']),
  storages: z.array(StorageResult),
  timeline: z.array(TimelineEntry),
  /** Address of the sealed record, once there is one. */
  record: z.optional(z.string()),
  /** Whether it is ended, sealed and told. */
  settled: z.boolean(),
});

export const WipeList = z.object({ wipes: z.array(WipeView) });

export const CancellationAnswer = z.object({ result: z.literal('cancelled'), wipe: WipeView });

export const ContestAnswer = z.object({
  /** When somebody first said that it was not them. */
  contestedAt: time,
  /** What they can do now; the call itself cancels and holds nothing. */
  next: z.array(
    z.enum([
      'cancel-signed-in',
      /** In the shop where it was asked for, and in no other. */
      'cancel-at-shop',
      'wait-for-result',
      'change-password',
      'call-operations',
    ]),
  ),
});

export const ApprovalView = z.object({
  wipeId: z.string(),
  /** To be sent back with the decision: it is about this request and no other. */
  requestHash: thumbprint,
  /** `over`: it ended before anybody decided. */
  status: z.enum(['to-decide', 'approved', 'rejected', 'lapsed', 'over']),
  /** Why a second person must agree. */
  reasons: z.array(z.enum(APPROVAL_REASONS)),
  askedAt: time,
  /** Until when it can be decided. */
  until: z.optional(time),
  decidedAt: z.optional(time),
  /** The caller asked for this wipe, and so cannot decide on it. */
  own: z.boolean(),
  /** Who asked. An opaque id. */
  requestedBy: z.string(),
  channel: z.enum(['web', 'shop']),
  visit: z.optional(VisitView),
  number,
  model: z.string(),
  modelName,
  /** Warnings that were consented to. */
  consents: codes,
  requestedAt: time,
  deadlineAt: time,
});

export const ApprovalList = z.object({
  approvals: z.array(ApprovalView),
  /** Where there may be more: `after` of the next call. */
  next: z.optional(z.string()),
});

export const RecordAnswer = z.object({
  record: z.record(z.string(), z.unknown()),
  /** The same record as compact JWS, signed by the service's record key. */
  jws: z.string(),
  /** The public half of the key that signed it. */
  key: z.object({ kid: z.string(), jwk: PublicJwk }),
});

export const EnrolAnswer = z.object({
  enrolmentId: thumbprint,
  handsetId: thumbprint,
  /** PEM. */
  certificate: z.string(),
  /** PEM of the authority behind the MQTT endpoint's certificate. */
  ca: z.string(),
  /** Host, with `:port` where it is not 8883. */
  endpoint: z.string(),
  /** The command keys to pin: the present one first, then the standby. */
  keys: z.array(z.object({ kid: z.string(), jwk: PublicJwk })),
});

export const CertificateAnswer = z.object({
  certificate: z.string(),
  ca: z.string(),
  endpoint: z.string(),
});

export const Accepted = z.object({});

export const StepUpCodeAnswer = z.object({
  /** How it was sent. */
  by: z.enum(['mail', 'sms']),
  expiresAt: time,
});

/** RFC 9457. `code` is stable; `title` is for people who write clients. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.optional(z.string()),
});
