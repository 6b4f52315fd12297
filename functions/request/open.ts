/** Opens a wipe, the same way for every channel. The wipe item is the idempotency record: a request made again finds it. */
import { digestOf } from '#domain/audit/digest.ts';
import type { Applicant } from '#domain/eligibility/facts.ts';
import type { Line } from '#domain/line/line.ts';
import { mayAskFrom, nextAttempt, openWipe, type RequestFacts } from '#domain/wipe/request.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { type Wipe, wipeIdOf } from '#domain/wipe/wipe.ts';
import type { Admission, Candidate } from '../governor/admit.ts';
import { paceReached } from '../governor/limit-reached.ts';
import type { Caller } from '../http/person.ts';
import { type HttpAnswer, json, ProblemError } from '../http/problem.ts';
import type { SecondFactor } from '../http/step-up.ts';
import { wipeView } from '../http/views.ts';
import { log } from '../log.ts';
import { type Announcements, announce } from '../messages/announcement.ts';
import { isConflict, untilFirst } from '../store/conflict.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { Wipes } from '../store/wipes.ts';
import type { Executions } from '../workflow/execution.ts';
import { type Asked, requireEligible, requireTarget } from './target.ts';

export interface OpeningSources {
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'attemptsOf' | 'put'>;
  readonly executions: Executions;
  readonly announcements: Announcements;
  readonly now: () => number;
  /** Milliseconds. */
  readonly deliveryDeadline: number;
  readonly retention: number;
}

/** A request, with what its channel alone knows. */
export interface Request {
  readonly caller: Caller;
  /** The Idempotency-Key. */
  readonly key: string;
  readonly line: Line;
  /** The line's owner. */
  readonly account: string;
  /** The whole of what is asked for: another body under the same key is another request. */
  readonly asked: Asked & Readonly<Record<string, unknown>>;
  readonly applicant: Applicant;
  /** What the wipe keeps of the channel. */
  readonly kept: Pick<RequestFacts, 'channel' | 'visit' | 'approval'>;
  /** Asks for the two factors of whoever asks anew; `use` names the request that they serve. */
  readonly assure: (use: string) => Promise<SecondFactor>;
  /** Counts the wipe that is about to be put. @throws ProblemError where a limit is reached. */
  readonly admit: (candidate: Candidate) => Promise<Admission>;
  /** Whether whoever asks may know of a wipe that is in the way. */
  readonly mayKnow: (wipe: Wipe) => boolean;
}

/** Answers 202 with the wipe: of an earlier request with this key and body, or a new one. @throws ProblemError */
export async function acceptRequest(deps: OpeningSources, request: Request): Promise<HttpAnswer> {
  const { item, isNew } = await untilFirst(() => findOrOpen(deps, request));
  // Accepted once the item is written: an execution that cannot start now is started by the reconciler.
  if (isNew)
    await Promise.all([
      deps.executions
        .start(item)
        .catch((error: unknown) =>
          log({ code: 'execution-not-started', wipeId: item.wipeId, error }),
        ),
      announce(deps.announcements, item, 'requested'),
    ]);
  return json(202, wipeView(item, request.line), { location: `/v1/wipes/${item.wipeId}` });
}

/** The wipe of an earlier request with this key, or a new one. Two that race meet on one item and read again. */
async function findOrOpen(deps: OpeningSources, request: Request) {
  const { caller, key, line, asked } = request;
  const { person, account } = caller;
  const requestKeyHash = digestOf({ person, account, key });
  // With the key in it, the four digits cannot be found by trying from a hash that the audit keeps.
  const requestHash = digestOf({ key, lineId: line.lineId, ...asked });
  const attempts = await deps.wipes.attemptsOf(asked.enrolmentId);
  const earlier = attempts.find((wipe) => wipe.requestKeyHash === requestKeyHash);
  if (earlier !== undefined) {
    if (earlier.requestHash !== requestHash) throw new ProblemError('idempotency-key-reused');
    return { item: earlier, isNew: false };
  }
  const item = await open(deps, request, { attempts, requestKeyHash, requestHash });
  return { item, isNew: true };
}

interface Found {
  /** The newest attempts of the enrolment, newest first. */
  readonly attempts: readonly Wipe[];
  readonly requestKeyHash: string;
  readonly requestHash: string;
}

async function open(
  deps: OpeningSources,
  request: Request,
  { attempts, ...hashes }: Found,
): Promise<Wipe> {
  const { caller, line, account, asked, applicant, kept } = request;
  const now = deps.now();
  const [latest] = attempts;
  const hasOpenWipe = latest !== undefined && !hasEnded(latest.state);
  requireTarget(line, asked, { now, hasOpenWipe });
  const assured = await request.assure(`request ${asked.enrolmentId} ${hashes.requestKeyHash}`);
  const attempt = openAttempt(latest, request);
  requirePace(attempts, now);
  const judged = { line, asked, applicant, now };
  const { handsetId, model } = await requireEligible(deps.enrolments, judged);
  const wipeId = wipeIdOf(asked.enrolmentId, attempt);
  // Nothing else stands in its way any more.
  const admission = await request.admit({ wipeId, at: now });
  const facts: RequestFacts = {
    ...kept,
    ...approvalOf(kept, admission),
    countedIn: [...admission.countedIn],
    ...hashes,
    enrolmentId: asked.enrolmentId,
    attempt,
    handsetId,
    lineId: line.lineId,
    account,
    model,
    requestedBy: caller.person,
    requestedAt: now,
    deadlineAt: now + (asked.deadlineDays ? asked.deadlineDays * DAY : deps.deliveryDeadline),
    language: line.language,
    consents: [...asked.consents],
  };
  const item = openWipe(facts, assured);
  try {
    await deps.wipes.put(item, deps.retention);
  } catch (error) {
    if (isConflict(error)) await keepCounts(deps, item, admission);
    throw error;
  }
  return item;
}

/**
 * Somebody else's wipe stands there, or the very one, where the answer to putting it was lost: what it counts in stays
 * counted.
 */
async function keepCounts(
  { wipes }: OpeningSources,
  { enrolmentId, wipeId }: Wipe,
  { keepOnly }: Admission,
): Promise<void> {
  const attempts = await wipes.attemptsOf(enrolmentId);
  await keepOnly(attempts.find((wipe) => wipe.wipeId === wipeId)?.countedIn);
}

/** What the channel knows and what the counts tell, together. */
function approvalOf(
  { approval }: Request['kept'],
  { reasons }: Admission,
): Pick<RequestFacts, 'approval'> {
  const all = [...(approval?.reasons ?? []), ...reasons];
  return all.length > 0 ? { approval: { reasons: all } } : {};
}

/** Whoever asks: what ended without a command was cheap to ask for. @throws ProblemError `limit-reached` */
function requirePace(attempts: readonly Wipe[], now: number): void {
  const from = mayAskFrom(attempts, now);
  if (from > now) throw paceReached(from, now);
}

function openAttempt(latest: Wipe | undefined, { mayKnow }: Request): number {
  const opening = nextAttempt(latest);
  if (opening.open) return opening.attempt;
  // A wipe that is not theirs to see is not theirs to know by its id either.
  const isKnown = latest !== undefined && mayKnow(latest);
  const location = `/v1/wipes/${opening.wipeId}`;
  throw new ProblemError(
    opening.code,
    isKnown ? { wipe: location } : {},
    isKnown ? { location } : {},
  );
}
