/** `POST /v1/shop/lines/search`: a clerk finds a line by its number. Nothing of its owner is answered. */
import { randomBytes } from 'node:crypto';
import { type SearchLimits, searchLimit } from '#domain/governor/limits.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { searchLimitsOf } from './contract/limits.ts';
import { SearchLines } from './contract/requests.ts';
import { countOrRefuse } from './governor/count-or-refuse.ts';
import { requireGoodStanding, type StandingSources } from './governor/standing.ts';
import { type ApiHandler, api } from './http/api.ts';
import { type LineSources, showLine } from './http/handsets.ts';
import { bodyOf } from './http/input.ts';
import { clerkOf } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { isOfShop } from './http/visible-wipe.ts';
import { log } from './log.ts';
import { type Counts, countsIn } from './store/counts.ts';
import { enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { standingIn } from './store/standing.ts';
import { wipesIn } from './store/wipes.ts';

interface Dependencies extends LineSources, StandingSources {
  readonly lines: Pick<Lines, 'byNumber'>;
  readonly counts: Pick<Counts, 'add' | 'takeBack'>;
  readonly searchLimits: SearchLimits;
  readonly now: () => number;
}

type Outcome = 'found' | 'line-not-found' | 'limit-reached';

/** What the documents are and whether the visit was booked is judged at the request. */
const AT_THE_COUNTER = { channel: 'shop', hasDocuments: true, hasReservation: true } as const;

export const searchLines =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const { person, shop } = clerkOf(event);
    const { number } = bodyOf(event, SearchLines);
    const now = deps.now();
    // Whoever searches can be found by it; what was searched for is in no log.
    const note = (outcome: Outcome, lineId?: string) =>
      log({ code: 'line-searched', person, shop, outcome, lineId });

    // Whoever has the sign-in of a suspended clerk is told of no number whether it is anybody's.
    await requireGoodStanding(deps, person);
    const limit = searchLimit(person, deps.searchLimits);
    // Each search counts: none is the same as another.
    const id = randomBytes(9).toString('base64url');
    await countOrRefuse(deps.counts, limit, { id, at: now }, () => note('limit-reached'));
    const line = await deps.lines.byNumber(number);
    if (line?.account === undefined) {
      note('line-not-found');
      throw new ProblemError('line-not-found');
    }
    note('found', line.lineId);

    const seen = {
      applicant: AT_THE_COUNTER,
      maySee: (wipe: Parameters<typeof isOfShop>[0]) => isOfShop(wipe, shop),
      now,
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
    counts: countsIn(client, environment.GOVERNOR_TABLE),
    searchLimits: searchLimitsOf(environment),
    now: Date.now,
  };
};

export const handler = api(searchLines(dependencies())).use(signedIn());
