/** Tags of tables, in the key space where dynalite keeps them. */
import * as z from 'zod';
import type { Store, Write } from './dynalite-store.ts';
import { clear, rangeOf, tagPrefix, writeBatch } from './key-range.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** All tags of a table, in the order of their keys. */
export async function tagsOf(store: Store, table: string): Promise<Tag[]> {
  const prefix = tagPrefix(table);
  const tags: Tag[] = [];
  for await (const [key, value] of store.db.iterator(rangeOf(prefix)))
    tags.push({ Key: key.slice(prefix.length), Value: z.string().parse(value) });
  return tags;
}

/** Adds tags; one that is there already gets the new value. */
export function putTags(store: Store, table: string, tags: readonly Tag[]): Promise<void> {
  return writeBatch(
    store,
    tags.map(
      ({ Key, Value }): Write => ({ type: 'put', key: tagPrefix(table) + Key, value: Value }),
    ),
  );
}

export function removeTags(store: Store, table: string, keys: readonly string[]): Promise<void> {
  return writeBatch(
    store,
    keys.map((key): Write => ({ type: 'del', key: tagPrefix(table) + key })),
  );
}

/** The table has these tags and no others. */
export async function replaceTags(
  store: Store,
  table: string,
  tags: readonly Tag[],
): Promise<void> {
  await clear(store, tagPrefix(table));
  await putTags(store, table, tags);
}
