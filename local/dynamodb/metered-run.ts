/** Runs operations and counts their request units. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Caller } from '../iam/caller.ts';
import type { Usage } from '../usage.ts';
import { itemUnits, writeUnits } from './capacity.ts';
import type { Item, Store } from './dynalite-store.ts';
import { type Input, type Operation, run } from './operations.ts';
import { tableOf } from './table-store.ts';

export type MeteredRun = (
  operation: Operation,
  store: Store,
  input: Input,
  observer: { readonly caller: Caller; readonly onRead?: (item: unknown) => void },
) => Promise<Input>;

const WRITES: readonly Operation[] = ['PutItem', 'UpdateItem', 'DeleteItem'];
/** These take the least that a read of their kind can, even when they find nothing (API reference of Query). */
const FINDING: readonly Operation[] = ['Query', 'Scan'];

const one = z.object({ TableName: z.string(), CapacityUnits: z.number() });
const Consumed = z.union([one.transform((only) => [only]), z.array(one)]).default([]);

export function meteredRun(usage: Usage): MeteredRun {
  return (operation, store, input, observer) =>
    WRITES.includes(operation)
      ? write(operation, store, input, observer)
      : read(operation, store, input, observer);

  /** dynalite counts what reads take when it is asked to, but nothing for a query or scan that finds nothing. */
  async function read(...[operation, store, input, observer]: Parameters<MeteredRun>) {
    const asked = ['TOTAL', 'INDEXES'].includes(String(input['ReturnConsumedCapacity']));
    const asking = asked ? input : { ...input, ReturnConsumedCapacity: 'TOTAL' };
    const { ConsumedCapacity, ...result } = await run(operation, store, asking, observer);
    const { IndexName: index } = input;
    const { caller } = observer;
    const least = input['ConsistentRead'] === true ? 1 : 0.5;
    for (const { TableName: table, CapacityUnits } of Consumed.parse(ConsumedCapacity)) {
      const amount = FINDING.includes(operation) ? Math.max(CapacityUnits, least) : CapacityUnits;
      const resource = typeof index === 'string' ? `${table}/index/${index}` : table;
      usage.count('dynamodb', 'ReadRequestUnit', { amount, resource, caller });
    }
    return asked ? { ...result, ConsumedCapacity } : result;
  }

  async function write(...[operation, store, input, observer]: Parameters<MeteredRun>) {
    const resource = String(input['TableName']);
    const count = (amount: number) =>
      usage.count('dynamodb', 'WriteRequestUnit', { amount, resource, caller: observer.caller });
    let before: Item | undefined;
    let after: Item | undefined;
    const onRead = (item: Item | undefined) => {
      before = item;
      observer.onRead?.(item);
    };
    const onWrite = (item: Item | undefined) => {
      after = item;
    };
    try {
      const result = await run(operation, store, input, { onRead, onWrite });
      count(writeUnits(await tableOf(store, resource), before, after));
      return result;
    } catch (error) {
      if (error instanceof AwsError && error.code === 'ConditionalCheckFailedException')
        count(itemUnits(before));
      throw error;
    }
  }
}
