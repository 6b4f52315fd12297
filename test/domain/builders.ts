/** Builders of what the domain decides on: valid as they stand, with overrides. Reusable by the tests of functions. */
import { chain } from '#domain/audit/chain.ts';
import { digest } from '#domain/audit/digest.ts';
import type { Actor, EventType } from '#domain/audit/event.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import type { Claim } from '#domain/protocol/claim.ts';
import { type Command, makeCommand } from '#domain/protocol/command.ts';
import type { Report } from '#domain/protocol/report.ts';
import { advance, type Changes } from '#domain/wipe/advance.ts';
import type { Circumstances } from '#domain/wipe/dispatch.ts';
import { openWipe, type RequestFacts } from '#domain/wipe/request.ts';
import { hasRoom } from '#domain/wipe/room.ts';
import { DAY, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import { messagesOf } from '#domain/wipe/tell.ts';
import { type IssuedCommand, type ShopVisit, Wipe, wipeIdOf } from '#domain/wipe/wipe.ts';

/** The fixed clock: when the request came. */
export const NOW = Date.parse('2026-03-11T00:00:00Z');
export const ENROLMENT_ID = digest('enrolment');
export const HANDSET_ID = digest('handset');
export const ACCOUNT = 'account-1';
export const LINE_ID = 'line-1';
export const PERSON = { kind: 'person', id: 'person-1' } as const;
export const SERVICE = { kind: 'service', id: 'test' } as const;

export const VERDICT_TIME = 15 * MINUTE;
export const APPROVAL_TIME = 30 * MINUTE;
const COMMAND_LIFE = 5 * MINUTE;

/** A command hash that is its own and no other's. */
export const hashOf = (name: string | number) => digest(`command ${name}`);

/** A command that went out, as a wipe keeps it. */
export function anIssuedCommand(overrides: Partial<IssuedCommand> = {}): IssuedCommand {
  const issuedAt = overrides.issuedAt ?? NOW;
  return {
    commandHash: hashOf(1),
    nonce: digest('nonce 1'),
    kid: 'key-1',
    issuedAt,
    expiresAt: issuedAt + COMMAND_LIFE,
    ...overrides,
  };
}

/** Nothing stands in a wipe's way. */
export const UNHINDERED: Omit<Circumstances, 'now'> = {
  sameOwner: true,
  withdrawnAt: undefined,
  paused: false,
  suspended: false,
};

/** A handset's claim that holds no command. */
export function aClaim(overrides: Partial<Claim> = {}): Claim {
  return {
    enrolmentId: ENROLMENT_ID,
    nonce: digest('nonce of a claim'),
    holding: 'none',
    counter: 100,
    ...overrides,
  };
}

/** A handset's report that it begins with the command of `anIssuedCommand()`. */
export function aReport(overrides: Partial<Report> = {}): Report {
  return {
    wipeId: wipeIdOf(ENROLMENT_ID, 1),
    commandHash: hashOf(1),
    phase: 'accepted',
    storages: [],
    counter: 200,
    at: NOW,
    ...overrides,
  };
}

/** The claims of a command for the enrolment of these builders. */
export function aCommand(overrides: Partial<Command> = {}): Command {
  return {
    ...makeCommand({
      issuer: 'https://wipe.example',
      wipeId: wipeIdOf(ENROLMENT_ID, 1),
      enrolmentId: ENROLMENT_ID,
      handsetId: HANDSET_ID,
      nonce: digest('nonce of a claim'),
      now: NOW,
      life: COMMAND_LIFE,
      walletLocked: false,
    }),
    ...overrides,
  };
}

/** What a request brings. */
export function aRequest(overrides: Partial<RequestFacts> = {}): RequestFacts {
  return {
    enrolmentId: ENROLMENT_ID,
    attempt: 1,
    handsetId: HANDSET_ID,
    lineId: LINE_ID,
    account: ACCOUNT,
    model: 'SO-01M',
    channel: 'web',
    requestedBy: PERSON.id,
    requestedAt: NOW,
    deadlineAt: NOW + 30 * DAY,
    language: 'ja',
    requestKeyHash: digest('key'),
    requestHash: digest('body'),
    consents: [],
    ...overrides,
  };
}

/** What a clerk recorded. */
export function aVisit(overrides: Partial<ShopVisit> = {}): ShopVisit {
  return {
    shop: 'shop-1',
    documents: ['driving-licence'],
    reservation: true,
    customerPresent: true,
    ...overrides,
  };
}

export type WipeOverrides = Changes & Partial<RequestFacts> & { readonly state?: WipeState };

/**
 * A wipe in any state, with an intact audit and what that state needs; by default as just requested. Overrides
 * of what a request brings act from the first event on, all others are laid over the result.
 */
export function aWipe({ state = 'requested', ...overrides }: WipeOverrides = {}): Wipe {
  const facts = [...Object.keys(aRequest()), 'visit'];
  const brought = Object.entries(overrides).filter(([name]) => facts.includes(name));
  const opened = openWipe({ ...aRequest(), ...Object.fromEntries(brought) });
  const reached = WAYS[state].reduce<Wipe>(
    (wipe, step) =>
      advance(wipe, {
        type: 'released',
        by: SERVICE,
        at: wipe.requestedAt,
        evidence: 'a.claim.jws',
        ...step,
      }),
    opened,
  );
  const laid = Object.entries({ ...reached, ...overrides });
  return Wipe.parse(Object.fromEntries(laid.filter(([, value]) => value !== undefined)));
}

/** The marks of all messages that a wipe calls for, as if all had been sent. */
export const allTold = (wipe: Wipe) => messagesOf(wipe).map(({ key }) => key);

/** An ended wipe that is sealed and told: nothing is left to do. */
export function settled(wipe: Wipe): Wipe {
  const { openShard: _open, nextActionAt: _due, ...rest } = wipe;
  const events = wipe.events.length;
  const record = { revision: 1, hash: hashOf('record'), sealedAt: NOW, events };
  return Wipe.parse({ ...rest, record, messages: allTold(wipe) });
}

/** A wipe whose audit has this many events; the last ones are only there to fill it. */
export function withEvents(
  wipe: Wipe,
  count: number,
  type: EventType = 'notified',
  by: Actor = SERVICE,
): Wipe {
  const events = [...wipe.events];
  const { state } = wipe;
  while (events.length < count)
    events.push(chain(wipe.wipeId, events, { at: NOW, type, by, from: state, to: state }));
  return Wipe.parse({ ...wipe, events });
}

/** A wipe whose audit takes no more events of a kind. */
export function withoutRoomFor(wipe: Wipe, type: EventType, by: Actor = SERVICE): Wipe {
  let full = wipe;
  while (hasRoom(full, { type, by })) full = withEvents(full, full.events.length + 1, type, by);
  return full;
}

interface Way {
  readonly to: WipeState;
  readonly type?: EventType;
  readonly set?: Changes;
}

const waiting: Way = {
  to: 'waiting-for-handset',
  type: 'released',
  set: { nextNoticeAt: NOW, letOutAt: NOW },
};
const issued: Way = {
  to: 'issued',
  type: 'command-issued',
  set: { commands: [anIssuedCommand()], lastClaimCounter: 10, nextNoticeAt: undefined },
};
const accepted: Way = {
  to: 'accepted',
  type: 'accepted',
  set: { commandHash: hashOf(1), verdictUntil: NOW + VERDICT_TIME },
};
const approval: Way = {
  to: 'awaiting-approval',
  type: 'approval-asked',
  set: { approval: { reasons: ['customer-absent'] }, approvalUntil: NOW + APPROVAL_TIME },
};

/** How a wipe gets into each state. */
const WAYS: Readonly<Record<WipeState, readonly Way[]>> = {
  requested: [],
  'awaiting-approval': [approval],
  held: [{ to: 'held', type: 'held', set: { heldFor: 'pause' } }],
  'waiting-for-handset': [waiting],
  issued: [waiting, issued],
  accepted: [waiting, issued, accepted],
  erased: [waiting, issued, accepted, { to: 'erased', type: 'erased', set: { proof: 'report' } }],
  unconfirmed: [waiting, issued, { to: 'unconfirmed', type: 'unconfirmed' }],
  failed: [waiting, issued, { to: 'failed', type: 'failed', set: { reason: 'not-received' } }],
  refused: [{ to: 'refused', type: 'refused', set: { reason: 'ownership-changed' } }],
  rejected: [approval, { to: 'rejected', type: 'rejected', set: { reason: 'not-approved' } }],
  cancelled: [waiting, { to: 'cancelled', type: 'cancelled' }],
  expired: [waiting, { to: 'expired', type: 'expired', set: { reason: 'deadline' } }],
};

/** A line with the handset of these builders. */
export function aLine(overrides: Partial<Line> = {}): Line {
  return {
    lineId: LINE_ID,
    number: '09012345678',
    account: ACCOUNT,
    plan: 'docomo',
    status: 'active',
    language: 'ja',
    contacts: [{ kind: 'mail', address: 'owner@example.com', changedAt: NOW - 90 * DAY }],
    enrolments: [
      {
        enrolmentId: ENROLMENT_ID,
        handsetId: HANDSET_ID,
        account: ACCOUNT,
        since: NOW - 30 * DAY,
      },
    ],
    locks: { device: 'none', wallet: 'none' },
    codesSentAt: [],
    version: 1,
    ...overrides,
  };
}

/** The enrolment of these builders. Its key is a point of its own choosing: nothing is signed with it. */
export function anEnrolment(overrides: Partial<Enrolment> = {}): Enrolment {
  return {
    enrolmentId: ENROLMENT_ID,
    handsetId: HANDSET_ID,
    lineId: LINE_ID,
    enrolmentKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    model: 'SO-01M',
    sim: 'nano',
    preset: 'done',
    software: '14',
    app: '1.0',
    certificateArn: 'arn:aws:iot:ap-northeast-1:000000000000:cert/1',
    state: 'current',
    enrolledAt: NOW - 30 * DAY,
    lastSeenAt: NOW - 10 * SECOND,
    renewalCounter: 0,
    ...overrides,
  };
}
