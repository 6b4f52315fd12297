/** The `Lines` table: the carrier's lines, the only place where phone numbers are. */
import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Fault } from '#domain/fault.ts';
import { Line } from '#domain/line/line.ts';
import { untilFirst } from './conflict.ts';
import { differenceOf, updateExpression } from './difference.ts';

const Key = z.object({ lineId: z.string() });

export function linesIn(client: DynamoDBDocumentClient, table: string) {
  const read = async (lineId: string): Promise<Line | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { lineId }, ConsistentRead: true }),
    );
    return Item && Line.parse(Item);
  };

  const query = async (index: string, attribute: string, value: string, after?: string) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        Limit: 25,
        KeyConditionExpression: '#a = :v',
        ExpressionAttributeNames: { '#a': attribute },
        ExpressionAttributeValues: { ':v': value },
        ...(after && { ExclusiveStartKey: { lineId: after, [attribute]: value } }),
      }),
    );
    const ids = z
      .array(Key)
      .parse(Items)
      .map(({ lineId }) => lineId);
    return { ids, next: LastEvaluatedKey && Key.parse(LastEvaluatedKey).lineId };
  };

  /** Whether the index of owners has the line under this account: a key that a foreign line does not have. */
  const isListed = async (lineId: string, account: string): Promise<boolean> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'byAccount',
        KeyConditionExpression: 'account = :a AND lineId = :l',
        ExpressionAttributeValues: { ':a': account, ':l': lineId },
      }),
    );
    return Items.length > 0;
  };

  const owned = async (lineId: string, account: string): Promise<Line | undefined> => {
    if (!(await isListed(lineId, account))) return undefined;
    const line = await read(lineId);
    return line && isOwner(line, account) ? line : undefined;
  };

  /**
   * Writes what differs, under the version that was read. The carrier's systems write lines too: whatever they change
   * meanwhile, the owner above all, is none of what functions write, and stays.
   */
  const save = async (before: Line, after: Line): Promise<void> => {
    const changed = differenceOf(before, { ...after, version: before.version + 1 });
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { lineId: before.lineId },
        UpdateExpression: updateExpression(changed),
        ConditionExpression: '#version = :before',
        ExpressionAttributeNames: changed.names,
        ExpressionAttributeValues: { ...changed.values, ':before': before.version },
      }),
    );
  };

  return {
    read,

    /**
     * A line only where this account owns it now. The account is part of the key that is asked for, so a foreign line
     * is not read at all and cannot be told from a missing one; the index lags, so the item itself has the last word.
     */
    owned,

    /**
     * The same for a decision that cannot be taken back: only the item, read consistently, says that the account owns
     * the line no more. @throws Fault `busy` while the index does not know an owner that the item names.
     */
    async stillOwned(lineId: string, account: string): Promise<Line | undefined> {
      const line = await owned(lineId, account);
      if (line !== undefined) return line;
      const present = await read(lineId);
      if (present && isOwner(present, account))
        throw new Fault('busy', 'the index of owners lags behind the line');
      return undefined;
    },

    /** A line, whoever owns it; undefined where nobody does. For people who act for the carrier. */
    async underContract(lineId: string): Promise<(Line & { account: string }) | undefined> {
      const line = await read(lineId);
      const account = line?.account;
      return line && account !== undefined && isOwner(line, account)
        ? { ...line, account }
        : undefined;
    },

    /** Ids of an account's lines, 25 a page. */
    ofAccount: (account: string, after?: string) => query('byAccount', 'account', account, after),

    /** The line under contract that has this number now; ended contracts had it before. */
    async byNumber(number: string): Promise<Line | undefined> {
      const { ids } = await query('byNumber', 'number', number);
      const lines = await Promise.all(ids.map(read));
      return lines.find((line) => line?.number === number && line.status !== 'ended');
    },

    /**
     * Reads, decides and writes until no other writer got in between. `decide` answers the line to store; none,
     * or the very line it was given, stores nothing.
     */
    change<T>(lineId: string, decide: (line: Line) => { store?: Line; answer: T }): Promise<T> {
      return untilFirst(async () => {
        const before = await read(lineId);
        if (before === undefined) throw new Error('a line vanished while it was being changed');
        const { store, answer } = decide(before);
        if (store && store !== before) await save(before, store);
        return answer;
      });
    },
  };
}

/** A suspended line is still its owner's; one whose contract has ended is nobody's. */
const isOwner = (line: Line, account: string) =>
  line.account === account && line.status !== 'ended';

export type Lines = ReturnType<typeof linesIn>;
