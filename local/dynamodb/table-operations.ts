/** CreateTable, UpdateTable and DeleteTable, and the operations on tags. A table is made, changed and gone at once. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { CloudContext } from '../part.ts';
import type { Store, Table } from './dynalite-store.ts';
import { type Input, validate } from './operations.ts';
import { reindex } from './reindex.ts';
import {
  definitionOf,
  definitionShape,
  describeTable,
  type TableDefinition,
  tags,
  throughput,
} from './table-definition.ts';
import type { HostedTable } from './table-resource.ts';
import {
  clearTable,
  dropTable,
  isMadeByApi,
  putTable,
  tableOf,
  tablesMadeByApi,
} from './table-store.ts';
import { updated, updateInput } from './table-update.ts';
import { putTags, removeTags, tagsOf } from './tags.ts';

/** Members that are not here are not hosted, and refused by name. */
const createInput = z.strictObject({
  TableName: z.string(),
  ...definitionShape,
  BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).default('PROVISIONED'),
  ProvisionedThroughput: throughput.exactOptional(),
  DeletionProtectionEnabled: z.boolean().default(false),
  Tags: tags.exactOptional(),
});
const tableInput = z.strictObject({ TableName: z.string() });
const tagged = z.object({ ResourceArn: z.string() });

/** Asks whether the caller of the operation may do this to a table. @throws AwsError `AccessDeniedException`. */
export type Authorize = (operation: string, tableName: string) => void;
type TableOperation = (input: Input, authorize: Authorize) => Promise<Input>;

export function tableOperations(
  { account, region, clock }: Pick<CloudContext, 'account' | 'region' | 'clock'>,
  store: Store,
  tables: Map<string, HostedTable>,
): {
  readonly load: () => Promise<void>;
  readonly operations: Readonly<Record<string, TableOperation>>;
} {
  const arnOf = (name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`;
  const host = (table: Table) => {
    const { TableName: name, KeySchema } = table;
    const partitionKey = KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
    tables.set(name, { name, arn: arnOf(name), partitionKey });
  };
  const require = (name: string) => {
    if (!tables.has(name)) throw tableNotFound(name);
  };
  /** The table's name in an ARN of this account and region. */
  const taggedTable = (operation: string, input: Input, authorize: Authorize): string => {
    const { ResourceArn } = tagged.parse(validate(operation, input, store));
    const name = ResourceArn.slice(ResourceArn.lastIndexOf('/') + 1);
    authorize(operation, name);
    if (ResourceArn === arnOf(name) && tables.has(name)) return name;
    // The misspelling is DynamoDB's own.
    throw notFound(`ResourcArn: ${ResourceArn} not found`);
  };
  const changes = oneAtATime();

  const operations: Readonly<Record<string, TableOperation>> = {
    async CreateTable(input, authorize) {
      const { TableName: name, Tags = [], ...definition } = parse(createInput, input);
      const identity = { name, arn: arnOf(name), createdAt: clock.now() };
      const table = describeTable(store, definition, identity);
      authorize('CreateTable', name);
      if (Tags.length > 0) authorize('TagResource', name);
      return await changes(async () => {
        if (tables.has(name))
          throw new AwsError('ResourceInUseException', `Table already exists: ${name}`);
        // A table of this name may have left the template or a deletion been cut short.
        await clearTable(store, name);
        await putTags(store, name, Tags);
        await putTable(store, table, { madeByApi: true });
        host(table);
        return { TableDescription: { ...table, TableStatus: 'CREATING' } };
      });
    },

    async UpdateTable(input, authorize) {
      const { TableName: name, ...change } = parse(updateInput, input);
      authorize('UpdateTable', name);
      return await changes(async () => {
        require(name);
        const before = await tableOf(store, name);
        const table = redescribe(before, updated(definitionOf(before), change));
        await putTable(store, table, { madeByApi: isMadeByApi(store, name) });
        if (change.GlobalSecondaryIndexUpdates !== undefined) await reindexWhole(store, table);
        return { TableDescription: { ...table, TableStatus: 'UPDATING' } };
      });
    },

    async DeleteTable(input, authorize) {
      const { TableName: name } = parse(tableInput, input);
      authorize('DeleteTable', name);
      return await changes(async () => {
        require(name);
        const table = await tableOf(store, name);
        if (table['DeletionProtectionEnabled'] === true)
          throw new AwsError(
            'ValidationException',
            'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
          );
        tables.delete(name);
        await dropTable(store, name);
        return { TableDescription: { ...table, TableStatus: 'DELETING' } };
      });
    },

    async TagResource(input, authorize) {
      const name = taggedTable('TagResource', input, authorize);
      await putTags(store, name, tags.parse(input['Tags']));
      return {};
    },

    async UntagResource(input, authorize) {
      const name = taggedTable('UntagResource', input, authorize);
      await removeTags(store, name, z.array(z.string()).parse(input['TagKeys']));
      return {};
    },

    async ListTagsOfResource(input, authorize) {
      const name = taggedTable('ListTagsOfResource', input, authorize);
      return { Tags: await tagsOf(store, name) };
    },
  };

  function redescribe(before: Table, definition: TableDefinition): Table {
    const { TableName: name, SSEDescription, TableId, CreationDateTime } = before;
    const table = describeTable(store, definition, { name, arn: arnOf(name), createdAt: 0 });
    return { ...table, TableId, CreationDateTime, ...(SSEDescription ? { SSEDescription } : {}) };
  }

  return {
    operations,
    /** Hosts again what earlier starts made. */
    async load() {
      for (const table of await tablesMadeByApi(store)) host(table);
    },
  };
}

/** @throws AwsError `ValidationException` that names what is missing or not hosted. */
function parse<Output>(schema: z.ZodType<Output>, input: Input): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AwsError('ValidationException', z.prettifyError(result.error));
}

const notFound = (what: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: ${what}`);

/** DynamoDB's words for a table that is not there. */
export const tableNotFound = (name: string) => notFound(`Table: ${name} not found`);

/**
 * Until nothing differs any more: an item that is written meanwhile may get an entry of its earlier self, which the
 * next time finds.
 */
async function reindexWhole(store: Store, table: Table): Promise<void> {
  while ((await reindex(store, table)) > 0);
}

/** Runs what it is given one after the other. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(change: () => Promise<Result>): Promise<Result> => {
    const result = last.then(change, change);
    last = result.catch(() => undefined);
    return result;
  };
}
