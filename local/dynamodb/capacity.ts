/**
 * Request units as DynamoDB bills them on demand:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
import { isDeepStrictEqual } from 'node:util';
import db from 'dynalite/db/index.js';
import type { Index, Item, Table } from './dynalite-store.ts';

const KIBIBYTE = 1024;

/** One for each started KiB of the larger of the two, and what each index takes. */
export function writeUnits(
  table: Table,
  before: Item | undefined,
  after: Item | undefined,
): number {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return indexes.reduce(
    (sum, index) => sum + indexUnits(index, table, { before, after }),
    itemUnits(before, after),
  );
}

/** What a write takes that changes nothing but the item itself, or that its condition stops. */
export function itemUnits(...items: readonly (Item | undefined)[]): number {
  const sizes = items.map((item) => (item === undefined ? 0 : db.itemSize(item)));
  return Math.max(1, Math.ceil(Math.max(...sizes) / KIBIBYTE));
}

/** Nothing for an entry that stays as it is; two writes for one whose key changes: it goes, and another comes. */
function indexUnits(
  index: Index,
  table: Table,
  items: { before: Item | undefined; after: Item | undefined },
): number {
  const before = entryOf(items.before, index, table);
  const after = entryOf(items.after, index, table);
  if (isDeepStrictEqual(before, after)) return 0;
  if (before === undefined || after === undefined) return itemUnits(before, after);
  const moved = index.KeySchema.some(
    ({ AttributeName: name }) => !isDeepStrictEqual(before[name], after[name]),
  );
  return moved ? itemUnits(before) + itemUnits(after) : itemUnits(before, after);
}

/** An item as it stands in an index, or undefined where it is in none. */
function entryOf(item: Item | undefined, index: Index, table: Table): Item | undefined {
  const keys = index.KeySchema.map(({ AttributeName }) => AttributeName);
  if (item === undefined || !keys.every((name) => item[name] !== undefined)) return undefined;
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
  // Cloned, as items come with and without a prototype.
  if (ProjectionType === 'ALL') return structuredClone(item);
  const own = table.KeySchema.map(({ AttributeName }) => AttributeName);
  const projected = new Set([...keys, ...own, ...NonKeyAttributes]);
  const entries = Object.entries(item).filter(([name]) => projected.has(name));
  return structuredClone(Object.fromEntries(entries));
}
