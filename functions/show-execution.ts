/** `GET /v1/ops/wipes/{wipeId}/execution`: a run of a wipe's workflow. `GET /v1/ops/workflow`: the workflow as deployed. */
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import type { ExecutionView } from './contract/ops-bodies.ts';
import { type ApiEvent, type ApiHandler, api } from './http/api.ts';
import { queryOf, wipeKeyOf } from './http/input.ts';
import { type Caller, callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { type ExecutionHistory, executionHistoryOf } from './ops/execution-history.ts';
import { noteLook } from './ops/note-look.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { executionNameOf } from './workflow/execution.ts';

interface Dependencies {
  readonly wipes: Pick<Wipes, 'read'>;
  readonly history: ExecutionHistory;
}

const Query = z.strictObject({
  run: z.optional(z.string().check(z.regex(/^[1-9][0-9]{0,5}$/))),
  after: z.optional(z.string().check(z.minLength(1), z.maxLength(1024))),
});

export const showExecution =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'ops');
    if (event.pathParameters?.['wipeId'] === undefined)
      return json(200, await deps.history.workflow());
    return json(200, await readRun(deps, event, caller));
  };

async function readRun(
  { wipes, history }: Dependencies,
  event: ApiEvent,
  caller: Caller,
): Promise<z.infer<typeof ExecutionView>> {
  const query = queryOf(event, Query);
  const wipe = await wipes.read(wipeKeyOf(event));
  if (wipe === undefined) throw new ProblemError('wipe-not-found');
  const run = query.run === undefined ? wipe.run : Number(query.run);
  if (run > wipe.run) throw new ProblemError('run-not-found');
  const told = await history.read(executionNameOf({ ...wipe, run }), query.after);
  if (told === 'no-such-run') throw new ProblemError('run-not-found');
  if (told === 'no-such-page')
    throw new ProblemError('parameter-malformed', { parameter: 'after' });
  noteLook(caller, wipe.wipeId);
  return { run, runs: wipe.run, ...told };
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-execution');
  return {
    wipes: wipesIn(dynamo(), environment.WIPES_TABLE),
    history: executionHistoryOf(new SFNClient({}), environment.STATE_MACHINE_ARN),
  };
};

export const handler = api(showExecution(dependencies())).use(signedIn());
