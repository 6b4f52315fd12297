/**
 * The `Wipes` table. One partition an enrolment, one item an attempt: two writers of the next attempt meet on
 * one key, and a wipe's state and audit move in one write or not at all.
 */
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { priorStates } from '#domain/wipe/states.ts';
import { parseWipeId, QUEUE, Wipe, wipeIdOf } from '#domain/wipe/wipe.ts';
import { untilFirst } from './conflict.ts';
import { differenceOf, updateExpression } from './difference.ts';

export interface WipeKey {
  readonly enrolmentId: string;
  readonly attempt: number;
}

/** The attributes that only indexes and expiry need. */
const ONLY_FOR_INDEXES = ['lineOwner', 'month', 'expiresAt', 'approvalDesk', 'decideBy'];

/** One partition has every wipe that ever needed a second person: few do, and they are looked for by time alone. */
const APPROVAL_DESK = 'approvals';

/** As many attempts of an enrolment are looked at, the newest. */
const MOST_ATTEMPTS = 200;

/** As many approvals a page looks at. */
const APPROVALS_A_PAGE = 50;

const Key = z.object({ enrolmentId: z.string(), attempt: z.int() });

/** Where a page of approvals ended: the time by which the last one had to be decided, and its wipe. */
const ApprovalCursor = z.object({ ...Key.shape, decideBy: z.int() });
export type ApprovalCursor = z.infer<typeof ApprovalCursor>;

/** A cursor as callers carry it. */
export const writeCursor = ({ decideBy, enrolmentId, attempt }: ApprovalCursor) =>
  `${decideBy}.${wipeIdOf(enrolmentId, attempt)}`;

/** Undefined where the text is no cursor. */
export function readCursor(text: string): ApprovalCursor | undefined {
  const [, time = '', wipeId = ''] = /^([0-9]{1,15})\.(.+)$/.exec(text) ?? [];
  const key = parseWipeId(wipeId);
  return key && { ...key, decideBy: Number(time) };
}

/** A new owner of a line meets another partition of this index, so never the old owner's wipes. */
export const lineOwner = (lineId: string, account: string) => `${lineId}#${account}`;

/** The partition of a time in the index of months, in UTC. */
export const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);

