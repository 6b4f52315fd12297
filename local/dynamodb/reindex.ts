/** Makes a table's indexes agree with its items: after a crash of an older version, and when the template changes them. */
import db from 'dynalite/db/index.js';
import type { Item, Store, Table, Write } from './dynalite-store.ts';
import { indexesPrefix, indexPrefix, itemPrefix, rangeOf, writeBatch } from './key-range.ts';

const KINDS = ['Global', 'Local'] as const;
const BATCH = 500;

/** Reads all items, and writes or removes the index entries that differ. Answers how many did. */
export async function reindex(store: Store, table: Table): Promise<number> {
  const wanted = await entriesOf(store, table);
  const writes: Write[] = [];
  for (const kind of KINDS) {
    const range = rangeOf(indexesPrefix(kind, table.TableName));
    for await (const [key, value] of store.db.iterator(range)) {
      if (!wanted.has(key)) writes.push({ type: 'del', key });
      else if (wanted.get(key) === JSON.stringify(value)) wanted.delete(key);
    }
  }
  for (const [key, value] of wanted) writes.push({ type: 'put', key, value: JSON.parse(value) });
  for (let start = 0; start < writes.length; start += BATCH)
    await writeBatch(store, writes.slice(start, start + BATCH));
  return writes.length;
}

async function entriesOf(store: Store, table: Table): Promise<Map<string, string>> {
  const wanted = new Map<string, string>();
  for await (const item of itemsOf(store, table.TableName))
    for (const kind of KINDS) {
      const indexes = table[`${kind}SecondaryIndexes`] ?? [];
      for (const { index, key, item: entry } of db.getIndexActions(indexes, undefined, item, table)
        .puts)
        wanted.set(indexPrefix(kind, table.TableName, index) + key, JSON.stringify(entry));
    }
  return wanted;
}

/** All items of a table, in the order of their keys. */
export async function* itemsOf(store: Store, tableName: string): AsyncGenerator<Item> {
  for await (const [, value] of store.db.iterator(rangeOf(itemPrefix(tableName))))
    if (isItem(value)) yield value;
}

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null;
