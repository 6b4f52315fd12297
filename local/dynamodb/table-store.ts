/** Table descriptions in dynalite's store, and which of the tables were made by the API. */
import * as z from 'zod';
import { asAwsError } from './dynalite-error.ts';
import type { Store, Table, Write } from './dynalite-store.ts';
import { clear, indexesPrefix, itemPrefix, rangeOf, tagPrefix, writeBatch } from './key-range.ts';

/** Descriptions change seldom, and are read at every call. */
const known = new WeakMap<Store, Map<string, Table>>();

/** LevelDB keys of descriptions, as dynalite has them. */
const TABLES = 'table~';
/** LevelDB keys that mark what no template made: a table that left the template must not pass for one of these. */
const MADE_BY_API = 'made-by-api~';

/** A description that this process wrote. */
export function knownTable(store: Store, name: string): Table | undefined {
  return known.get(store)?.get(name);
}

function remember(store: Store, table: Table): void {
  known.set(store, (known.get(store) ?? new Map()).set(table.TableName, table));
}

/** @throws AwsError `ResourceNotFoundException`. */
export function tableOf(store: Store, name: string): Promise<Table> {
  const table = knownTable(store, name);
  if (table !== undefined) return Promise.resolve(table);
  return new Promise((resolve, reject) => {
    store.getTable(name, false, (error, found) => {
      if (found === undefined) reject(asAwsError(error));
      else resolve(found);
    });
  });
}

/** Writes a description; `madeByApi` marks it as no template's in the same write. */
export async function putTable(
  store: Store,
  table: Table,
  { madeByApi = false }: { madeByApi?: boolean } = {},
): Promise<void> {
  const { TableName: name } = table;
  remember(store, table);
  const writes: Write[] = [{ type: 'put', key: TABLES + name, value: table }];
  if (madeByApi) writes.push({ type: 'put', key: MADE_BY_API + name, value: true });
  await writeBatch(store, writes);
}

export function isMadeByApi(store: Store, name: string): boolean {
  return store.db.getSync(MADE_BY_API + name) !== undefined;
}

/** The tables that an earlier start made by the API. */
export async function tablesMadeByApi(store: Store): Promise<Table[]> {
  const tables: Table[] = [];
  for await (const [key] of store.db.iterator(rangeOf(MADE_BY_API))) {
    const table = await tableOf(store, z.string().parse(key).slice(MADE_BY_API.length));
    remember(store, table);
    tables.push(table);
  }
  return tables;
}

/** Removes a table. Its description goes first and at once: what is left of it after a crash is nobody's. */
export async function dropTable(store: Store, name: string): Promise<void> {
  known.get(store)?.delete(name);
  await writeBatch(store, [
    { type: 'del', key: TABLES + name },
    { type: 'del', key: MADE_BY_API + name },
  ]);
  await clearTable(store, name);
}

/** Removes all items, index entries and tags under a table's name. */
export async function clearTable(store: Store, name: string): Promise<void> {
  const indexes = ['Global', 'Local'].map((kind) => indexesPrefix(kind, name));
  for (const prefix of [itemPrefix(name), ...indexes, tagPrefix(name)]) await clear(store, prefix);
}
