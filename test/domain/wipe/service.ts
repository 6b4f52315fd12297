/** The service around one wipe, as far as the domain decides it: what its functions do, without storage or network. */
import { Fault } from '#domain/fault.ts';
import type { Claim } from '#domain/protocol/claim.ts';
import type { Report } from '#domain/protocol/report.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { askForApproval, decideWord, lacksApproval, type Word } from '#domain/wipe/approval.ts';
import { cancel } from '#domain/wipe/cancel.ts';
import { contest } from '#domain/wipe/contest.ts';
import { type ClaimDecision, decideClaim, issue } from '#domain/wipe/decide-claim.ts';
import { decideEnrolment, type ResetProof } from '#domain/wipe/decide-enrolment.ts';
import { decideReport } from '#domain/wipe/decide-report.ts';
import {
  type Circumstances,
  countNotice,
  enqueue,
  obstacle,
  release,
  stop,
  withdraw,
} from '#domain/wipe/dispatch.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { holdBack, liftHold, type redrive, type wakeUpNow } from '#domain/wipe/operate.ts';
import { messagesOf } from '#domain/wipe/tell.ts';
import type { IssuedCommand, Wipe } from '#domain/wipe/wipe.ts';
import {
  APPROVAL_TIME,
  anIssuedCommand,
  hashOf,
  NOW,
  PERSON,
  SERVICE,
  UNHINDERED,
  VERDICT_TIME,
} from '../builders.ts';

export interface Service {
  wipe: Wipe;
  now: number;
  sameOwner: boolean;
  withdrawnAt: number | undefined;
  paused: boolean;
  suspended: boolean;
}

export const aService = (wipe: Wipe): Service => ({
  wipe,
  now: NOW,
  ...UNHINDERED,
});

const around = ({ wipe: _, ...circumstances }: Service): Circumstances => circumstances;

/** What the dispatch task and its repair do. */
export function dispatch(service: Service): void {
  const { wipe, now } = service;
  const { state } = wipe;
  if (state === 'waiting-for-handset') {
    const why = obstacle(wipe, around(service));
    service.wipe =
      why === undefined ? countNotice(wipe, now) : stop(wipe, why, { now, by: SERVICE });
  } else if (lacksApproval(wipe)) {
    return;
  } else if (state === 'requested' || state === 'awaiting-approval' || state === 'held') {
    const why = obstacle(wipe, around(service));
    service.wipe = why === undefined ? release(wipe, now) : stop(wipe, why, { now, by: SERVICE });
  }
}

/** What the check of eligibility does where a second person must agree. */
export function ask(service: Service): void {
  const { wipe, now } = service;
  if (wipe.state !== 'requested') return;
  const terms = { now, by: SERVICE, approvalTime: APPROVAL_TIME };
  service.wipe = askForApproval(wipe, ['customer-absent'], terms);
}

export function hearWord(service: Service, word: Word['word'], person: string): void {
  const { wipe, now } = service;
  const { requestHash } = wipe;
  const decision = decideWord(wipe, { word, person, requestHash, reason: 'because', now });
  if (decision.kind === 'counts') service.wipe = decision.wipe;
}

/** Answers the command that went out for the claim, where one did. */
export function hearClaim(service: Service, claim: Claim): IssuedCommand | undefined {
  const { wipe, now } = service;
  const decision = judge(service, claim);
  if (decision.kind === 'settle') service.wipe = decision.wipe;
  if (decision.kind !== 'issue') return undefined;
  const commandHash = hashOf(wipe.commands.length + 1);
  const command = anIssuedCommand({ commandHash, nonce: claim.nonce, issuedAt: now });
  const terms = { command, evidence: 'a.claim.jws', verdictTime: VERDICT_TIME };
  service.wipe = issue(wipe, claim, terms);
  return command;
}

export function judge(service: Service, claim: Claim): ClaimDecision {
  return decideClaim(service.wipe, claim, { ...around(service), evidence: 'a.claim.jws' });
}

export function hearReport(service: Service, report: Report): void {
  const { wipe, now } = service;
  const context = { now, verdictTime: VERDICT_TIME, evidence: 'a.report.jws' };
  const decision = decideReport(wipe, report, context);
  if (decision.kind === 'change') service.wipe = decision.wipe;
}

export function hearCancel(service: Service): void {
  const { wipe, now } = service;
  const decision = cancel(wipe, { now, by: PERSON, verdictTime: VERDICT_TIME });
  if ('wipe' in decision && decision.wipe) service.wipe = decision.wipe;
}

/** What was asked for until now is withdrawn: the search finds the wipe, or its next step does. */
export function hearWithdrawal(service: Service, searched: boolean): void {
  const { wipe, now } = service;
  service.withdrawnAt = now;
  if (!searched) return;
  service.wipe = withdraw(wipe, { withdrawnAt: now, now, by: SERVICE });
}

export function hearEnrolment(service: Service, proof: ResetProof | undefined): void {
  const effect = decideEnrolment(service.wipe, { proof, now: service.now });
  if (effect.kind === 'free' && effect.wipe) service.wipe = effect.wipe;
}

export function letTimePass(service: Service, milliseconds = 0): void {
  service.now += milliseconds;
  service.wipe = lapse(service.wipe, { now: service.now, verdictTime: VERDICT_TIME });
}

/** Seals what has ended and tells of it, as the last tasks of the workflow do. */
export function settle(service: Service): void {
  const { wipe, now } = service;
  if (wipe.endedAt === undefined) return;
  const events = wipe.events.length;
  const record = { revision: 1, hash: hashOf('record'), sealedAt: now, events };
  service.wipe = annotate(wipe, now, { record, messages: messagesOf(wipe).map(({ key }) => key) });
}

/** What an operator does. Only to them may the audit say that there was enough of it. */
export function operate(
  service: Service,
  act: typeof holdBack | typeof liftHold | typeof redrive | typeof wakeUpNow,
): void {
  const { wipe, now } = service;
  const by = { kind: 'person', id: 'operator-1' } as const;
  try {
    const decision = act(wipe, { now, by, reason: 'because' });
    if (decision.kind === 'done') service.wipe = decision.wipe;
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'audit-full') throw error;
  }
}

export function setHold(service: Service, hold: boolean): void {
  operate(service, hold ? holdBack : liftHold);
}

export function hearContest(service: Service): void {
  const decision = contest(service.wipe, service.now);
  if (decision.kind === 'contested') service.wipe = decision.wipe;
}

/** Has it wait for room in the total, where it was never let out. */
export function findNoRoom(service: Service): void {
  const { wipe, now } = service;
  const { state, letOutAt } = wipe;
  if (letOutAt !== undefined || lacksApproval(wipe)) return;
  if (state !== 'requested' && state !== 'awaiting-approval' && state !== 'held') return;
  if (obstacle(wipe, around(service)) === undefined)
    service.wipe = enqueue(wipe, { now, by: SERVICE });
}
