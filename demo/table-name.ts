/** The physical names of the service's tables, as whoever has only the AWS endpoint finds them. */
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The table that was made for a logical id; those are pinned (`lib/tables.ts`). @throws Error when there is none. */
export async function tableNameOf(
  client: DynamoDBDocumentClient,
  logicalId: string,
): Promise<string> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const found = TableNames.find((name) => name.includes(`-${logicalId}-`));
  if (found === undefined) throw new Error(`there is no table ${logicalId}`);
  return found;
}
