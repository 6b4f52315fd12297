/** Answers of the API as the pages may get them, for looks at every state: what no sample system shows within a minute. */
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type * as z from 'zod';
import { PublicJwk } from '#domain/protocol/signature.ts';
import { RECORD_TYPE } from '#domain/record/record.ts';
import type {
  ApprovalView,
  EligibilityView,
  HandsetView,
  LineView,
  RecordAnswer,
  WipeView,
} from '#functions/contract/bodies.ts';

export type Line = z.input<typeof LineView>;
export type Handset = z.input<typeof HandsetView>;
export type Eligibility = z.input<typeof EligibilityView>;
export type Wipe = z.input<typeof WipeView>;
export type Approval = z.input<typeof ApprovalView>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.now();

/** An instant as the API tells it, so many milliseconds from now. */
export const from = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();

export const ENROLMENT = 'kPWtBxf2oyDMeYIb9cQ0lQnqWvJ7sUgRr5hD3zT1aZ8';
const OLDER_ENROLMENT = 'q3Vn8aYk1XcL5fR0uGm2wT7hPzE9dBsJ4iOoN6yKxU0';
export const WIPE_ID = `${ENROLMENT}.1`;
export const LINE_ID = 'line-0001';

export const eligible = (overrides: Partial<Eligibility> = {}): Eligibility => ({
  outcome: 'ALLOW',
  primary: 'OK',
  refusals: [],
  warnings: [],
  referrals: [],
  notices: ['N_IRREVERSIBLE', 'N_SD_CARD'],
  ...overrides,
});

export const refused = (code: string, referrals: readonly string[]): Eligibility =>
  eligible({
    outcome: 'REFUSE',
    primary: code,
    refusals: [code],
    referrals: [...referrals],
    notices: [],
  });

export const handset = (overrides: Partial<Handset> = {}): Handset => ({
  enrolmentId: ENROLMENT,
  model: 'SO-51D',
  modelName: 'Sony Xperia 1 V',
  sim: 'nano',
  preset: 'unknown',
  since: from(-400 * DAY),
  lastSeenAt: from(-3 * 60 * MINUTE),
  eligibility: eligible(),
  ...overrides,
});

export const earlierHandset = (): Handset =>
  handset({
    enrolmentId: OLDER_ENROLMENT,
    model: 'SH-01J',
    modelName: 'SHARP AQUOS EVER',
    since: from(-900 * DAY),
    until: from(-20 * DAY),
    lastSeenAt: from(-20 * DAY),
    preset: 'done',
  });

export const line = (overrides: Partial<Line> = {}): Line => ({
  lineId: LINE_ID,
  number: '*******0001',
  plan: 'docomo',
  status: 'active',
  locks: { device: 'none', wallet: 'none' },
  handsets: [handset()],
  ...overrides,
});

type Entry = Wipe['timeline'][number];

const entry = (
  minutes: number,
  type: string,
  by: Entry['by'],
  state: Entry['state'],
  detail?: Entry['detail'],
): Entry => ({ at: from(minutes * MINUTE), type, by, state, ...(detail && { detail }) });

const ASKED = entry(-60, 'requested', 'person', 'requested');
const RELEASED = entry(-59, 'released', 'service', 'waiting-for-handset');
const ISSUED = entry(-20, 'command-issued', 'service', 'issued');
const ACCEPTED = entry(-19, 'accepted', 'handset', 'accepted');
const SD_DONE = entry(-18, 'sd-done', 'handset', 'accepted');

/** An open one that waits for its handset, unless told otherwise. */
export const wipe = (overrides: Partial<Wipe> = {}): Wipe => ({
  wipeId: WIPE_ID,
  lineId: LINE_ID,
  number: '*******0001',
  enrolmentId: ENROLMENT,
  model: 'SO-51D',
  modelName: 'Sony Xperia 1 V',
  state: 'waiting-for-handset',
  channel: 'web',
  requestedAt: from(-60 * MINUTE),
  deadlineAt: from(30 * DAY),
  waitsFor: 'handset',
  cancellation: 'possible',
  storages: [],
  timeline: [ASKED, RELEASED],
  settled: false,
  ...overrides,
});

const ended = (state: Wipe['state'], story: readonly Entry[], overrides: Partial<Wipe> = {}) =>
  wipe({
    state,
    endedAt: from(-17 * MINUTE),
    waitsFor: 'nothing',
    cancellation: 'ended',
    timeline: [...story],
    record: `/v1/wipes/${WIPE_ID}/record`,
    settled: true,
    ...overrides,
  });

export const VISIT = {
  shop: 'shop-1',
  documents: ['driving-licence'],
  reservation: true,
  customerPresent: false,
};

const WAITING_FOR_WORD = { waitsFor: 'verdict' } as const;
const UNTIL = { verdictUntil: from(9 * MINUTE) };
const ERASED = entry(-17, 'erased', 'handset', 'erased');
const STORED = [
  { kind: 'sd', result: 'erased' },
  { kind: 'internal', result: 'erased' },
] as const satisfies Wipe['storages'];

