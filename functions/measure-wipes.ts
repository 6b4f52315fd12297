/** On a schedule, every five minutes: says how many open wipes are stuck, and how many are held for long. */
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { log } from './log.ts';
import type { HealthTools } from './ops/health.ts';
import { figuresOf } from './ops/measure.ts';
import { wipeListsIn } from './store/wipe-lists.ts';
import { wipesIn } from './store/wipes.ts';

export const measureWipes = (tools: HealthTools) => async (): Promise<void> => {
  log({ code: 'wipes-measured', ...(await figuresOf(tools)) });
};

const dependencies = (): HealthTools => {
  const { WIPES_TABLE } = readEnvironment('measure-wipes');
  const client = dynamo();
  return {
    wipes: wipesIn(client, WIPES_TABLE),
    lists: wipeListsIn(client, WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = measureWipes(dependencies());
