/** On a schedule, every five minutes: says how many open wipes are stuck, and how many are held for long. */
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { log } from './log.ts';
import { figuresOf, type MeasuringTools } from './ops/measure.ts';
import { wipeListsIn } from './store/wipe-lists.ts';

export const measureWipes = (tools: MeasuringTools) => async (): Promise<void> => {
  log({ code: 'wipes-measured', ...(await figuresOf(tools)) });
};

const dependencies = (): MeasuringTools => {
  const { WIPES_TABLE } = readEnvironment('measure-wipes');
  return { lists: wipeListsIn(dynamo(), WIPES_TABLE), now: Date.now };
};

export const handler = measureWipes(dependencies());
