/** What defines a table, in the template as in CreateTable, and the description that is kept of it. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Store, Table } from './dynalite-store.ts';
import { validate } from './operations.ts';

export const attributeDefinitions = z.array(
  z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
);

export const keySchema = z.array(
  z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

export const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).exactOptional(),
  }),
});

export const throughput = z.strictObject({
  ReadCapacityUnits: z.int(),
  WriteCapacityUnits: z.int(),
});

export const globalIndex = index.extend({ ProvisionedThroughput: throughput.exactOptional() });

export const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() }));

/** The members of a definition that the template and CreateTable have in common. */
export const definitionShape = {
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(globalIndex).exactOptional(),
  LocalSecondaryIndexes: z.array(index).exactOptional(),
};

const definition = z.object({
  ...definitionShape,
  BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).default('PROVISIONED'),
  ProvisionedThroughput: throughput.exactOptional(),
  DeletionProtectionEnabled: z.boolean().default(false),
});
export type TableDefinition = z.output<typeof definition>;

interface Identity {
  readonly name: string;
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** The customer-managed key that its items are encrypted under, on AWS. */
  readonly keyArn?: string;
}

const ON_DEMAND = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

/**
 * What DescribeTable answers, which is also what dynalite keeps of a table.
 * @throws AwsError `ValidationException` for a definition that DynamoDB would refuse.
 */
export function describeTable(
  store: Store,
  { DeletionProtectionEnabled, ...given }: TableDefinition,
  { name, arn, createdAt, keyArn }: Identity,
): Table {
  validate('CreateTable', { TableName: name, ...given }, store);
  requireThroughput(given);
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, ...rest } = given;
  const described = ({ IndexName, ...more }: z.output<typeof index>) => ({
    IndexName,
    ...more,
    IndexArn: `${arn}/index/${IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
  });
  return {
    TableName: name,
    TableArn: arn,
    TableId: tableId(`${arn} ${createdAt}`),
    TableStatus: 'ACTIVE',
    AttributeDefinitions: rest.AttributeDefinitions,
    KeySchema: rest.KeySchema,
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((each) => ({
        ...described(each),
        IndexStatus: 'ACTIVE',
        ProvisionedThroughput: shown(each.ProvisionedThroughput),
      })),
    }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(described) }),
    ...(rest.BillingMode === 'PAY_PER_REQUEST' && {
      BillingModeSummary: { BillingMode: rest.BillingMode },
    }),
    ProvisionedThroughput: shown(rest.ProvisionedThroughput),
    CreationDateTime: Math.floor(createdAt / 1000),
    TableSizeBytes: 0,
    ItemCount: 0,
    DeletionProtectionEnabled,
    ...(keyArn !== undefined && {
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: keyArn },
    }),
  };
}

/** dynalite lets a provisioned table have indexes without their own throughput. */
function requireThroughput({
  BillingMode,
  GlobalSecondaryIndexes = [],
}: Pick<TableDefinition, 'BillingMode' | 'GlobalSecondaryIndexes'>): void {
  const without = GlobalSecondaryIndexes.find((each) => each.ProvisionedThroughput === undefined);
  if (BillingMode === 'PROVISIONED' && without !== undefined)
    throw new AwsError(
      'ValidationException',
      `One or more parameter values were invalid: ProvisionedThroughput must be specified for index: ${without.IndexName}`,
    );
}

const shown = (given: z.output<typeof throughput> = ON_DEMAND) => ({
  ...given,
  NumberOfDecreasesToday: 0,
});

/** Descriptions say more than definitions do. */
const anyThroughput = z.object(throughput.shape);
const describedTable = z.object({
  ...definition.shape,
  GlobalSecondaryIndexes: z
    .array(z.object({ ...index.shape, ProvisionedThroughput: anyThroughput }))
    .exactOptional(),
  LocalSecondaryIndexes: z.array(z.object(index.shape)).exactOptional(),
  ProvisionedThroughput: anyThroughput,
  BillingModeSummary: z
    .object({ BillingMode: definition.shape.BillingMode })
    .default({ BillingMode: 'PROVISIONED' }),
});

/** The definition that a description was made of. */
export function definitionOf(table: Table): TableDefinition {
  const { BillingModeSummary, ProvisionedThroughput, GlobalSecondaryIndexes, ...rest } =
    describedTable.parse(table);
  const { BillingMode } = BillingModeSummary;
  const isProvisioned = BillingMode === 'PROVISIONED';
  return {
    ...rest,
    BillingMode,
    ...(isProvisioned && { ProvisionedThroughput }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(
        ({ ProvisionedThroughput: own, ...each }) => ({
          ...each,
          ...(isProvisioned && { ProvisionedThroughput: own }),
        }),
      ),
    }),
  };
}

/** In the form of a UUID. */
function tableId(text: string): string {
  const [, ...parts] =
    /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(createHash('sha256').update(text).digest('hex')) ?? [];
  return parts.join('-');
}
