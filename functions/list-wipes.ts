/** `GET /v1/lines/{lineId}/wipes`: the wipes of a line under its present owner, newest first. */
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { lineIdOf } from './http/input.ts';
import { subscriberOf } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { wipeView } from './http/views.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';

/** More than anybody has; the index answers the newest. */
const MOST = 50;

interface Dependencies {
  readonly lines: Pick<Lines, 'owned'>;
  readonly wipes: Pick<Wipes, 'ofLine' | 'read'>;
}

export const listWipes =
  ({ lines, wipes }: Dependencies): ApiHandler =>
  async (event) => {
    const { account } = subscriberOf(event);
    const line = await lines.owned(lineIdOf(event), account);
    if (line === undefined) throw new ProblemError('line-not-found');

    const keys = await wipes.ofLine(line.lineId, account, MOST);
    const found = await Promise.all(keys.map((key) => wipes.read(key)));
    return json(200, { wipes: found.flatMap((wipe) => (wipe ? [wipeView(wipe)] : [])) });
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('list-wipes');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
  };
};

export const handler = api(listWipes(dependencies())).use(signedIn());
