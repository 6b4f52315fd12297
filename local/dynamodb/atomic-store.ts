/**
 * dynalite's store for the length of one action, writing an item and its index entries in one LevelDB batch.
 * dynalite writes them one after the other, and a process killed in between loses index entries.
 */
import type { Item, Store, Write } from './dynalite-store.ts';
import { indexPrefix, itemPrefix } from './key-range.ts';
import { knownTable } from './table-store.ts';

/** Sees each item that an action gets, and what it leaves in its place. */
export interface ItemObserver {
  readonly onRead?: (item: Item | undefined) => void;
  readonly onWrite?: (item: Item | undefined) => void;
}

/** Index writes wait until the action writes the item, which it does last. */
export function atomicStore(store: Store, { onRead, onWrite }: ItemObserver = {}): Store {
  const pending: Write[] = [];
  return {
    ...store,
    getTable(name, ...rest) {
      const table = knownTable(store, name);
      const callback = rest.length === 1 ? rest[0] : rest[1];
      if (table === undefined) store.getTable(name, ...rest);
      else callback(null, table);
    },
    getIndexDb(kind, table, index) {
      const prefix = indexPrefix(kind, table, index);
      return {
        ...store.getIndexDb(kind, table, index),
        put(key, value, callback) {
          pending.push({ type: 'put', key: prefix + key, value });
          callback(null);
        },
        del(key, callback) {
          pending.push({ type: 'del', key: prefix + key });
          callback(null);
        },
      };
    },
    getItemDb(table) {
      const items = store.getItemDb(table);
      const prefix = itemPrefix(table);
      return {
        ...items,
        // A read out of LevelDB's memory takes a fraction of the way through the thread pool.
        get(key, callback) {
          let item: ReturnType<typeof store.db.getSync>;
          try {
            item = store.db.getSync(prefix + key);
          } catch (error) {
            // Closed meanwhile.
            return callback(error);
          }
          onRead?.(item);
          callback(null, item);
        },
        put(key, value, callback) {
          onWrite?.(value);
          store.db.batch([...pending, { type: 'put', key: prefix + key, value }], callback);
        },
        del(key, callback) {
          onWrite?.(undefined);
          store.db.batch([...pending, { type: 'del', key: prefix + key }], callback);
        },
      };
    },
  };
}
