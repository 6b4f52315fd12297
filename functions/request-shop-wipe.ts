/** `POST /v1/shop/lines/{lineId}/wipes`: a clerk asks for a handset to be wiped, for the customer whose documents they saw. */
import { readEnvironment } from './contract/environment.ts';
import { clerkLimitsOf } from './contract/limits.ts';
import { RequestShopWipe } from './contract/requests.ts';
import { admitClerk, type ClerkSources } from './governor/admit.ts';
import { requireGoodClerk } from './governor/standing.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, idempotencyKeyOf, lineIdOf } from './http/input.ts';
import { clerkOf } from './http/person.ts';
import { ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { requireStepUp } from './http/step-up.ts';
import { isOfShop } from './http/visible-wipe.ts';
import { acceptRequest, type OpeningSources } from './request/open.ts';
import { requestSources } from './request/sources.ts';
import type { Lines } from './store/lines.ts';
import { standingIn } from './store/standing.ts';

interface Dependencies extends OpeningSources, ClerkSources {
  readonly lines: Pick<Lines, 'underContract'>;
  /** Milliseconds. */
  readonly stepUpAge: number;
}

export const requestShopWipe =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const clerk = clerkOf(event);
    const { shop } = clerk;
    const key = idempotencyKeyOf(event);
    const asked = bodyOf(event, RequestShopWipe);
    // Before anything is told of the line or its handsets.
    await requireGoodClerk(deps, clerk.person, deps.now());
    const line = await deps.lines.underContract(lineIdOf(event));
    if (line === undefined) throw new ProblemError('line-not-found');

    const { documents, reservation, customerPresent } = asked;
    return acceptRequest(deps, {
      caller: clerk,
      key,
      line,
      account: line.account,
      asked,
      applicant: {
        channel: 'shop',
        hasDocuments: documents.length > 0,
        hasReservation: reservation,
      },
      kept: {
        channel: 'shop',
        visit: { shop, documents: [...documents], reservation, customerPresent },
        ...(!customerPresent && { approval: { reasons: ['customer-absent'] } }),
      },
      assure: async () => {
        requireStepUp(clerk, { now: deps.now(), age: deps.stepUpAge });
        return { secondFactor: 'sign-in' };
      },
      admit: (candidate) => admitClerk(deps, clerk, candidate),
      mayKnow: (wipe) => isOfShop(wipe, shop),
    });
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('request-shop-wipe');
  const sources = requestSources(environment);
  return {
    ...sources,
    standing: standingIn(sources.client, environment.GOVERNOR_TABLE),
    clerkLimits: clerkLimitsOf(environment),
  };
};

export const handler = api(requestShopWipe(dependencies())).use(signedIn());
