/** What UpdateTable makes of a table's definition. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import {
  attributeDefinitions,
  globalIndex,
  type TableDefinition,
  throughput,
} from './table-definition.ts';

const indexUpdate = z.union([
  z.strictObject({ Create: globalIndex }),
  z.strictObject({
    Update: z.strictObject({ IndexName: z.string(), ProvisionedThroughput: throughput }),
  }),
  z.strictObject({ Delete: z.strictObject({ IndexName: z.string() }) }),
]);

const change = z.strictObject({
  AttributeDefinitions: attributeDefinitions.exactOptional(),
  BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).exactOptional(),
  ProvisionedThroughput: throughput.exactOptional(),
  DeletionProtectionEnabled: z.boolean().exactOptional(),
  GlobalSecondaryIndexUpdates: z.array(indexUpdate).min(1).exactOptional(),
});
type Change = z.output<typeof change>;

/** Members that are not here are not hosted, and refused by name. */
export const updateInput = change.extend({ TableName: z.string() });

/**
 * The definition after the change; whoever describes it checks it as that of a new table.
 * @throws AwsError `ValidationException`, `ResourceNotFoundException`, `LimitExceededException`.
 */
export function updated(before: TableDefinition, asked: Change): TableDefinition {
  const { GlobalSecondaryIndexUpdates: updates = [], ...rest } = asked;
  const { AttributeDefinitions: defined = [], ...plain } = rest;
  if (Object.keys(asked).length === 0)
    throw invalid('At least one change of the table is required');
  const billing = rest.BillingMode ?? before.BillingMode;
  checkThroughput(before, rest);
  const indexes = updates.reduce(withUpdate, before.GlobalSecondaryIndexes ?? []);
  if (updates.filter((each) => !('Update' in each)).length > 1)
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  const { ProvisionedThroughput, GlobalSecondaryIndexes: _, ...kept } = { ...before, ...plain };
  const isProvisioned = billing === 'PROVISIONED';
  return {
    ...kept,
    BillingMode: billing,
    AttributeDefinitions: used([...before.AttributeDefinitions, ...defined], kept, indexes),
    ...(isProvisioned && ProvisionedThroughput && { ProvisionedThroughput }),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: isProvisioned ? indexes : indexes.map(withoutThroughput),
    }),
  };
}

type GlobalIndex = z.output<typeof globalIndex>;

function withUpdate(
  indexes: readonly GlobalIndex[],
  update: z.output<typeof indexUpdate>,
): GlobalIndex[] {
  if ('Create' in update) {
    if (indexes.some(({ IndexName }) => IndexName === update.Create.IndexName))
      throw invalid('Attempting to create an index which already exists');
    return [...indexes, update.Create];
  }
  const { IndexName: name } = 'Delete' in update ? update.Delete : update.Update;
  if (!indexes.some(({ IndexName }) => IndexName === name))
    throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  if ('Delete' in update) return indexes.filter(({ IndexName }) => IndexName !== name);
  const { ProvisionedThroughput } = update.Update;
  return indexes.map((each) =>
    each.IndexName === name ? { ...each, ProvisionedThroughput } : each,
  );
}

function checkThroughput(before: TableDefinition, asked: Change): void {
  const { ProvisionedThroughput: wanted, BillingMode: billing = before.BillingMode } = asked;
  if (wanted === undefined) {
    if (asked.BillingMode === 'PROVISIONED')
      throw invalid('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
    return;
  }
  if (billing === 'PAY_PER_REQUEST')
    throw invalid(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  const present = before.ProvisionedThroughput;
  const same =
    present?.ReadCapacityUnits === wanted.ReadCapacityUnits &&
    present.WriteCapacityUnits === wanted.WriteCapacityUnits;
  if (same)
    throw new AwsError(
      'ValidationException',
      'The provisioned throughput for the table will not change. The requested value equals the current value.',
    );
}

/** The definitions of key attributes, each once: DynamoDB keeps no others. */
function used(
  defined: TableDefinition['AttributeDefinitions'],
  {
    KeySchema,
    LocalSecondaryIndexes = [],
  }: Pick<TableDefinition, 'KeySchema' | 'LocalSecondaryIndexes'>,
  indexes: readonly GlobalIndex[],
): TableDefinition['AttributeDefinitions'] {
  const schemas = [
    KeySchema,
    ...[...LocalSecondaryIndexes, ...indexes].map((each) => each.KeySchema),
  ];
  const names = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  const byName = new Map(defined.map((each) => [each.AttributeName, each]));
  return [...byName.values()].filter(({ AttributeName }) => names.has(AttributeName));
}

const withoutThroughput = ({ ProvisionedThroughput: _, ...each }: GlobalIndex): GlobalIndex => each;

const invalid = (what: string) =>
  new AwsError('ValidationException', `One or more parameter values were invalid: ${what}`);
