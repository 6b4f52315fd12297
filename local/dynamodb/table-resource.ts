/** The resource type AWS::DynamoDB::GlobalTable, which CDK's `TableV2` synthesizes: one table in one region. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { PolicyDocument } from '../iam/access.ts';
import { policyDocument } from '../iam/document.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { Store, Table } from './dynalite-store.ts';
import { validate } from './operations.ts';
import { reindex } from './reindex.ts';
import { putTable, tableOf } from './table-store.ts';

/** A table of the template. */
export interface HostedTable {
  readonly name: string;
  readonly arn: string;
  readonly partitionKey: string;
  /** The customer-managed key that its items are encrypted under, on AWS. */
  readonly keyArn?: string;
  readonly policy?: PolicyDocument;
  readonly timeToLive?: string;
}

const keySchema = z.array(
  z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);
const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).exactOptional(),
  }),
});
const inSchema = z.unknown().optional();

const properties = z.strictObject({
  TableName: z.string().exactOptional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.array(index).exactOptional(),
  LocalSecondaryIndexes: z.array(index).exactOptional(),
  SSESpecification: z
    .strictObject({ SSEEnabled: z.boolean(), SSEType: z.literal('KMS').exactOptional() })
    .exactOptional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string().exactOptional(), Enabled: z.boolean() })
    .exactOptional(),
  Replicas: z
    .array(
      z.strictObject({
        Region: z.string(),
        SSESpecification: z.strictObject({ KMSMasterKeyId: z.string() }).exactOptional(),
        ResourcePolicy: z.strictObject({ PolicyDocument: policyDocument }).exactOptional(),
        // Accepted, and without effect on one machine:
        ContributorInsightsSpecification: inSchema,
        DeletionProtectionEnabled: inSchema,
        GlobalSecondaryIndexes: inSchema,
        PointInTimeRecoverySpecification: inSchema,
        TableClass: inSchema,
        Tags: inSchema,
      }),
    )
    .length(1, { error: 'one replica, in the region of the local cloud' }),
});
type Properties = z.output<typeof properties>;

/** `hosted` learns of each table. */
export function tableResource(
  context: CloudContext,
  store: Store,
  hosted: (table: HostedTable) => void,
): ResourceType {
  return resourceType({
    type: 'AWS::DynamoDB::GlobalTable',
    properties,
    inert: ['WarmThroughput'],
    async create(request) {
      const name = request.properties.TableName ?? request.physicalName;
      const arn = `arn:aws:dynamodb:${context.region}:${context.account}:table/${name}`;
      const description = describe(store, request.properties, { name, arn });
      const existing = await found(store, name);
      refuseOtherKeys(existing, description);
      const table: Table = { ...description, ...(existing && kept(existing)) };
      await putTable(store, table);
      const repaired = await reindex(store, table);
      if (repaired > 0)
        context.log({
          part: 'dynamodb',
          event: 'indexes-repaired',
          table: name,
          entries: repaired,
        });
      hosted(hostedTable(request.properties, { name, arn }));
      return { ref: name, attributes: { Arn: arn, TableId: String(table['TableId']) } };
    },
  });
}

function hostedTable(given: Properties, names: { name: string; arn: string }): HostedTable {
  const [replica] = given.Replicas;
  const keyArn = replica?.SSESpecification?.KMSMasterKeyId;
  const policy = replica?.ResourcePolicy?.PolicyDocument;
  const { AttributeName, Enabled = false } = given.TimeToLiveSpecification ?? {};
  return {
    ...names,
    partitionKey: given.KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '',
    ...(keyArn === undefined ? {} : { keyArn }),
    ...(policy === undefined ? {} : { policy }),
    ...(Enabled && AttributeName !== undefined ? { timeToLive: AttributeName } : {}),
  };
}

/** What DescribeTable answers, which is also what dynalite keeps of a table. */
function describe(store: Store, given: Properties, names: { name: string; arn: string }): Table {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } = given;
  validate(
    'CreateTable',
    {
      TableName: names.name,
      AttributeDefinitions,
      KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
      ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
    },
    store,
  );
  const throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 };
  const indexes = (list: Properties['GlobalSecondaryIndexes'], more: object) =>
    (list ?? []).map((described) => ({
      ...described,
      IndexArn: `${names.arn}/index/${described.IndexName}`,
      IndexSizeBytes: 0,
      ItemCount: 0,
      ...more,
    }));
  const isGlobal = { IndexStatus: 'ACTIVE', ProvisionedThroughput: throughput };
  return {
    TableName: names.name,
    TableArn: names.arn,
    TableId: tableId(names.arn),
    TableStatus: 'ACTIVE',
    AttributeDefinitions,
    KeySchema,
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: indexes(GlobalSecondaryIndexes, isGlobal),
    }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: indexes(LocalSecondaryIndexes, {}) }),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: throughput,
    CreationDateTime: Math.floor(Date.now() / 1000),
    TableSizeBytes: 0,
    ItemCount: 0,
  };
}

/** What a table keeps from its first creation. */
const kept = (existing: Table) => ({ CreationDateTime: existing['CreationDateTime'] });

async function found(store: Store, name: string): Promise<Table | undefined> {
  try {
    return await tableOf(store, name);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** CloudFormation would replace such a table, and with it all items. */
function refuseOtherKeys(existing: Table | undefined, wanted: Table): void {
  if (existing === undefined) return;
  if (JSON.stringify(existing.KeySchema) !== JSON.stringify(wanted.KeySchema))
    throw new AwsError(
      'ValidationException',
      `${wanted.TableName} exists with other keys; remove the data folder to start anew`,
    );
}

function tableId(arn: string): string {
  const [, ...parts] =
    /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(createHash('sha256').update(arn).digest('hex')) ?? [];
  return parts.join('-');
}