export function wipesIn(client: DynamoDBDocumentClient, table: string) {
  const read = async ({ enrolmentId, attempt }: WipeKey): Promise<Wipe | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { enrolmentId, attempt }, ConsistentRead: true }),
    );
    return Item && parseWipe(Item);
  };

  /** Writes what differs, under the version that was read. @throws ConditionalCheckFailedException */
  const save = async (before: Wipe, after: Wipe): Promise<void> => {
    if (before === after) return;
    await client.send(new UpdateCommand({ TableName: table, ...difference(before, after) }));
  };

  return {
    read,
    save,

    /** Puts a new attempt, to be kept for `retention` ms. @throws ConditionalCheckFailedException when it exists. */
    async put(wipe: Wipe, retention: number): Promise<void> {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...wipe,
            lineOwner: lineOwner(wipe.lineId, wipe.account),
            month: monthOf(wipe.requestedAt),
            expiresAt: Math.floor((wipe.requestedAt + retention) / 1000),
          },
          ConditionExpression: 'attribute_not_exists(enrolmentId)',
        }),
      );
    },

    /**
     * The attempts of an enrolment, newest first, read consistently: the newest 200, more than anybody can ask for in a
     * day.
     */
    async attemptsOf(enrolmentId: string): Promise<Wipe[]> {
      const attempts: Wipe[] = [];
      let after: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            ConsistentRead: true,
            ScanIndexForward: false,
            Limit: MOST_ATTEMPTS - attempts.length,
            KeyConditionExpression: 'enrolmentId = :e',
            ExpressionAttributeValues: { ':e': enrolmentId },
            ExclusiveStartKey: after,
          }),
        );
        attempts.push(...Items.map(parseWipe));
        after = LastEvaluatedKey;
      } while (after && attempts.length < MOST_ATTEMPTS);
      return attempts;
    },

    /** The newest attempt of an enrolment, read consistently. */
    async latest(enrolmentId: string): Promise<Wipe | undefined> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: 1,
          KeyConditionExpression: 'enrolmentId = :e',
          ExpressionAttributeValues: { ':e': enrolmentId },
        }),
      );
      return Items[0] && parseWipe(Items[0]);
    },

    /**
     * Reads, decides and writes until no other writer got in between. `decide` answers the wipe to store,
     * or the very wipe it was given to store nothing.
     */
    change(key: WipeKey, decide: (wipe: Wipe) => Wipe): Promise<Wipe | undefined> {
      return untilFirst(async () => {
        const before = await read(key);
        if (before === undefined) return undefined;
        const after = decide(before);
        await save(before, after);
        return after;
      });
    },

    /** Keys of the wipes of a line under one owner, newest first, at most `most`. */
    async ofLine(lineId: string, account: string, most: number): Promise<WipeKey[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byLine',
          ScanIndexForward: false,
          Limit: most,
          KeyConditionExpression: 'lineOwner = :o',
          ExpressionAttributeValues: { ':o': lineOwner(lineId, account) },
        }),
      );
      return z.array(Key).parse(Items);
    },

    /** Keys of the wipes that wait for room in the total, in the order of their requests, at most `most`. */
    async queued(most: number): Promise<WipeKey[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'queued',
          Limit: most,
          KeyConditionExpression: 'queue = :q',
          ExpressionAttributeValues: { ':q': QUEUE },
        }),
      );
      return z.array(Key).parse(Items);
    },

    /**
     * Keys of wipes that needed a second person, a page after a cursor: those that can still be decided at `openAt`,
     * the most urgent first, or all there ever were, the newest first. The index lags by moments.
     */
    async approvals(
      asked: ({ readonly openAt: number } | { readonly newest: true }) & {
        readonly after?: ApprovalCursor | undefined;
      },
    ): Promise<{ keys: WipeKey[]; next: ApprovalCursor | undefined }> {
      const isOpen = 'openAt' in asked;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'approvals',
          Limit: APPROVALS_A_PAGE,
          ScanIndexForward: isOpen,
          KeyConditionExpression: `approvalDesk = :d${isOpen ? ' AND decideBy > :n' : ''}`,
          ExpressionAttributeValues: { ':d': APPROVAL_DESK, ...(isOpen && { ':n': asked.openAt }) },
          ...(asked.after && {
            ExclusiveStartKey: { ...asked.after, approvalDesk: APPROVAL_DESK },
          }),
        }),
      );
      const next = LastEvaluatedKey && ApprovalCursor.parse(LastEvaluatedKey);
      return { keys: z.array(Key).parse(Items), next };
    },

    /** Keys of open wipes of a shard that are due by `now`, oldest first, at most `most`. */
    async due(shard: string, now: number, most: number): Promise<WipeKey[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'open',
          Limit: most,
          KeyConditionExpression: 'openShard = :s AND nextActionAt <= :n',
          ExpressionAttributeValues: { ':s': shard, ':n': now },
        }),
      );
      return z.array(Key).parse(Items);
    },

    /** Keys of all open wipes of a shard, due or not, a page at a time. The index lags behind. */
    async *open(shard: string): AsyncGenerator<WipeKey[]> {
      const ofShard = {
        TableName: table,
        IndexName: 'open',
        KeyConditionExpression: 'openShard = :s',
        ExpressionAttributeValues: { ':s': shard },
      };
      for await (const { Items = [] } of paginateQuery({ client }, ofShard))
        yield z.array(Key).parse(Items);
    },
  };
}

export type Wipes = ReturnType<typeof wipesIn>;

/** A wipe as the table has it, without what only indexes and expiry need. */
function parseWipe(item: Record<string, unknown>): Wipe {
  const own = Object.entries(item).filter(([name]) => !ONLY_FOR_INDEXES.includes(name));
  return Wipe.parse(Object.fromEntries(own));
}

/** The update that turns `before` into `after`; events are appended, never written over. */
function difference(before: Wipe, after: Wipe) {
  const changed = differenceOf(before, after, { except: ['events'] });
  const names: Record<string, string> = {
    ...changed.names,
    '#version': 'version',
    '#state': 'state',
  };
  const values: Record<string, unknown> = { ...changed.values, ':before': before.version };
  const set = [...changed.set];
  const appended = after.events.slice(before.events.length);
  if (appended.length > 0) {
    names['#events'] = 'events';
    values[':appended'] = appended;
    set.push('#events = list_append(#events, :appended)');
  }
  if (after.state === 'awaiting-approval' && before.state !== after.state) {
    values[':desk'] = APPROVAL_DESK;
    values[':decideBy'] = after.approvalUntil;
    set.push('approvalDesk = :desk', 'decideBy = :decideBy');
  }
  // The version alone would do; the states come from the table of transitions, so that the storage itself
  // refuses a move that the table does not have.
  const allowed = after.state === before.state ? [before.state] : priorStates(after.state);
  for (const [index, state] of allowed.entries()) values[`:from${index}`] = state;
  const states = allowed.map((_, index) => `:from${index}`).join(', ');
  return {
    Key: { enrolmentId: before.enrolmentId, attempt: before.attempt },
    UpdateExpression: updateExpression({ ...changed, set }),
    ConditionExpression: `#version = :before AND #state IN (${states})`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}
