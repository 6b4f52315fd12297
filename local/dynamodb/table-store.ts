/** Table descriptions in dynalite's store. */

import { asAwsError } from './dynalite-error.ts';
import type { Store, Table } from './dynalite-store.ts';

/** Descriptions change at start only, and are read at every call. */
const known = new WeakMap<Store, Map<string, Table>>();

/** A description that this process wrote. */
export function knownTable(store: Store, name: string): Table | undefined {
  return known.get(store)?.get(name);
}

/** @throws AwsError `ResourceNotFoundException`. */
export function tableOf(store: Store, name: string): Promise<Table> {
  return new Promise((resolve, reject) => {
    store.getTable(name, false, (error, table) => {
      if (table === undefined) reject(asAwsError(error));
      else resolve(table);
    });
  });
}

/** Writes a description. */
export function putTable(store: Store, table: Table): Promise<void> {
  known.set(store, (known.get(store) ?? new Map()).set(table.TableName, table));
  return new Promise((resolve, reject) => {
    store.tableDb.put(table.TableName, table, (error) => (error ? reject(error) : resolve()));
  });
}
