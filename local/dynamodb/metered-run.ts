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

const one = z.object({ TableName: z.string(), CapacityUnits: z.number() });
const Consumed = z.union([one.transform((only) => [only]), z.array(one)]).default([]);

export function meteredRun(usage: Usage): MeteredRun {
  return (operation, store, input, observer) =>
    WRITES.includes(operation)
      ? write(operation, store, input, observer)
      : read(operation, store, input, observer);

  /** dynalite counts what reads take when it is asked to. */
  async function read(...[operation, store, input, observer]: Parameters<MeteredRun>) {
    const asked = ['TOTAL', 'INDEXES'].includes(String(input['ReturnConsumedCapacity']));
    const asking = asked ? input : { ...input, ReturnConsumedCapacity: 'TOTAL' };
    const { ConsumedCapacity, ...result } = await run(operation, store, asking, observer);
    const { IndexName: index } = input;
    const { caller } = observer;
    for (const { TableName: table, CapacityUnits: amount } of Consumed.parse(ConsumedCapacity)) {
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
