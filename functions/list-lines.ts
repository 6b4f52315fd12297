/** `GET /v1/lines`: the lines of the account, 25 a page. */
import * as z from 'zod/mini';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { type LineSources, seenByOwner, showLine } from './http/handsets.ts';
import { queryOf } from './http/input.ts';
import { subscriberOf } from './http/person.ts';
import { json } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { wipesIn } from './store/wipes.ts';

interface Dependencies extends LineSources {
  readonly lines: Pick<Lines, 'ofAccount' | 'owned'>;
  readonly now: () => number;
}

const Page = z.object({
  after: z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/))),
});

export const listLines =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const person = subscriberOf(event);
    const { account } = person;
    const { after } = queryOf(event, Page);

    const { ids, next } = await deps.lines.ofAccount(account, after);
    const lines = await Promise.all(ids.map((lineId) => deps.lines.owned(lineId, account)));
    const owned = lines.flatMap((line) => line ?? []);
    const views = owned.map((line) => showLine(line, deps, seenByOwner(person, deps.now())));
    return json(200, { lines: await Promise.all(views), ...(next && { next }) });
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('list-lines');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = api(listLines(dependencies())).use(signedIn());