/** One wipe in each state, and in the forms of a state that a page tells apart. */
export const WIPES: Readonly<Record<string, Wipe>> = {
  requested: wipe({ state: 'requested', waitsFor: 'service', timeline: [ASKED] }),
  'awaiting-approval': wipe({
    state: 'awaiting-approval',
    channel: 'shop',
    visit: VISIT,
    waitsFor: 'approval',
    approval: { reasons: ['customer-absent'], approved: false, until: from(24 * MINUTE) },
    timeline: [ASKED, entry(-6, 'approval-asked', 'service', 'awaiting-approval')],
  }),
  'held-pause': wipe({
    state: 'held',
    heldFor: 'pause',
    waitsFor: 'release',
    timeline: [ASKED, entry(-59, 'held', 'service', 'held', { heldFor: 'pause' })],
  }),
  'held-queue': wipe({
    state: 'held',
    heldFor: 'governor',
    waitsFor: 'release',
    timeline: [ASKED, entry(-59, 'held', 'service', 'held', { heldFor: 'governor' })],
  }),
  'waiting-for-handset': wipe(),
  issued: wipe({ state: 'issued', ...WAITING_FOR_WORD, timeline: [ASKED, RELEASED, ISSUED] }),
  'issued-cancel-wished': wipe({
    state: 'issued',
    ...WAITING_FOR_WORD,
    ...UNTIL,
    cancellation: 'wished',
    timeline: [ASKED, RELEASED, ISSUED, entry(-15, 'cancel-requested', 'person', 'issued')],
  }),
  accepted: wipe({
    state: 'accepted',
    ...WAITING_FOR_WORD,
    ...UNTIL,
    cancellation: 'too-late',
    storages: [{ kind: 'sd', result: 'erased' }],
    timeline: [ASKED, RELEASED, ISSUED, ACCEPTED, SD_DONE],
  }),
  erased: ended('erased', [ASKED, RELEASED, ISSUED, ACCEPTED, SD_DONE, ERASED], {
    proof: 'report',
    storages: [...STORED],
  }),
  'erased-sd-failed': ended('erased', [ASKED, RELEASED, ISSUED, ACCEPTED, SD_DONE, ERASED], {
    proof: 'receipt',
    storages: [
      { kind: 'sd', result: 'failed' },
      { kind: 'internal', result: 'erased' },
    ],
  }),
  unconfirmed: ended('unconfirmed', [
    ASKED,
    RELEASED,
    ISSUED,
    ACCEPTED,
    entry(-2, 'unconfirmed', 'service', 'unconfirmed'),
  ]),
  failed: ended(
    'failed',
    [ASKED, RELEASED, ISSUED, ACCEPTED, SD_DONE, entry(-17, 'failed', 'handset', 'failed')],
    {
      reason: 'internal-not-erased',
      storages: [
        { kind: 'sd', result: 'erased' },
        { kind: 'internal', result: 'failed' },
      ],
    },
  ),
  refused: ended('refused', [ASKED, entry(-59, 'refused', 'service', 'refused')], {
    reason: 'ownership-changed',
  }),
  rejected: ended(
    'rejected',
    [
      ASKED,
      entry(-50, 'approval-asked', 'service', 'awaiting-approval'),
      entry(-40, 'rejected', 'person', 'rejected'),
    ],
    {
      channel: 'shop',
      visit: VISIT,
      approval: { reasons: ['customer-absent'], approved: false },
    },
  ),
  cancelled: ended('cancelled', [
    ASKED,
    RELEASED,
    entry(-17, 'cancelled', 'person', 'cancelled', { role: 'subscriber' }),
  ]),
  'expired-deadline': ended(
    'expired',
    [ASKED, RELEASED, entry(-17, 'expired', 'service', 'expired')],
    { reason: 'deadline' },
  ),
  'expired-approval': ended(
    'expired',
    [
      ASKED,
      entry(-50, 'approval-asked', 'service', 'awaiting-approval'),
      entry(-20, 'expired', 'service', 'expired'),
    ],
    {
      reason: 'approval-lapsed',
      approval: { reasons: ['line-limit'], approved: false },
    },
  ),
};

export const approval = (overrides: Partial<Approval> = {}): Approval => ({
  wipeId: WIPE_ID,
  requestHash: 'r2b1WJv0uFz6oPq8sTn4yXk7cMg3hLd5iAeB9jKwUxQ',
  status: 'to-decide',
  reasons: ['customer-absent', 'reached-lately'],
  askedAt: from(-6 * MINUTE),
  until: from(24 * MINUTE),
  own: false,
  requestedBy: 'p-clerk',
  channel: 'shop',
  visit: VISIT,
  number: '*******0001',
  model: 'SO-51D',
  modelName: 'Sony Xperia 1 V',
  consents: ['W_NO_RESERVATION'],
  requestedAt: from(-6 * MINUTE),
  deadlineAt: from(30 * DAY),
  ...overrides,
});

/** A record as the service seals it, by a key that was made for it. */
export async function record(): Promise<z.input<typeof RecordAnswer>> {
  const { erased } = WIPES;
  if (erased === undefined) throw new Error('there is no erased sample');
  const digest = 'Zm9yLWxvb2tzLW9ubHktbm8taGFzaC1vZi1hbnl0aGluZw';
  const content = {
    v: 1,
    wipeId: WIPE_ID,
    revision: 1,
    issuer: 'urn:remote-wipe:ap-northeast-1:000000000000',
    result: 'erased',
    proof: 'report',
    enrolmentId: ENROLMENT,
    handsetId: OLDER_ENROLMENT,
    lineId: LINE_ID,
    model: 'SO-51D',
    channel: 'web',
    requestedBy: 'p-hanako',
    requestedAt: NOW - 60 * MINUTE,
    endedAt: NOW - 17 * MINUTE,
    sealedAt: NOW - 16 * MINUTE,
    storages: STORED,
    commandHashes: [digest],
    events: erased.timeline.map(({ at, type, by, state }, index) => ({
      n: index + 1,
      at: Date.parse(at),
      type,
      by: { kind: by },
      to: state,
      hash: digest,
    })),
    head: digest,
  };
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = await calculateJwkThumbprint(publicKey);
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'ES256', typ: RECORD_TYPE, kid })
    .sign(privateKey);
  const { kty, crv, x, y } = await exportJWK(publicKey);
  return { record: content, jws, key: { kid, jwk: PublicJwk.parse({ kty, crv, x, y }) } };
}
