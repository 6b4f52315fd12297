/** The resource type AWS::DynamoDB::GlobalTable, which CDK's `TableV2` synthesizes: one table in one region. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { PolicyDocument } from '../iam/access.ts';
import { resourcePolicy } from '../iam/document.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { Store, Table } from './dynalite-store.ts';
import { refuseOtherSchema } from './fixed-schema.ts';
import { reindex } from './reindex.ts';
import { definitionShape, describeTable, index, tags } from './table-definition.ts';
import { isMadeByApi, putTable, tableOf } from './table-store.ts';
import { replaceTags } from './tags.ts';

/** A table of the template, or one that was made by the API. */
export interface HostedTable {
  readonly name: string;
  readonly arn: string;
  readonly partitionKey: string;
  /** The customer-managed key that its items are encrypted under, on AWS. */
  readonly keyArn?: string;
  readonly policy?: PolicyDocument;
  readonly timeToLive?: string;
}

const inSchema = z.unknown().optional();

const properties = z.strictObject({
  TableName: z.string().exactOptional(),
  ...definitionShape,
  GlobalSecondaryIndexes: z.array(index).exactOptional(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
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
        ResourcePolicy: z.strictObject({ PolicyDocument: resourcePolicy }).exactOptional(),
        DeletionProtectionEnabled: z.boolean().default(false),
        Tags: tags.default([]),
        // Accepted, and without effect on one machine:
        ContributorInsightsSpecification: inSchema,
        GlobalSecondaryIndexes: inSchema,
        PointInTimeRecoverySpecification: inSchema,
        TableClass: inSchema,
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
      const table = await describe(store, request.properties, { name, arn });
      await putTable(store, table);
      await replaceTags(store, name, request.properties.Replicas[0]?.Tags ?? []);
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

async function describe(
  store: Store,
  given: Properties,
  names: { name: string; arn: string },
): Promise<Table> {
  const existing = await found(store, names.name);
  if (isMadeByApi(store, names.name))
    throw new AwsError('ResourceInUseException', `Table already exists: ${names.name}`);
  // A table keeps the time of its first creation.
  const createdAt = Number(existing?.['CreationDateTime'] ?? Math.floor(Date.now() / 1000)) * 1000;
  const [replica] = given.Replicas;
  const keyArn = replica?.SSESpecification?.KMSMasterKeyId;
  const { AttributeDefinitions, KeySchema, BillingMode } = given;
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes } = given;
  const description = describeTable(
    store,
    {
      AttributeDefinitions,
      KeySchema,
      BillingMode,
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
      ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
      DeletionProtectionEnabled: replica?.DeletionProtectionEnabled ?? false,
    },
    { ...names, createdAt, ...(keyArn !== undefined && { keyArn }) },
  );
  if (existing !== undefined) refuseOtherSchema(existing, description);
  return description;
}

async function found(store: Store, name: string): Promise<Table | undefined> {
  try {
    return await tableOf(store, name);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
