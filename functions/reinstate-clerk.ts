/** `POST /v1/ops/clerks/{person}/reinstatement` and its confirmation: a suspended clerk comes back by two people. */
import type * as z from 'zod/mini';
import type { NotConfirmed } from '#domain/governor/proposal.ts';
import type { StandingEntry } from '#domain/governor/standing.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { dynamo } from './aws/dynamo.ts';
import type { ClerkAnswer } from './contract/dispatch-bodies.ts';
import { ConfirmProposal, DecideWithReason } from './contract/dispatch-requests.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiEvent, type ApiHandler, api } from './http/api.ts';
import { bodyOf, clerkIdOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { requireStepUp } from './http/step-up.ts';
import { clerkStanding } from './ops/clerk-standing.ts';
import type { Decided } from './store/journal.ts';
import { type StandingStore, standingIn } from './store/standing.ts';

interface Dependencies {
  readonly standing: Pick<StandingStore, 'of' | 'proposeReinstatement' | 'confirmReinstatement'>;
  readonly now: () => number;
  /** Milliseconds. */
  readonly stepUpAge: number;
}

type Result = z.infer<typeof ClerkAnswer>['result'];
type Outcome = Decided<StandingEntry, 'already' | 'not-suspended' | 'own-case' | NotConfirmed>;

export const reinstateClerk =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const clerk = clerkIdOf(event);
    const [result, outcome] = await decide(deps, event, clerk);

    if (outcome.kind !== 'entry' && outcome.kind !== 'already')
      throw new ProblemError(outcome.kind);
    const made = 'entry' in outcome ? outcome.entry : undefined;
    const standing = made?.state ?? (await deps.standing.of(clerk));
    const answer: z.infer<typeof ClerkAnswer> = {
      result,
      ...(result === 'proposed' && made && { proposal: made.n }),
      ...clerkStanding(clerk, standing, deps.now()),
    };
    return json(200, answer);
  };

async function decide(
  { standing, now, stepUpAge }: Dependencies,
  event: ApiEvent,
  clerk: string,
): Promise<readonly [Result, Outcome]> {
  const caller = callerIn(event, 'ops');
  const by = { person: caller.person, now: now() };
  requireStepUp(caller, { now: by.now, age: stepUpAge });
  if (!event.routeKey.endsWith('/confirmation')) {
    const { reason } = bodyOf(event, DecideWithReason);
    return ['proposed', await standing.proposeReinstatement(clerk, { ...by, reason })];
  }
  const { proposal, reason } = bodyOf(event, ConfirmProposal);
  return ['reinstated', await standing.confirmReinstatement(clerk, { ...by, reason, n: proposal })];
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('reinstate-clerk');
  return {
    standing: standingIn(dynamo(), environment.GOVERNOR_TABLE),
    now: Date.now,
    stepUpAge: environment.STEP_UP_SECONDS * SECOND,
  };
};

export const handler = api(reinstateClerk(dependencies())).use(signedIn());
