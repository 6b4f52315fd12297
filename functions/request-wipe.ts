/** `POST /v1/lines/{lineId}/wipes`: asks for a handset to be wiped. The wipe item is the idempotency record. */
import { SFNClient } from '@aws-sdk/client-sfn';
import type * as z from 'zod/mini';
import { digestOf } from '#domain/audit/digest.ts';
import { missingConsents } from '#domain/eligibility/consent.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import { isWipeable, ownEnrolments } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { nextAttempt, openWipe } from '#domain/wipe/request.ts';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { RequestWipe } from './contract/requests.ts';
import { factsOf } from './eligibility/facts.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, idempotencyKeyOf, lineIdOf } from './http/input.ts';
import { applicantOf, type Person, subscriberOf } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { requireStepUpOnLine } from './http/step-up.ts';
import { wipeView } from './http/views.ts';
import { log } from './log.ts';
import { untilFirst } from './store/conflict.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { type Executions, executionsOf } from './workflow/execution.ts';

type Body = z.infer<typeof RequestWipe>;

interface Dependencies {
  readonly lines: Pick<Lines, 'owned' | 'change'>;
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'attemptsOf' | 'put'>;
  readonly executions: Executions;
  readonly now: () => number;
  /** Milliseconds. */
  readonly stepUpAge: number;
  readonly deliveryDeadline: number;
  readonly retention: number;
}

export const requestWipe =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const person = subscriberOf(event);
    const key = idempotencyKeyOf(event);
    const body = bodyOf(event, RequestWipe);
    const line = await deps.lines.owned(lineIdOf(event), person.account);
    if (line === undefined) throw new ProblemError('line-not-found');

    const wipe = await untilFirst(() => findOrOpen(deps, { person, key, body, line }));
    // Accepted once the item is written: an execution that cannot start now is started by the reconciler.
    if (wipe.isNew)
      await deps.executions
        .start(wipe.item)
        .catch((error: unknown) =>
          log({ code: 'execution-not-started', wipeId: wipe.item.wipeId, error }),
        );

    return json(202, wipeView(wipe.item), { location: `/v1/wipes/${wipe.item.wipeId}` });
  };

interface Request {
  readonly person: Person;
  readonly key: string;
  readonly body: Body;
  readonly line: Line;
}

/** The enrolment and the number must be the ones that the person saw and typed. */
function isTarget(
  line: Line,
  { enrolmentId, lastFour }: Body,
  seen: Parameters<typeof isWipeable>[1],
): boolean {
  const entry = ownEnrolments(line).find((own) => own.enrolmentId === enrolmentId);
  return entry !== undefined && isWipeable(entry, seen) && line.number.endsWith(lastFour);
}

/** The wipe of an earlier request with this key, or a new one. Two that race meet on one item and read again. */
async function findOrOpen(deps: Dependencies, request: Request) {
  const { person, key, body, line } = request;
  const requestKeyHash = digestOf({ person: person.person, key });
  // With the key in it, the four digits cannot be found by trying from a hash that the audit keeps. The code is no part
  // of what is asked for: an answer is given again without it.
  const { stepUpCode: code, ...asked } = body;
  const requestHash = digestOf({ key, lineId: line.lineId, ...asked });
  const attempts = await deps.wipes.attemptsOf(body.enrolmentId);
  const earlier = attempts.find((wipe) => wipe.requestKeyHash === requestKeyHash);
  if (earlier !== undefined) {
    if (earlier.requestHash !== requestHash) throw new ProblemError('idempotency-key-reused');
    return { item: earlier, isNew: false };
  }
  const now = deps.now();
  const hasOpenWipe = attempts[0] !== undefined && !hasEnded(attempts[0].state);
  if (!isTarget(line, body, { now, hasOpenWipe })) throw new ProblemError('target-changed');
  const use = `request ${requestKeyHash}`;
  const assured = await requireStepUpOnLine(deps, person, { lineId: line.lineId, code, use });
  const attempt = openAttempt(attempts[0], person);
  const { handsetId, model } = await eligible(deps, request);
  const item = openWipe(
    {
      enrolmentId: body.enrolmentId,
      attempt,
      handsetId,
      lineId: line.lineId,
      account: person.account,
      model,
      channel: 'web',
      requestedBy: person.person,
      requestedAt: now,
      deadlineAt: now + (body.deadlineDays ? body.deadlineDays * DAY : deps.deliveryDeadline),
      language: line.language,
      requestKeyHash,
      requestHash,
      consents: [...body.consents],
    },
    assured,
  );
  await deps.wipes.put(item, deps.retention);
  return { item, isNew: true };
}

function openAttempt(latest: Wipe | undefined, { account }: Person): number {
  const opening = nextAttempt(latest);
  if (opening.open) return opening.attempt;
  // A wipe under another owner is not this person's to know by its id.
  const own = latest?.account === account;
  const location = `/v1/wipes/${opening.wipeId}`;
  throw new ProblemError(opening.code, own ? { wipe: location } : {}, own ? { location } : {});
}

async function eligible(deps: Dependencies, { body, line, person }: Request) {
  const enrolment = await deps.enrolments.read(body.enrolmentId);
  if (enrolment?.lineId !== line.lineId) throw new ProblemError('target-changed');
  if (enrolment.state === 'over') throw new ProblemError('enrolment-ended');
  const about = { line, enrolment, applicant: applicantOf(person), now: deps.now() };
  const eligibility = judgeEligibility(factsOf(about));
  const { refusals, referrals } = eligibility;
  if (refusals.length > 0) throw new ProblemError('not-eligible', { reasons: refusals, referrals });
  const missing = missingConsents(eligibility, body.consents);
  if (missing.length > 0) throw new ProblemError('consent-missing', { missing });
  return enrolment;
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('request-wipe');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    executions: executionsOf(new SFNClient({}), environment.STATE_MACHINE_ARN),
    now: Date.now,
    stepUpAge: environment.STEP_UP_SECONDS * SECOND,
    deliveryDeadline: environment.DELIVERY_DEADLINE_DAYS * DAY,
    retention: environment.RETENTION_YEARS * 366 * DAY,
  };
};

export const handler = api(requestWipe(dependencies())).use(signedIn());
