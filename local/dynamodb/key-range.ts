/** Where things are in LevelDB: the prefixes of a table's keys, and what is done to all keys of one. */
import type { Store, Write } from './dynalite-store.ts';

const BATCH = 500;

/** LevelDB keys of a table's items. */
export function itemPrefix(table: string): string {
  return `item-${table}~`;
}

/** LevelDB keys of all entries of a table's indexes; a `~` is in no table's name. */
export function indexesPrefix(kind: string, table: string): string {
  return `index-${kind.toLowerCase()}~${table}~`;
}

/** LevelDB keys of an index's entries. */
export function indexPrefix(kind: string, table: string, index: string): string {
  return `${indexesPrefix(kind, table)}${index}~`;
}

/** LevelDB keys of a table's tags. */
export function tagPrefix(table: string): string {
  return `tag-${table}~`;
}

/** The range of all keys that begin with `prefix`. */
export const rangeOf = (prefix: string) => ({ gte: prefix, lt: `${prefix}\u{10FFFF}` });

/** Writes all or nothing. */
export function writeBatch(store: Store, writes: Write[]): Promise<void> {
  return new Promise((resolve, reject) => {
    store.db.batch(writes, (error) => (error ? reject(error) : resolve()));
  });
}

/** Removes every key of a range, a batch at a time. */
export async function clear(store: Store, prefix: string): Promise<void> {
  const writes: Write[] = [];
  for await (const [key] of store.db.iterator(rangeOf(prefix))) {
    writes.push({ type: 'del', key });
    if (writes.length === BATCH) await writeBatch(store, writes.splice(0));
  }
  await writeBatch(store, writes);
}
