/** `GET /v1/ops/wipes`: wipes of all lines for operations, sifted and page by page. */
import type * as z from 'zod/mini';
import { digestOf } from '#domain/audit/digest.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import type { OperationsWipeList } from './contract/ops-bodies.ts';
import { type ApiHandler, api } from './http/api.ts';
import { answerUnlessKnown } from './http/entity-tag.ts';
import { queryOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { cursorOf, placeIn } from './ops/cursor.ts';
import { type FindingTools, findWipes } from './ops/find-wipes.ts';
import { rowView } from './ops/views.ts';
import { WipeSearch } from './ops/wipe-search.ts';
import { wipeListsIn } from './store/wipe-lists.ts';
import { wipesIn } from './store/wipes.ts';

export const listAllWipes =
  (tools: FindingTools): ApiHandler =>
  async (event) => {
    callerIn(event, 'ops');
    const search = queryOf(event, WipeSearch);
    const { after, limit: _limit, ...question } = search;
    const place = after === undefined ? undefined : placeIn(after, question);
    if (after !== undefined && place === undefined) throw malformed('after');
    if ((question.from ?? 0) > (question.to ?? Number.POSITIVE_INFINITY)) throw malformed('to');

    const { rows, next } = await findWipes(tools, search, place);
    const list: z.infer<typeof OperationsWipeList> = {
      wipes: rows.map(rowView),
      ...(next && { next: cursorOf(question, next) }),
    };
    const headers = { etag: `"${digestOf(list)}"`, 'cache-control': 'private, no-cache' };
    return answerUnlessKnown(event, headers, () => list);
  };

const malformed = (parameter: string) => new ProblemError('parameter-malformed', { parameter });

const dependencies = (): FindingTools => {
  const { WIPES_TABLE } = readEnvironment('list-all-wipes');
  const client = dynamo();
  return {
    wipes: wipesIn(client, WIPES_TABLE),
    lists: wipeListsIn(client, WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = api(listAllWipes(dependencies())).use(signedIn());
