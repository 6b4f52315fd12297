/** Table descriptions in dynalite's store. */

import { asAwsError } from './dynalite-error.ts';
import type { Store, Table } from './dynalite-store.ts';

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
  return new Promise((resolve, reject) => {
    store.tableDb.put(table.TableName, table, (error) => (error ? reject(error) : resolve()));
  });
}
