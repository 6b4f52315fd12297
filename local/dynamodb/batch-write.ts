/** BatchWriteItem: each put and delete is a write of its own, as in DynamoDB, with its index entries. */
import db from 'dynalite/db/index.js';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Caller } from '../iam/caller.ts';
import { asAwsError } from './dynalite-error.ts';
import type { Store } from './dynalite-store.ts';
import type { MeteredRun } from './metered-run.ts';
import type { Input, Operation } from './operations.ts';
import { tableOf } from './table-store.ts';

const item = z.record(z.string(), z.record(z.string(), z.unknown()));
const requests = z.record(
  z.string(),
  z.array(
    z.union([
      z.object({ PutRequest: z.object({ Item: item }) }),
      z.object({ DeleteRequest: z.object({ Key: item }) }),
    ]),
  ),
);

interface Write {
  readonly operation: Operation;
  readonly input: Input;
}

/** Runs the writes of validated input, after all of them were checked. */
export async function batchWrite(
  store: Store,
  input: Input,
  { run, caller }: { run: MeteredRun; caller: Caller },
): Promise<Input> {
  const writes: Write[] = [];
  for (const [table, list] of Object.entries(requests.parse(input['RequestItems'])))
    writes.push(...(await writesOf(store, table, list)));
  await Promise.all(
    writes.map(({ operation, input: write }) => run(operation, store, write, { caller })),
  );
  return { UnprocessedItems: {} };
}

async function writesOf(
  store: Store,
  tableName: string,
  list: z.output<typeof requests>[string],
): Promise<Write[]> {
  const table = await tableOf(store, tableName);
  const keys = new Set<string>();
  return list.map((request) => {
    const isPut = 'PutRequest' in request;
    const target = isPut ? request.PutRequest.Item : request.DeleteRequest.Key;
    const invalid = isPut ? db.validateItem(target, table) : db.validateKey(target, table);
    if (invalid) throw asAwsError(invalid);
    const key = db.createKey(target, table);
    if (keys.has(key))
      throw new AwsError('ValidationException', 'Provided list of item keys contains duplicates');
    keys.add(key);
    return isPut
      ? { operation: 'PutItem', input: { TableName: tableName, Item: target } }
      : { operation: 'DeleteItem', input: { TableName: tableName, Key: target } };
  });
}
