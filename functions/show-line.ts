/** `GET /v1/lines/{lineId}`: one line with its handsets and their eligibility. */
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { type LineSources, seenByOwner, showLine } from './http/handsets.ts';
import { lineIdOf } from './http/input.ts';
import { subscriberOf } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { wipesIn } from './store/wipes.ts';

interface Dependencies extends LineSources {
  readonly lines: Pick<Lines, 'owned'>;
  readonly now: () => number;
}

export const showOneLine =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const person = subscriberOf(event);
    const line = await deps.lines.owned(lineIdOf(event), person.account);
    if (line === undefined) throw new ProblemError('line-not-found');

    return json(200, await showLine(line, deps, seenByOwner(person, deps.now())));
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-line');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = api(showOneLine(dependencies())).use(signedIn());
