/** How a wipe begins: which attempt a new request may be, and the wipe as it is first put. */
import { chain } from '../audit/chain.ts';
import type { Detail } from '../audit/event.ts';
import { dueAt, openShardOf } from './due.ts';
import { DAY, MINUTE } from './settings.ts';
import { hasEnded } from './states.ts';
import { type ShopVisit, type Wipe, type WipeIn, wipeIdOf } from './wipe.ts';

export type Opening =
  | { readonly open: true; readonly attempt: number }
  /** `wipe-open`: one is under way; `enrolment-ended`: erased already; `result-unknown`: unconfirmed. */
  | {
      readonly open: false;
      readonly code: 'wipe-open' | 'enrolment-ended' | 'result-unknown';
      readonly wipeId: string;
    };

/** Whether another attempt may be made after `latest`, the enrolment's newest wipe (read consistently). */
export function nextAttempt(latest: Wipe | undefined): Opening {
  if (latest === undefined) return { open: true, attempt: 1 };
  const { wipeId } = latest;
  if (!hasEnded(latest.state)) return { open: false, code: 'wipe-open', wipeId };
  if (latest.state === 'erased') return { open: false, code: 'enrolment-ended', wipeId };
  if (latest.state === 'unconfirmed') return { open: false, code: 'result-unknown', wipeId };
  return { open: true, attempt: latest.attempt + 1 };
}

/** Attempts in a day that may end without a command before the next one has to wait. */
export const FREE_ATTEMPTS = 5;

/** The longest that anybody waits for the next attempt. */
export const LONGEST_PACE = 10 * MINUTE;

/**
 * From when on another attempt may be asked for, epoch milliseconds: each brings messages to people, and costs nothing else
 * where it ends without a command. Nobody is ever kept from asking for longer than ten minutes.
 */
export function mayAskFrom(attempts: readonly Wipe[], now: number): number {
  const inVain = attempts.flatMap(({ commands, endedAt }) =>
    endedAt !== undefined && endedAt > now - DAY && commands.length === 0 ? [endedAt] : [],
  );
  const beyond = inVain.length - FREE_ATTEMPTS;
  if (beyond <= 0) return now;
  const pace = Math.min(MINUTE * 2 ** (beyond - 1), LONGEST_PACE);
  return Math.max(now, Math.max(...inVain) + pace);
}

/** What a request brings to a new wipe. */
export type RequestFacts = Pick<
  Wipe,
  | 'enrolmentId'
  | 'attempt'
  | 'handsetId'
  | 'lineId'
  | 'account'
  | 'model'
  | 'channel'
  | 'requestedBy'
  | 'requestedAt'
  | 'deadlineAt'
  | 'language'
  | 'requestKeyHash'
  | 'requestHash'
  | 'consents'
  | 'visit'
  | 'approval'
  | 'countedIn'
  | 'contestHash'
>;

/** What the audit says of a visit, and so the record: all that the clerk gave their word for. */
function visitDetail({ shop, documents, reservation, customerPresent }: ShopVisit): Detail {
  return { shop, documents: documents.join(' '), reservation, customerPresent };
}

/** The wipe as it is put, with its first event; `assured` says there how the person was known. */
export function openWipe(facts: RequestFacts, assured: Detail = {}): WipeIn<'requested'> {
  const wipeId = wipeIdOf(facts.enrolmentId, facts.attempt);
  const first = chain(wipeId, [], {
    at: facts.requestedAt,
    type: 'requested',
    by: { kind: 'person', id: facts.requestedBy },
    to: 'requested',
    detail: {
      channel: facts.channel,
      requestHash: facts.requestHash,
      ...(facts.visit && visitDetail(facts.visit)),
      ...assured,
    },
  });
  const wipe: WipeIn<'requested'> = {
    ...facts,
    wipeId,
    state: 'requested',
    version: 1,
    run: 1,
    events: [first],
    commands: [],
    lastClaimCounter: 0,
    notices: 0,
    messages: [],
    openShard: openShardOf(facts.enrolmentId),
  };
  return { ...wipe, nextActionAt: dueAt(wipe, facts.requestedAt) };
}
