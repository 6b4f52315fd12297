/** `GET /v1/ops/clerks/{person}`: whether a clerk is suspended, what is proposed, and the verified journal of it. */
import type * as z from 'zod/mini';
import { dynamo } from './aws/dynamo.ts';
import type { ClerkView } from './contract/dispatch-bodies.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { clerkIdOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { json } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { clerkStanding } from './ops/clerk-standing.ts';
import { journalView, knownPlaceOf, unlessBroken } from './ops/journal-view.ts';
import { type StandingStore, standingIn } from './store/standing.ts';

interface Dependencies {
  readonly standing: Pick<StandingStore, 'of' | 'history'>;
  readonly now: () => number;
}

export const showClerk =
  ({ standing, now }: Dependencies): ApiHandler =>
  async (event) => {
    callerIn(event, 'ops');
    const clerk = clerkIdOf(event);
    const known = knownPlaceOf(event);
    const present = await unlessBroken(standing.of(clerk));
    const journal = journalView(await standing.history(clerk, known));
    const answer: z.infer<typeof ClerkView> = { ...clerkStanding(clerk, present, now()), journal };
    return json(200, answer);
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-clerk');
  return { standing: standingIn(dynamo(), environment.GOVERNOR_TABLE), now: Date.now };
};

export const handler = api(showClerk(dependencies())).use(signedIn());
