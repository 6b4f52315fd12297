/**
 * Journals in the table `Governor`: partition the journal's scope, sort key the entry's number. Entries are put where
 * none stands and never changed; none of them expires.
 */
import {
  type DynamoDBDocumentClient,
  PutCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Fault } from '#domain/fault.ts';
import {
  append,
  type Decision,
  type Entry,
  type JournalVerdict,
  type KnownPlace,
  trusted,
  type Unbound,
  verifyJournal,
} from '#domain/governor/journal.ts';
import { log } from '../log.ts';
import { untilFirst } from './conflict.ts';

/** Where journals are. */
export interface JournalTable {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/** The numbers as sort keys, so that DynamoDB sorts them as numbers. */
const windowOf = (n: number) => String(n).padStart(10, '0');

/** What came of a decision, once it is stored. */
export type Decided<E extends Entry, No extends string> =
  | { readonly kind: 'entry'; readonly entry: E }
  | { readonly kind: No };

export interface History<E extends Entry> {
  /** Oldest first, up to the first that cannot be read. */
  readonly entries: readonly E[];
  readonly verdict: JournalVerdict;
}

export function journalIn<E extends Entry>(
  { client, table }: JournalTable,
  scope: string,
  schema: z.ZodMiniType<E>,
) {
  const ofScope = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: '#s = :s',
    ExpressionAttributeNames: { '#s': 'scope' },
    ExpressionAttributeValues: { ':s': scope },
  };

  /** Strong read. @throws Fault `journal-broken` for an entry that cannot be read or was altered: it is not "nothing". */
  const newest = async (): Promise<E | undefined> => {
    const { Items = [] } = await client.send(
      new QueryCommand({ ...ofScope, ScanIndexForward: false, Limit: 1 }),
    );
    const [item] = Items;
    if (item === undefined) return undefined;
    const { window, entry } = split(item);
    const parsed = schema.safeParse(entry);
    if (!parsed.success) throw new Fault('journal-broken', 'the newest entry cannot be read');
    return trusted(parsed.data, Number(window));
  };

  /** @throws ConditionalCheckFailedException where somebody else's entry has the number. */
  const put = async (last: E | undefined, unbound: Unbound<E>): Promise<E> => {
    const entry = schema.parse(append(scope, last, unbound));
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { scope, window: windowOf(entry.n), ...entry },
        ConditionExpression: 'attribute_not_exists(#s)',
        ExpressionAttributeNames: { '#s': 'scope' },
      }),
    );
    // The log is another place than the table: what is cut off or written anew there shows against it.
    const { n, type, hash, by } = entry;
    const person = by.kind === 'person' ? by.id : undefined;
    log({ code: 'journal-entry', scope, n, type, hash, person });
    return entry;
  };

  return {
    newest,

    /** Reads the newest entry, decides, and appends what was decided, until no other writer gets in between. */
    decide<No extends string>(
      decision: (newest: E | undefined) => Decision<E, No>,
    ): Promise<Decided<E, No>> {
      return untilFirst(async () => {
        const last = await newest();
        const decided = decision(last);
        if (!('entry' in decided)) return decided;
        return { kind: 'entry', entry: await put(last, decided.entry) };
      });
    },

    /** Reads and verifies all of it, against a place known from elsewhere where there is one. */
    async history(known?: KnownPlace): Promise<History<E>> {
      const entries: E[] = [];
      const pages = paginateQuery({ client }, ofScope);
      for await (const { Items = [] } of pages)
        for (const item of Items) {
          const { window, entry } = split(item);
          const parsed = schema.safeParse(entry);
          const at = entries.length + 1;
          if (!parsed.success) return { entries, verdict: { intact: false, at, why: 'content' } };
          if (window !== windowOf(parsed.data.n))
            return { entries, verdict: { intact: false, at, why: 'number' } };
          entries.push(parsed.data);
        }
      return { entries, verdict: verifyJournal(scope, entries, known) };
    },
  };
}

/** An item's sort key, and the entry without its key. */
function split({ scope: _, window, ...entry }: Record<string, unknown>) {
  return { window: z.string().parse(window), entry };
}
