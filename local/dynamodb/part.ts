/** The DynamoDB part: dynalite on disk behind the tables of the template and of the API, their policies and keys. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import db from 'dynalite/db/index.js';
import * as z from 'zod';
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { jsonBody, jsonReply, unknownOperation } from '../endpoint/protocol.ts';
import type { CloudContext, Part } from '../part.ts';
import { authorize, type KeyUses } from './authorization.ts';
import { batchWrite } from './batch-write.ts';
import { meteredRun } from './metered-run.ts';
import { type Input, isOperation, type Operation, validate } from './operations.ts';
import { tableNotFound, tableOperations } from './table-operations.ts';
import { type HostedTable, tableResource } from './table-resource.ts';
import { sweepExpired } from './time-to-live.ts';

/** The folder of the store, below the cloud's. */
export const FOLDER = 'dynamodb';

const members = z.record(z.string(), z.unknown());
const named = z
  .looseObject({ TableName: z.string().optional() })
  .transform(({ TableName }) => (TableName === undefined ? [] : [TableName]));
const listed = z.looseObject({
  Limit: z.int().default(100),
  ExclusiveStartTableName: z.string().optional(),
});

/** Opens the store. `keys` answers for customer-managed keys behind tables. */
export function createDynamoDb(context: CloudContext, { keys }: { keys: KeyUses }): Part {
  const path = join(context.dataDir, FOLDER);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const store = db.create({ path });
  const tables = new Map<string, HostedTable>();
  const run = meteredRun(context.usage);
  const { operations, load } = tableOperations(context, store, tables);
  let endSweep: (() => Promise<void>) | undefined;
  let closed: Promise<void> | undefined;

  async function answer(operation: string, call: AwsCall): Promise<Input> {
    const { onConditionFailure, ...given } = readInput(call);
    const { caller } = call;
    const onTable = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (onTable !== undefined)
      return await onTable(given.input, (action, TableName) =>
        authorize({ operation: action, input: { TableName }, caller }, tables, context, keys),
      );
    if (operation === 'ListTables') return listTables(call, given.input);
    const known = isOperation(operation) || operation === 'BatchWriteItem';
    const described = operation === 'DescribeTimeToLive' ? 'DescribeTable' : operation;
    if (!known && described === operation) throw unknownOperation('dynamodb', operation);
    const input = validate(described, given.input, store);
    authorize({ operation, input, caller }, tables, context, keys);
    requireHosted(operation, input);
    if (operation === 'DescribeTimeToLive') return timeToLiveOf(String(input['TableName']));
    if (!isOperation(operation)) return await batchWrite(store, input, { run, caller });
    return await runReturning(operation, input, { caller, all: onConditionFailure });
  }

  /** dynalite knows nothing of `ReturnValuesOnConditionCheckFailure`; the item that failed was just read. */
  async function runReturning(
    operation: Operation,
    input: Input,
    { caller, all }: { caller: AwsCall['caller']; all: boolean },
  ) {
    let read: unknown;
    const onRead = (item: unknown) => {
      read = item;
    };
    try {
      return await run(operation, store, input, { caller, ...(all && { onRead }) });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException')
        throw error;
      const { code, message, status } = error;
      throw new AwsError(code, message, { status, ...(read ? { detail: { Item: read } } : {}) });
    }
  }

  /** A table that left the template, or that is being deleted, is not there, whatever is left of it on disk. */
  function requireHosted(operation: string, input: Input): void {
    const names = Object.keys(members.parse(input['RequestItems'] ?? {}));
    const missing = [...names, ...named.parse(input)].find((name) => !tables.has(name));
    if (missing === undefined) return;
    if (operation.startsWith('Describe')) throw tableNotFound(missing);
    throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  }

  function listTables(call: AwsCall, given: Input): Input {
    const { Limit, ExclusiveStartTableName: after } = listed.parse(
      validate('ListTables', given, store),
    );
    const resource = `arn:aws:dynamodb:${context.region}:${context.account}:table/*`;
    context.access.require({ caller: call.caller, action: 'dynamodb:ListTables', resource });
    const names = [...tables.keys()].sort().filter((name) => after === undefined || name > after);
    const page = names.slice(0, Limit);
    const last = page.length < names.length ? page.at(-1) : undefined;
    return { TableNames: page, ...(last !== undefined && { LastEvaluatedTableName: last }) };
  }

  function timeToLiveOf(tableName: string): Input {
    const attribute = tables.get(tableName)?.timeToLive;
    const description =
      attribute === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute };
    return { TimeToLiveDescription: description };
  }

  return {
    name: 'dynamodb',
    signingNames: ['dynamodb'],
    resources: [tableResource(context, store, (table) => tables.set(table.name, table))],
    async handle(call): Promise<AwsReply> {
      if (call.operation === undefined) throw unknownOperation('dynamodb', undefined);
      return jsonReply(call, await answer(call.operation, call));
    },
    async start() {
      await load();
      endSweep = sweepExpired(
        context.clock,
        store,
        () => tables.values(),
        (error) =>
          context.log({
            part: 'dynamodb',
            event: 'sweep-failed',
            error: error instanceof Error ? error.name : typeof error,
          }),
      );
    },
    async stop() {
      closed ??= close();
      await closed;
    },
  };

  async function close(): Promise<void> {
    await endSweep?.();
    await new Promise<void>((resolve, reject) => {
      store.db.close((error) => (error ? reject(error) : resolve()));
    });
  }
}

/** A table may be named by its ARN wherever its name may stand. */
const tableNameOf = (name: string) =>
  /^arn:aws:dynamodb:[^:]*:\d*:table\/(.+)$/.exec(name)?.[1] ?? name;

function readInput(call: AwsCall): { input: Input; onConditionFailure: boolean } {
  const { ReturnValuesOnConditionCheckFailure: onFailure, ...input } = jsonBody(call, members);
  if (typeof input['TableName'] === 'string') input['TableName'] = tableNameOf(input['TableName']);
  const requests = members.safeParse(input['RequestItems']);
  if (requests.success)
    input['RequestItems'] = Object.fromEntries(
      Object.entries(requests.data).map(([name, list]) => [tableNameOf(name), list]),
    );
  return { input, onConditionFailure: onFailure === 'ALL_OLD' };
}
