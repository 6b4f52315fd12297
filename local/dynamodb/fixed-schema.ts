/** What of a table cannot be changed once it exists: its keys, and the keys and projection of an index under its name. */
import { AwsError } from '../aws/error.ts';
import type { Index, Table } from './dynalite-store.ts';

/**
 * CloudFormation would replace a table with other keys, and with it all items; it refuses to change an index under its
 * name (docs.aws.amazon.com, AWS::DynamoDB::GlobalTable, `GlobalSecondaryIndexes`).
 * @throws AwsError `ValidationException`.
 */
export function refuseOtherSchema(existing: Table, wanted: Table): void {
  const { TableName: name } = wanted;
  if (JSON.stringify(existing.KeySchema) !== JSON.stringify(wanted.KeySchema))
    throw invalid(`${name} exists with other keys; remove the data folder to start anew`);
  const before = new Map(indexesOf(existing).map((index) => [index.IndexName, index]));
  for (const index of indexesOf(wanted)) {
    const earlier = before.get(index.IndexName);
    if (earlier !== undefined && schemaOf(earlier) !== schemaOf(index))
      throw invalid(
        `the index ${index.IndexName} of ${name} exists with other keys or another projection, which cannot be changed; give the index another name, or remove the data folder to start anew`,
      );
  }
}

const indexesOf = ({ GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: Table) => [
  ...GlobalSecondaryIndexes,
  ...LocalSecondaryIndexes,
];

/** A text that is the same for the same keys and projection; the order of projected attributes means nothing. */
function schemaOf({ KeySchema, Projection: { ProjectionType, NonKeyAttributes = [] } }: Index) {
  const keys = KeySchema.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]);
  return JSON.stringify([keys, ProjectionType, [...NonKeyAttributes].sort()]);
}

const invalid = (message: string) => new AwsError('ValidationException', message);
