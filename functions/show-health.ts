/** `GET /v1/ops/health`: counts by state, times, failures by reason and stuck wipes, from a bounded sample. */
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { callerIn } from './http/person.ts';
import { json } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { type HealthTools, healthOf } from './ops/health.ts';
import { wipeListsIn } from './store/wipe-lists.ts';
import { wipesIn } from './store/wipes.ts';

export const showHealth =
  (tools: HealthTools): ApiHandler =>
  async (event) => {
    callerIn(event, 'ops');
    return json(200, await healthOf(tools));
  };

const dependencies = (): HealthTools => {
  const { WIPES_TABLE } = readEnvironment('show-health');
  const client = dynamo();
  return {
    wipes: wipesIn(client, WIPES_TABLE),
    lists: wipeListsIn(client, WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = api(showHealth(dependencies())).use(signedIn());
