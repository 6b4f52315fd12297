/** What operations see of wipes: more than their owners do, and never a number, a contact or a token. */
import type * as z from 'zod/mini';
import { verifyChain } from '#domain/audit/chain.ts';
import type { AuditEvent } from '#domain/audit/event.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { reasonHash } from '#domain/wipe/act.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { OperationsWipeRow, OperationsWipeView } from '../contract/ops-bodies.ts';
import { cancellation, time, waitsFor } from '../http/views.ts';
import { rowOf, type WipeRow } from '../store/wipe-lists.ts';
import { STUCK_AFTER } from './find-wipes.ts';

type View = z.infer<typeof OperationsWipeView>;

export function rowView(row: WipeRow): z.infer<typeof OperationsWipeRow> {
  const { wipeId, lineId, model, state, channel, requestedBy, heldFor, visit, reason } = row;
  return {
    wipeId,
    lineId,
    model,
    state,
    waitsFor: waitsFor(state, hasEnded(state) && row.openShard === undefined),
    onHold: row.hold === true,
    ...(heldFor && { heldFor }),
    channel,
    ...(visit && { shop: visit.shop }),
    requestedBy,
    requestedAt: time(row.requestedAt),
    deadlineAt: time(row.deadlineAt),
    ...(row.endedAt !== undefined && { endedAt: time(row.endedAt) }),
    ...(reason !== undefined && { reason }),
    ...(row.approval && { approval: approvalView(row.approval, row.approvalUntil) }),
    ...(row.contestedAt !== undefined && { contestedAt: time(row.contestedAt) }),
  };
}

const approvalView = (
  { reasons, approvedBy }: NonNullable<WipeRow['approval']>,
  until: number | undefined,
) => ({
  reasons: [...reasons],
  ...(approvedBy !== undefined && { approvedBy }),
  ...(until !== undefined && { until: time(until) }),
});

/** `earlier` are wipes of the same line; `enrolment` is undefined where it is not known any more. */
export function operationsView(
  wipe: Wipe,
  around: { enrolment: Enrolment | undefined; earlier: readonly Wipe[]; now: number },
): View {
  const { enrolment, earlier, now } = around;
  const { heldSince, nextActionAt } = wipe;
  return {
    ...rowView(rowOf(wipe)),
    enrolmentId: wipe.enrolmentId,
    requestHash: wipe.requestHash,
    attempt: wipe.attempt,
    account: wipe.account,
    language: wipe.language,
    consents: wipe.consents,
    ...(wipe.visit && { visit: wipe.visit }),
    ...('proof' in wipe && { proof: wipe.proof }),
    storages: wipe.storages ?? [],
    cancellation: cancellation(wipe),
    ...timesOf(wipe),
    ...(heldSince !== undefined && { heldSince: time(heldSince) }),
    ...(nextActionAt !== undefined && { nextTryAt: time(nextActionAt) }),
    stuck: nextActionAt !== undefined && nextActionAt <= now - STUCK_AFTER,
    notices: {
      sent: wipe.notices,
      ...(wipe.nextNoticeAt !== undefined && { nextAt: time(wipe.nextNoticeAt) }),
    },
    commands: wipe.commands.map(({ commandHash, kid, issuedAt, expiresAt }) => {
      return { commandHash, kid, issuedAt: time(issuedAt), expiresAt: time(expiresAt) };
    }),
    governor: {
      countedIn: wipe.countedIn ?? [],
      ...(wipe.letOutAt !== undefined && { letOutAt: time(wipe.letOutAt) }),
    },
    timeline: wipe.events.map((event) => timelineEntry(wipe, event)),
    chain: chainView(wipe),
    ...(wipe.record && { record: recordView(wipe.record) }),
    settled: isSettled(wipe),
    run: wipe.run,
    ...(enrolment && { enrolment: enrolmentView(enrolment) }),
    earlier: earlier.map(({ wipeId, state, requestedAt }) => {
      return { wipeId, state, requestedAt: time(requestedAt) };
    }),
  };
}

const timesOf = ({ cancelRequestedAt, verdictUntil }: Wipe) => ({
  ...(cancelRequestedAt !== undefined && { cancelRequestedAt: time(cancelRequestedAt) }),
  ...(verdictUntil !== undefined && { verdictUntil: time(verdictUntil) }),
});

const recordView = ({ revision, hash, sealedAt }: NonNullable<Wipe['record']>) => ({
  revision,
  hash,
  sealedAt: time(sealedAt),
});

function timelineEntry({ reasons = [] }: Wipe, event: AuditEvent): View['timeline'][number] {
  const { n, at, type, by, from, to, detail, evidence } = event;
  const reason = reasons.find((each) => each.n === n)?.text;
  return {
    n,
    at: time(at),
    type,
    by,
    ...(from && { from }),
    to,
    ...(detail && { detail }),
    ...(reason !== undefined && { reason }),
    ...(evidence !== undefined && { evidence }),
  };
}

/** The chain has to fit, and each reason the hash that its event has of it. */
function chainView(wipe: Wipe): View['chain'] {
  const verdict = verifyChain(wipe.wipeId, wipe.events);
  if (!verdict.intact) return verdict;
  const changed = wipe.events.find(({ n, detail }) => {
    const text = wipe.reasons?.find((each) => each.n === n)?.text;
    return detail?.['reasonHash'] !== (text === undefined ? undefined : reasonHash(wipe, n, text));
  });
  return changed ? { intact: false, at: changed.n, why: 'reason' } : verdict;
}

function enrolmentView(enrolment: Enrolment): NonNullable<View['enrolment']> {
  const { handsetId, model, sim, preset, software, app, state } = enrolment;
  return {
    handsetId,
    model,
    sim,
    preset,
    software,
    app,
    state,
    enrolledAt: time(enrolment.enrolledAt),
    lastSeenAt: time(enrolment.lastSeenAt),
    push: enrolment.pushEndpoint !== undefined,
  };
}
