/** What people see of lines and wipes. Tokens, hashes of requests, and other people's ids stay inside. */
import type * as z from 'zod/mini';
import { modelName } from '#catalogue/catalogue.ts';
import type { AuditEvent } from '#domain/audit/event.ts';
import type { Eligibility } from '#domain/eligibility/engine.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { type Line, type LineEnrolment, maskNumber } from '#domain/line/line.ts';
import { isApproved, lacksApproval } from '#domain/wipe/approval.ts';
import { isSealed, isSettled } from '#domain/wipe/due.ts';
import { hasEnded, type WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { EligibilityView, HandsetView, LineView, WipeView } from '../contract/bodies.ts';

/** As the API tells times: RFC 3339, in UTC. */
export const time = (at: number) => new Date(at).toISOString();

/** A line with the handsets that can still be wiped, or with why there is none to wipe. */
export function lineView(
  line: Line,
  shown:
    | { readonly handsets: z.infer<typeof HandsetView>[] }
    | { readonly eligibility: Eligibility },
): z.infer<typeof LineView> {
  const { lineId, plan, status, number, locks } = line;
  const common = { lineId, number: maskNumber(number), plan, status, locks };
  if ('handsets' in shown) return { ...common, handsets: shown.handsets };
  return { ...common, handsets: [], eligibility: eligibilityView(shown.eligibility) };
}

export function handsetView(
  { since, until }: LineEnrolment,
  enrolment: Enrolment,
  { latest, eligibility }: { latest: Wipe | undefined; eligibility: Eligibility },
): z.infer<typeof HandsetView> {
  return {
    enrolmentId: enrolment.enrolmentId,
    model: enrolment.model,
    modelName: modelName(enrolment.model),
    sim: enrolment.sim,
    preset: enrolment.preset,
    since: time(since),
    ...(until !== undefined && { until: time(until) }),
    lastSeenAt: time(enrolment.lastSeenAt),
    eligibility: eligibilityView(eligibility),
    ...(latest && { latestWipe: { wipeId: latest.wipeId, state: latest.state } }),
  };
}

/** What is said of an eligibility. */
export function eligibilityView(eligibility: Eligibility): z.infer<typeof EligibilityView> {
  const { outcome, primary, refusals, warnings, referrals, notices } = eligibility;
  return {
    outcome,
    primary,
    refusals: [...refusals],
    warnings: [...warnings],
    referrals: [...referrals],
    notices: [...notices],
  };
}

/** @param line The wipe's, where whoever looks may see its number. */
export function wipeView(wipe: Wipe, line?: Line): z.infer<typeof WipeView> {
  const { wipeId, lineId, enrolmentId, model, state, channel } = wipe;
  return {
    wipeId,
    lineId,
    ...numberOf(wipe, line),
    enrolmentId,
    model,
    modelName: modelName(model),
    state,
    ...('heldFor' in wipe && { heldFor: wipe.heldFor }),
    ...('reason' in wipe && { reason: wipe.reason }),
    ...('proof' in wipe && { proof: wipe.proof }),
    channel,
    ...(wipe.visit && { visit: wipe.visit }),
    ...(wipe.approval && { approval: approvalOf(wipe, wipe.approval) }),
    requestedAt: time(wipe.requestedAt),
    deadlineAt: time(wipe.deadlineAt),
    ...(wipe.endedAt !== undefined && { endedAt: time(wipe.endedAt) }),
    waitsFor: waitsFor(state, isSettled(wipe)),
    ...(wipe.verdictUntil !== undefined &&
      !hasEnded(state) && { verdictUntil: time(wipe.verdictUntil) }),
    cancellation: cancellation(wipe),
    storages: wipe.storages ?? [],
    timeline: wipe.events.map(timelineEntry),
    ...(isSealed(wipe) && { record: `/v1/wipes/${wipeId}/record` }),
    settled: isSettled(wipe),
  };
}

/** The number is the present owner's: it is shown with a wipe while that is who it was asked for. */
export function numberOf({ account }: Wipe, line: Line | undefined): { number?: string } {
  return line?.account === account ? { number: maskNumber(line.number) } : {};
}

function approvalOf(wipe: Wipe, { reasons }: NonNullable<Wipe['approval']>) {
  const isOpen = wipe.state === 'awaiting-approval' && lacksApproval(wipe);
  return {
    reasons,
    approved: isApproved(wipe),
    ...(isOpen && { until: time(wipe.approvalUntil) }),
  };
}

function timelineEntry({ at, type, by, to, detail = {} }: AuditEvent) {
  const { requestHash: _inside, reasonHash: _beside, ...shown } = detail;
  return {
    at: time(at),
    type,
    by: by.kind,
    state: to,
    ...(Object.keys(shown).length > 0 && { detail: shown }),
  };
}

/** What a wipe in this state waits for. */
export function waitsFor(state: WipeState, settled: boolean): z.infer<typeof WipeView>['waitsFor'] {
  switch (state) {
    case 'requested':
      return 'service';
    case 'awaiting-approval':
      return 'approval';
    case 'held':
      return 'release';
    case 'waiting-for-handset':
      return 'handset';
    case 'issued':
    case 'accepted':
      return 'verdict';
    default:
      return settled ? 'nothing' : 'sealing';
  }
}

/** What a cancellation would be answered. */
export function cancellation(wipe: Wipe): z.infer<typeof WipeView>['cancellation'] {
  if (wipe.state === 'accepted') return 'too-late';
  if (hasEnded(wipe.state)) return 'ended';
  return wipe.cancelRequestedAt === undefined ? 'possible' : 'wished';
}
