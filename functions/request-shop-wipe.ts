/** `POST /v1/shop/lines/{lineId}/wipes`: a clerk asks for a handset to be wiped, for the customer whose documents they saw. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { clerkLimitsOf } from './contract/limits.ts';
import { RequestShopWipe } from './contract/requests.ts';
import { admitClerk, type ClerkSources } from './governor/admit.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, idempotencyKeyOf, lineIdOf } from './http/input.ts';
import { clerkOf } from './http/person.ts';
import { ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { requireStepUp } from './http/step-up.ts';
import { isOfShop } from './http/visible-wipe.ts';
import { announcementsTo } from './messages/announcement.ts';
import { acceptRequest, type OpeningSources } from './request/open.ts';
import { countsIn } from './store/counts.ts';
import { enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { standingIn } from './store/standing.ts';
import { wipesIn } from './store/wipes.ts';
import { executionsOf } from './workflow/execution.ts';

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
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    counts: countsIn(client, environment.GOVERNOR_TABLE),
    standing: standingIn(client, environment.GOVERNOR_TABLE),
    clerkLimits: clerkLimitsOf(environment),
    announcements: announcementsTo(new SNSClient({}), environment.MESSAGES_TOPIC),
    executions: executionsOf(new SFNClient({}), environment.STATE_MACHINE_ARN),
    now: Date.now,
    stepUpAge: environment.STEP_UP_SECONDS * SECOND,
    deliveryDeadline: environment.DELIVERY_DEADLINE_DAYS * DAY,
    retention: environment.RETENTION_YEARS * 366 * DAY,
  };
};

export const handler = api(requestShopWipe(dependencies())).use(signedIn());
