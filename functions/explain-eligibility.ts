/**
 * `POST /v1/ops/eligibility`: what the rules say of stated facts, rule by rule. `GET /v1/ops/wipes/{wipeId}/eligibility`:
 * the same of a wipe's own facts as they are now.
 */
import type * as z from 'zod/mini';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { EligibilityFacts } from '#domain/eligibility/facts.ts';
import { RULES } from '#domain/eligibility/rules.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import type { EligibilityExplanation } from './contract/ops-bodies.ts';
import { EligibilityFacts as FactsSchema } from './contract/ops-requests.ts';
import { applicantOfWipe, factsOf } from './eligibility/facts.ts';
import { type ApiEvent, type ApiHandler, api } from './http/api.ts';
import { bodyOf, wipeKeyOf } from './http/input.ts';
import { type Caller, callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { eligibilityView } from './http/views.ts';
import { noteLook } from './ops/note-look.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';

interface Dependencies {
  readonly lines: Pick<Lines, 'read'>;
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'read'>;
  readonly now: () => number;
}

export const explainEligibility =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'ops');
    const isAboutWipe = event.pathParameters?.['wipeId'] !== undefined;
    const facts = isAboutWipe ? await factsOfWipe(deps, event, caller) : statedFacts(event);
    return json(200, explain(facts));
  };

function statedFacts(event: ApiEvent): EligibilityFacts {
  const { model, handset, ...others } = bodyOf(event, FactsSchema);
  return {
    ...others,
    model: { ...model, released: model.released },
    handset: handset && { ...handset, android: handset.android },
  };
}

async function factsOfWipe(
  { lines, enrolments, wipes, now }: Dependencies,
  event: ApiEvent,
  caller: Caller,
): Promise<EligibilityFacts> {
  const wipe = await wipes.read(wipeKeyOf(event));
  if (wipe === undefined) throw new ProblemError('wipe-not-found');
  const [line, enrolment] = await Promise.all([
    lines.read(wipe.lineId),
    enrolments.read(wipe.enrolmentId),
  ]);
  if (line === undefined) throw new ProblemError('line-not-found');
  noteLook(caller, wipe.wipeId);
  return factsOf({
    line,
    enrolment,
    lastModel: wipe.model,
    applicant: applicantOfWipe(wipe),
    now: now(),
  });
}

function explain(facts: EligibilityFacts): z.infer<typeof EligibilityExplanation> {
  return {
    facts: FactsSchema.parse(facts),
    eligibility: eligibilityView(judgeEligibility(facts)),
    rules: RULES.map((rule) => ({
      name: rule.name,
      requirements: [...rule.requirements],
      effect: rule.effect,
      verdict: rule.judge(facts),
      code: rule.code,
      referrals: [...rule.referrals],
    })),
  };
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('explain-eligibility');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = api(explainEligibility(dependencies())).use(signedIn());
