/** The modules of dynalite 4 that the local cloud calls; the package has no types of its own. */

declare module 'dynalite/db/index.js' {
  import type { Index, IndexEntry, Item, Store, Table } from '#local/dynamodb/dynalite-store.ts';

  const db: {
    create(options: { path: string }): Store;
    /** Bytes, as DynamoDB counts them. */
    itemSize(item: Item): number;
    createKey(key: Item, table: Table): string;
    /** The error, or `undefined`. */
    validateItem(item: Item, table: Table): unknown;
    validateKey(key: Item, table: Table): unknown;
    getIndexActions(
      indexes: readonly Index[],
      existing: Item | undefined,
      item: Item,
      table: Table,
    ): { puts: IndexEntry[] };
  };
  export = db;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from '#local/dynamodb/dynalite-store.ts';

  const validations: {
    checkTypes(input: unknown, types: object): Record<string, unknown>;
    checkValidations(input: unknown, types: object, custom: unknown, store: Store): void;
  };
  export = validations;
}

declare module 'dynalite/validations/*.js' {
  const validation: { types: Record<string, unknown>; custom?: unknown };
  export = validation;
}

declare module 'dynalite/actions/*.js' {
  import type { Callback, Store } from '#local/dynamodb/dynalite-store.ts';

  function action(store: Store, input: Record<string, unknown>, callback: Callback): void;
  export = action;
}
