/**
 * The counts of the `Governor` table: one item a shard of a window, with the ids of what counts there: wipes, asked for,
 * let out or cancelled, and searches. Beside them stands under each id which calls counted it, so that a call takes back
 * no more than its own: of two that count the same wipe at once, the one that is refused elsewhere must not take away
 * what the other one goes on with.
 */
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Limit, type Shard, shardsOf } from '#domain/governor/limits.ts';
import { type Window, windowAt } from '#domain/governor/windows.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { isConflict } from './conflict.ts';

/** How long a window's count can be looked at once it is over. */
const KEPT = 7 * DAY;

const Item = z.object({ window: z.string(), ids: z.optional(z.set(z.string())) });

export type CountKey = Pick<Shard, 'scope' | 'window'>;

/** A wipe, or a search under an id of its own, and the call that counts it. */
export interface Counted {
  readonly wipeId: string;
  readonly call: string;
}

/** Where a wipe counts now, and how many do so in that shard, itself included. */
export interface Counting {
  readonly shard: Shard;
  readonly size: number;
}

export function countsIn(client: DynamoDBDocumentClient, table: string) {
  /** Answers undefined where the condition does not hold, else what was changed, as it is now. */
  const update = async (
    { scope, window }: CountKey,
    change: Pick<
      UpdateCommand['input'],
      | 'UpdateExpression'
      | 'ConditionExpression'
      | 'ExpressionAttributeNames'
      | 'ExpressionAttributeValues'
    >,
  ): Promise<Record<string, unknown> | undefined> => {
    try {
      const command = new UpdateCommand({
        TableName: table,
        Key: { scope, window },
        ...change,
        ReturnValues: 'UPDATED_NEW',
      });
      return (await client.send(command)).Attributes ?? {};
    } catch (error) {
      if (isConflict(error)) return undefined;
      throw error;
    }
  };

  /** The size after it, or undefined where the shard is full. A wipe that counts there already counts once. */
  const addTo = async (
    shard: Shard,
    { endsAt }: Window,
    { wipeId, call }: Counted,
  ): Promise<number | undefined> => {
    if (shard.most < 1) return undefined;
    const changed = await update(shard, {
      UpdateExpression: 'SET expiresAt = :expiresAt ADD ids :ids, #calls :calls',
      ConditionExpression: 'attribute_not_exists(ids) OR contains(ids, :id) OR size(ids) < :most',
      ExpressionAttributeNames: { '#calls': wipeId },
      ExpressionAttributeValues: {
        ':expiresAt': Math.floor((endsAt + KEPT) / 1000),
        ':ids': new Set([wipeId]),
        ':id': wipeId,
        ':calls': new Set([call]),
        ':most': shard.most,
      },
    });
    return changed && Item.parse({ window: shard.window, ...changed }).ids?.size;
  };

  /** All shards of a window, read consistently. */
  const shardsIn = async (scope: string, { name }: Window) => {
    const found: z.output<typeof Item>[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: '#scope = :scope AND begins_with(#window, :window)',
          ExpressionAttributeNames: { '#scope': 'scope', '#window': 'window' },
          ExpressionAttributeValues: { ':scope': scope, ':window': `${name}.` },
          ExclusiveStartKey: after,
        }),
      );
      found.push(...z.array(Item).parse(Items));
      after = LastEvaluatedKey;
    } while (after);
    return found;
  };

  /** The shards that are worth a try: the one with the wipe in it, else those with room, in their order. */
  const candidates = async (limit: Limit, window: Window, wipeId: string): Promise<Shard[]> => {
    const shards = shardsOf(limit, window);
    if (shards.length === 1) return shards;
    const present = new Map(
      (await shardsIn(limit.scope, window)).map((each) => [each.window, each.ids]),
    );
    const holding = shards.filter((shard) => present.get(shard.window)?.has(wipeId));
    if (holding.length > 0) return holding;
    return shards.filter((shard) => (present.get(shard.window)?.size ?? 0) < shard.most);
  };

  return {
    /** Counts a wipe in the limit's window at an instant; undefined where that is full. */
    async add(limit: Limit, at: number, counted: Counted): Promise<Counting | undefined> {
      const window = windowAt(limit.kind, at);
      for (const shard of await candidates(limit, window, counted.wipeId)) {
        const size = await addTo(shard, window, counted);
        if (size !== undefined) return { shard, size };
      }
      return undefined;
    },

    /** Takes back what this call counted; the wipe stays where another call counted it too. */
    async takeBack(key: CountKey, { wipeId, call }: Counted): Promise<void> {
      const names = { '#calls': wipeId };
      await update(key, {
        UpdateExpression: 'DELETE #calls :calls',
        ConditionExpression: 'contains(#calls, :call)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':calls': new Set([call]), ':call': call },
      });
      await update(key, {
        UpdateExpression: 'DELETE ids :ids',
        ConditionExpression: 'contains(ids, :id) AND attribute_not_exists(#calls)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':ids': new Set([wipeId]), ':id': wipeId },
      });
    },

    /** Takes a wipe out that has ended, whoever counted it. Done again, or when the count has gone, it does nothing. */
    async leave(key: CountKey, wipeId: string): Promise<void> {
      await update(key, {
        UpdateExpression: 'DELETE ids :ids REMOVE #calls',
        ConditionExpression: 'contains(ids, :id)',
        ExpressionAttributeNames: { '#calls': wipeId },
        ExpressionAttributeValues: { ':ids': new Set([wipeId]), ':id': wipeId },
      });
    },

    /** How many wipes count in the limit's window at an instant. */
    async size({ scope, kind }: Pick<Limit, 'scope' | 'kind'>, at: number): Promise<number> {
      const shards = await shardsIn(scope, windowAt(kind, at));
      return shards.reduce((sum, { ids }) => sum + (ids?.size ?? 0), 0);
    },
  };
}

export type Counts = ReturnType<typeof countsIn>;
