/** Wipes as the system has stored them: whether one is open, and how many were erased. */
import { type DynamoDBDocumentClient, paginateScan, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { until } from '#demo/until.ts';

const Stored = z.object({ enrolmentId: z.string(), state: z.string() });

/** Watches the sparse index of open wipes, which costs one small read a look. @throws Error after `patience` milliseconds. */
export async function untilNoneIsOpen(
  client: DynamoDBDocumentClient,
  TableName: string,
  patience: number,
): Promise<void> {
  const look = new ScanCommand({ TableName, IndexName: 'open', Limit: 1, Select: 'COUNT' });
  const isNoneOpen = async () => {
    const { Count, LastEvaluatedKey } = await client.send(look);
    return (Count === 0 && LastEvaluatedKey === undefined) || undefined;
  };
  await until('the end of every wipe', isNoneOpen, patience, 200);
}

/** How many of the enrolments have a wipe that is stored as erased; each counts once. */
export async function erasedAmong(
  client: DynamoDBDocumentClient,
  TableName: string,
  enrolmentIds: ReadonlySet<string>,
): Promise<number> {
  const erased = new Set<string>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    for (const item of Items) {
      const { enrolmentId, state } = Stored.parse(item);
      if (state === 'erased' && enrolmentIds.has(enrolmentId)) erased.add(enrolmentId);
    }
  return erased.size;
}
