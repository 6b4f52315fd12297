/** `GET /v1/lines/{lineId}/wipes`: the wipes of a line under its present owner, newest first; to a shop, its own alone. */
import type { Line } from '#domain/line/line.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { lineIdOf } from './http/input.ts';
import { type Caller, callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { wipeView } from './http/views.ts';
import { isOfShop } from './http/visible-wipe.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';

/** More than anybody has; the index answers the newest. */
const MOST = 50;

interface Dependencies {
  readonly lines: Pick<Lines, 'owned' | 'underContract'>;
  readonly wipes: Pick<Wipes, 'ofLine' | 'read'>;
}

export const listWipes =
  ({ lines, wipes }: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'subscriber', 'shop', 'ops');
    const lineId = lineIdOf(event);
    const line = await lineFor(lines, lineId, caller);
    if (line?.account === undefined) throw new ProblemError('line-not-found');

    const keys = await wipes.ofLine(lineId, line.account, MOST);
    const found = await Promise.all(keys.map((key) => wipes.read(key)));
    const shown = found.flatMap((wipe) => wipe ?? []);
    const visible =
      caller.role === 'shop' ? shown.filter((wipe) => isOfShop(wipe, caller.shop)) : shown;
    // Operations see no numbers.
    const shownOf = caller.role === 'ops' ? undefined : line;
    return json(200, { wipes: visible.map((wipe) => wipeView(wipe, shownOf)) });
  };

/** The line under its present owner, where the caller may know of it. */
async function lineFor(
  lines: Dependencies['lines'],
  lineId: string,
  { role, account }: Caller,
): Promise<Line | undefined> {
  if (role !== 'subscriber') return lines.underContract(lineId);
  return account === undefined ? undefined : lines.owned(lineId, account);
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('list-wipes');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
  };
};

export const handler = api(listWipes(dependencies())).use(signedIn());
