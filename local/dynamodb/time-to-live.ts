/** Deletes items whose time to live is over on the cloud's clock. AWS does so within days; here it is within the hour. */
import { AwsError } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import type { Store } from './dynalite-store.ts';
import { type Input, run } from './operations.ts';
import { itemsOf } from './reindex.ts';
import type { HostedTable } from './table-resource.ts';
import { tableOf } from './table-store.ts';

const HOUR = 3_600_000;
const FIVE_YEARS = 5 * 365 * 24 * HOUR;

/** Sweeps every hour of the cloud's time, and when it jumps. Answers a function that ends it. */
export function sweepExpired(
  clock: Clock,
  store: Store,
  tables: () => Iterable<HostedTable>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let cancel = () => {};
  let ended = false;
  const sweep = async () => {
    for (const table of tables()) if (!ended) await expire(store, table, clock.now());
  };
  const schedule = () => {
    running = running.then(sweep).catch(failed);
    cancel = clock.runAt(clock.now() + HOUR, schedule);
  };
  schedule();
  return async () => {
    ended = true;
    cancel();
    await running;
  };
}

/**
 * Items that expired over five years ago stay, as in DynamoDB: such a number is more likely a mistake.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
export async function expire(store: Store, table: HostedTable, now: number): Promise<number> {
  const { name, timeToLive } = table;
  if (timeToLive === undefined) return 0;
  const { KeySchema } = await tableOf(store, name);
  let count = 0;
  for await (const item of itemsOf(store, name)) {
    const at = Number(item[timeToLive]?.['N'] ?? Number.NaN) * 1000;
    if (!(at < now && at > now - FIVE_YEARS)) continue;
    const Key = Object.fromEntries(
      KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]),
    );
    // An item that was given a longer life meanwhile stays.
    const Expected = { [timeToLive]: { Value: item[timeToLive] } };
    if (await deleted(store, { TableName: name, Key, Expected })) count += 1;
  }
  return count;
}

async function deleted(store: Store, input: Input): Promise<boolean> {
  try {
    await run('DeleteItem', store, input);
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
