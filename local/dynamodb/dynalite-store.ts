/** The shapes of dynalite's store, as far as the local cloud works on it. */

export type Item = Record<string, Record<string, unknown>>;
export type Callback<Result = unknown> = (error: unknown, result?: Result) => void;

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: {
    readonly ProjectionType: string;
    readonly NonKeyAttributes?: readonly string[];
  };
}

/** A table's description as it is stored. */
export interface Table {
  readonly TableName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly [member: string]: unknown;
}

export type Write = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

/** One key space of the store. Values are JSON. */
export interface SubStore<Value = unknown> {
  get(key: string, callback: Callback): void;
  put(key: string, value: Value, callback: Callback): void;
  del(key: string, callback: Callback): void;
  lock(key: string, held: (release: (callback: Callback) => Callback) => void): void;
}

export type TableRequest = [Callback<Table>] | [boolean, Callback<Table>];

export interface Store {
  readonly db: {
    batch(writes: Write[], callback: Callback): void;
    /** The item at an item's key; `undefined` where there is nothing. */
    getSync(key: string): Item | undefined;
    iterator(range: { gte: string; lt: string }): AsyncIterable<[string, unknown]>;
    close(callback: Callback): void;
  };
  readonly tableDb: SubStore;
  /** dynalite's actions leave out the flag (whether a table being created counts) or give it. */
  getTable(name: string, ...rest: TableRequest): void;
  getItemDb(table: string): SubStore<Item>;
  getIndexDb(kind: string, table: string, index: string): SubStore;
}

/** An entry that an item has in an index. */
export interface IndexEntry {
  readonly index: string;
  readonly key: string;
  readonly item: Item;
}
