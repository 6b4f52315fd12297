/** What a DynamoDB call touches, and whether its caller may: the table's or index's ARN, then the table's key. */
import * as z from 'zod';
import type { Access } from '../iam/access.ts';
import type { Caller } from '../iam/caller.ts';
import type { KeyUse } from '../kms/key-ring.ts';
import type { Input } from './operations.ts';
import type { HostedTable } from './table-resource.ts';
import { touchedAttributes } from './touched-attributes.ts';

/** How the KMS part answers for the key behind an encrypted table. */
export interface KeyUses {
  /** @throws AwsError `AccessDeniedException`, `DisabledException`, `NotFoundException`. */
  requireUse(use: KeyUse): void;
}

interface Place {
  readonly account: string;
  readonly region: string;
  readonly access: Access;
}

interface Target {
  readonly tableName: string;
  readonly indexName?: string;
  /** Partition key values that the call names. */
  readonly leadingKeys: readonly string[];
  /** Top-level attributes that the call names. */
  readonly attributes: readonly string[];
}

const value = z.record(z.string(), z.unknown());
const attributes = z.record(z.string(), value);
const single = z.looseObject({
  TableName: z.string(),
  IndexName: z.string().exactOptional(),
  Key: attributes.exactOptional(),
  Item: attributes.exactOptional(),
  KeyConditions: z
    .record(z.string(), z.looseObject({ AttributeValueList: z.array(value).exactOptional() }))
    .exactOptional(),
});
const request = z.union([
  z.object({ PutRequest: z.object({ Item: attributes }) }).transform((r) => r.PutRequest.Item),
  z.object({ DeleteRequest: z.object({ Key: attributes }) }).transform((r) => r.DeleteRequest.Key),
]);
const batch = z.looseObject({
  RequestItems: z.record(
    z.string(),
    z.union([
      z.object({ Keys: z.array(attributes) }).transform(({ Keys }) => Keys),
      z.array(request),
    ]),
  ),
});

/** The operations that read or write items. */
const TOUCHES_ITEMS = /Item$|^Query$|^Scan$/;

/** @throws AwsError `AccessDeniedException`. `input` has passed validation. */
export function authorize(
  { operation, input, caller }: { operation: string; input: Input; caller: Caller },
  tables: ReadonlyMap<string, HostedTable>,
  { account, region, access }: Place,
  keys: KeyUses,
): void {
  for (const { tableName, indexName, leadingKeys, attributes } of targetsOf(input, tables)) {
    const table = tables.get(tableName);
    const arn = `arn:aws:dynamodb:${region}:${account}:table/${tableName}`;
    access.require({
      caller,
      action: `dynamodb:${operation}`,
      resource: indexName === undefined ? arn : `${arn}/index/${indexName}`,
      context: {
        ...(leadingKeys.length > 0 && { 'dynamodb:LeadingKeys': leadingKeys }),
        ...(attributes.length > 0 && { 'dynamodb:Attributes': attributes }),
      },
      ...(table?.policy && { resourcePolicy: table.policy }),
    });
    // What is done to a table, and reading its description, takes no key.
    if (table?.keyArn === undefined || !TOUCHES_ITEMS.test(operation)) continue;
    keys.requireUse({
      keyArn: table.keyArn,
      action: 'kms:Decrypt',
      caller,
      context: {
        'kms:ViaService': `dynamodb.${region}.amazonaws.com`,
        'kms:CallerAccount': account,
        'kms:EncryptionContext:aws:dynamodb:tableName': tableName,
        'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
        'kms:EncryptionContextKeys': ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId'],
      },
    });
  }
}

function targetsOf(input: Input, tables: ReadonlyMap<string, HostedTable>): Target[] {
  const partitionKeys = (tableName: string, items: readonly z.output<typeof attributes>[]) => {
    const name = tables.get(tableName)?.partitionKey;
    return items.flatMap((item) => (name === undefined ? [] : textOf(item[name])));
  };
  if (input['RequestItems'] !== undefined)
    return Object.entries(batch.parse(input).RequestItems).map(([tableName, items]) => ({
      tableName,
      leadingKeys: partitionKeys(tableName, items),
      attributes: [...new Set(items.flatMap((item) => Object.keys(item)))],
    }));
  const { TableName, IndexName, Key, Item, KeyConditions } = single.parse(input);
  const conditions = Object.entries(KeyConditions ?? {}).map(([name, condition]) => ({
    [name]: condition.AttributeValueList?.[0] ?? {},
  }));
  const named = [...(Key ? [Key] : []), ...(Item ? [Item] : []), ...conditions];
  return [
    {
      tableName: TableName,
      ...(IndexName !== undefined && { indexName: IndexName }),
      leadingKeys: IndexName === undefined ? partitionKeys(TableName, named) : [],
      attributes: touchedAttributes(input),
    },
  ];
}

const textOf = (attribute: z.output<typeof value> | undefined) =>
  Object.values(attribute ?? {}).map(String);
