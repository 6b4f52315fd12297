/** `POST /v1/shop/lines/search`: a clerk finds a line by its number. Nothing of its owner is answered. */
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { SearchLines } from './contract/requests.ts';
import { type ApiHandler, api } from './http/api.ts';
import { type LineSources, showLine } from './http/handsets.ts';
import { bodyOf } from './http/input.ts';
import { clerkOf } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { isOfShop } from './http/visible-wipe.ts';
import { enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type StandingStore, standingIn } from './store/standing.ts';
import { wipesIn } from './store/wipes.ts';

interface Dependencies extends LineSources {
  readonly lines: Pick<Lines, 'byNumber'>;
  readonly standing: Pick<StandingStore, 'isSuspended'>;
  readonly now: () => number;
}

/** What the documents are and whether the visit was booked is judged at the request. */
const AT_THE_COUNTER = { channel: 'shop', hasDocuments: true, hasReservation: true } as const;

export const searchLines =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const { person, shop } = clerkOf(event);
    const { number } = bodyOf(event, SearchLines);
    // Whoever has the sign-in of a suspended clerk is told of no number whether it is anybody's.
    if (await deps.standing.isSuspended(person)) throw new ProblemError('clerk-suspended');
    const line = await deps.lines.byNumber(number);
    if (line?.account === undefined) throw new ProblemError('line-not-found');

    const seen = {
      applicant: AT_THE_COUNTER,
      maySee: (wipe: Parameters<typeof isOfShop>[0]) => isOfShop(wipe, shop),
      now: deps.now(),
    };
    return json(200, await showLine(line, deps, seen));
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('search-lines');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    standing: standingIn(client, environment.GOVERNOR_TABLE),
    now: Date.now,
  };
};

export const handler = api(searchLines(dependencies())).use(signedIn());
