/** The indexes of `Wipes` that operations look through. They lag a little: nothing is decided on what they say. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { APPROVAL_REASONS, HOLDS, ShopVisit, type Wipe } from '#domain/wipe/wipe.ts';

/** A wipe as lists show it: what `LISTED_ATTRIBUTES` names, and its keys. */
export const WipeRow = z.object({
  enrolmentId: z.string(),
  attempt: z.int(),
  requestedAt: z.int(),
  wipeId: z.string(),
  state: z.enum(STATE_NAMES),
  model: z.string(),
  channel: z.enum(['web', 'shop']),
  lineId: z.string(),
  visit: z.optional(ShopVisit),
  requestedBy: z.string(),
  deadlineAt: z.int(),
  endedAt: z.optional(z.int()),
  heldFor: z.optional(z.enum(HOLDS)),
  hold: z.optional(z.boolean()),
  approval: z.optional(
    z.object({
      reasons: z.array(z.enum(APPROVAL_REASONS)),
      approvedBy: z.optional(z.string()),
    }),
  ),
  approvalUntil: z.optional(z.int()),
  contestedAt: z.optional(z.int()),
  reason: z.optional(z.string()),
  openShard: z.optional(z.string()),
});
export type WipeRow = z.infer<typeof WipeRow>;

/** The same of a wipe that was read whole. */
export const rowOf = (wipe: Wipe): WipeRow => WipeRow.parse(wipe);

const id = z.string().check(z.minLength(1), z.maxLength(128));
/** Where a page of `ofMonth` or `ofLine` ended. */
export const TimeKey = z.strictObject({ enrolmentId: id, attempt: z.int(), requestedAt: z.int() });
export type TimeKey = z.infer<typeof TimeKey>;
/** Where a page of `overdue` ended. */
export const DueKey = z.strictObject({ enrolmentId: id, attempt: z.int(), nextActionAt: z.int() });
export type DueKey = z.infer<typeof DueKey>;

interface Page<Item> {
  readonly items: readonly Item[];
  /** Whether the index has more. */
  readonly more: boolean;
}

interface Span<Key> {
  readonly from: number;
  readonly to: number;
  readonly after?: Key | undefined;
  readonly most: number;
}

/** A key without what an index adds to it. */
const timeKey = ({ enrolmentId, attempt, requestedAt }: TimeKey) => ({
  enrolmentId,
  attempt,
  requestedAt,
});

export function wipeListsIn(client: DynamoDBDocumentClient, table: string) {
  /** Newest first. */
  const byTime = async <Item>(
    index: { name: string; attribute: string; value: string },
    { from, to, after, most }: Span<TimeKey>,
    schema: z.ZodMiniType<Item>,
  ): Promise<Page<Item>> => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index.name,
        ScanIndexForward: false,
        Limit: most,
        KeyConditionExpression: '#p = :p AND requestedAt BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#p': index.attribute },
        ExpressionAttributeValues: { ':p': index.value, ':from': from, ':to': to },
        ...(after && {
          ExclusiveStartKey: { ...timeKey(after), [index.attribute]: index.value },
        }),
      }),
    );
    return { items: z.array(schema).parse(Items), more: LastEvaluatedKey !== undefined };
  };

  /** Where `more`, there are others that one look does not count. */
  const count = async (
    shard: string,
    index: { name: 'open' | 'held'; by: string; before: number },
  ): Promise<{ count: number; more: boolean }> => {
    const { Count = 0, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index.name,
        Select: 'COUNT',
        KeyConditionExpression: `openShard = :s AND ${index.by} <= :b`,
        ExpressionAttributeValues: { ':s': shard, ':b': index.before },
      }),
    );
    return { count: Count, more: LastEvaluatedKey !== undefined };
  };

  return {
    /** Wipes asked for in a month, with what lists need. */
    ofMonth: (month: string, span: Span<TimeKey>) =>
      byTime({ name: 'byMonth', attribute: 'month', value: month }, span, WipeRow),

    /** Keys of all wipes of a line, whoever owned it. */
    ofLine: (lineId: string, span: Span<TimeKey>) =>
      byTime({ name: 'ofLine', attribute: 'lineId', value: lineId }, span, IndexKey),

    /** Keys of open wipes of a shard that have been due since `before` or longer, longest first. */
    async overdue(
      shard: string,
      { before, after, most }: { before: number; after?: DueKey | undefined; most: number },
    ): Promise<Page<DueKey>> {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'open',
          Limit: most,
          KeyConditionExpression: 'openShard = :s AND nextActionAt <= :b',
          ExpressionAttributeValues: { ':s': shard, ':b': before },
          ...(after && { ExclusiveStartKey: { ...after, openShard: shard } }),
        }),
      );
      return { items: z.array(OpenKey).parse(Items), more: LastEvaluatedKey !== undefined };
    },

    /** How many open wipes of a shard are due by `before`. */
    countDue: (shard: string, before: number) =>
      count(shard, { name: 'open', by: 'nextActionAt', before }),

    /** How many wipes of a shard have been kept back since `before` or longer. */
    countHeld: (shard: string, before: number) =>
      count(shard, { name: 'held', by: 'heldSince', before }),
  };
}

export type WipeLists = ReturnType<typeof wipeListsIn>;

// What DynamoDB answers has the index's own partition besides.
const IndexKey = z.object(TimeKey.shape);
const OpenKey = z.object(DueKey.shape);
