/** `POST /v1/lines/{lineId}/wipes`: a subscriber asks for a handset of their own line to be wiped. */
import { readEnvironment } from './contract/environment.ts';
import { accountLimitsOf } from './contract/limits.ts';
import { RequestWipe } from './contract/requests.ts';
import { type AccountSources, admitSubscriber } from './governor/admit.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, idempotencyKeyOf, lineIdOf } from './http/input.ts';
import { applicantOf, subscriberOf } from './http/person.ts';
import { ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { requireStepUpOnLine } from './http/step-up.ts';
import { acceptRequest, type OpeningSources } from './request/open.ts';
import { requestSources } from './request/sources.ts';
import type { Lines } from './store/lines.ts';

interface Dependencies extends OpeningSources, AccountSources {
  readonly lines: Pick<Lines, 'owned' | 'change'>;
  /** Milliseconds. */
  readonly stepUpAge: number;
}

export const requestWipe =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const person = subscriberOf(event);
    const { account } = person;
    const key = idempotencyKeyOf(event);
    // The code is no part of what is asked for: an answer is given again without it.
    const { stepUpCode: code, ...asked } = bodyOf(event, RequestWipe);
    const line = await deps.lines.owned(lineIdOf(event), account);
    if (line === undefined) throw new ProblemError('line-not-found');
    const { lineId } = line;

    return acceptRequest(deps, {
      caller: person,
      key,
      line,
      account,
      asked,
      applicant: applicantOf(person),
      kept: { channel: 'web' },
      assure: (use) => requireStepUpOnLine(deps, person, { lineId, code, use }),
      admit: (candidate) => admitSubscriber(deps, { account, plan: line.plan }, candidate),
      mayKnow: (wipe) => wipe.account === account,
    });
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('request-wipe');
  return { ...requestSources(environment), accountLimits: accountLimitsOf(environment) };
};

export const handler = api(requestWipe(dependencies())).use(signedIn());
