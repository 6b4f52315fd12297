/** Puts sample lines into the system's `Lines` table, as the carrier's own systems would. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Line } from '#domain/line/line.ts';
import { isConflict } from '#functions/store/conflict.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { tableNameOf } from './table-name.ts';

/** The developer's administrator of the local cloud. */
export const ADMINISTRATOR = {
  region: 'ap-northeast-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** Puts the lines that are not there yet: a second start changes nothing. */
export async function seed(endpoint: string, lines: readonly Line[]): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...ADMINISTRATOR, endpoint }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const TableName = await tableNameOf(client, 'LinesTable');
  const put = async (Item: Line) => {
    const ConditionExpression = 'attribute_not_exists(lineId)';
    try {
      await client.send(new PutCommand({ TableName, Item, ConditionExpression }));
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  };
  await inParallel(lines, 16, put);
  client.destroy();
}
