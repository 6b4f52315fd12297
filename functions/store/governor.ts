/** The `Governor` table, as far as dispatch and claims ask it: is everything paused? */
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';

/** One item is the switch of the whole service. */
export const PAUSE_KEY = { scope: 'dispatch', window: 'pause' } as const;

const Pause = z.object({ paused: z.boolean() });

export function governorIn(client: DynamoDBDocumentClient, table: string) {
  return {
    /** Strong read of the pause. No item: not paused. An item that cannot be read: an error, so no command. */
    async isPaused(): Promise<boolean> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: PAUSE_KEY, ConsistentRead: true }),
      );
      return Item !== undefined && Pause.parse(Item).paused;
    },
  };
}

export type Governor = ReturnType<typeof governorIn>;
