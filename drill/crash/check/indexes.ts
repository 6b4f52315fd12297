/** Indexes: each holds exactly the items that have its keys, with exactly what it carries. */
import { canonical } from '#domain/audit/digest.ts';
import type { Violation } from '../../violation.ts';
import type { Evidence, Item, TableSeen } from '../evidence.ts';

export function checkIndexes({ tables }: Pick<Evidence, 'tables'>): Violation[] {
  return tables.flatMap((table) => table.indexes.flatMap((index) => checkIndex(table, index)));
}

function checkIndex(table: TableSeen, index: TableSeen['indexes'][number]): Violation[] {
  const where = { table: table.name, index: index.name };
  const keyOf = (item: Item) => canonical(table.key.map((name) => item[name]));
  const shown = (item: Item) => projected(item, [...table.key, ...index.key], index.carries);
  const wanted = new Map(
    table.items
      .filter((item) => index.key.every((name) => name in item))
      .map((item) => [keyOf(item), shown(item)]),
  );
  const found: Violation[] = [];
  for (const entry of index.items) {
    const key = keyOf(entry);
    const should = wanted.get(key);
    if (should === undefined)
      found.push({ code: 'index-entry-left', evidence: { ...where, entry } });
    else if (plain(should) !== plain(entry))
      found.push({ code: 'index-entry-differs', evidence: { ...where, entry, should } });
    wanted.delete(key);
  }
  for (const missing of wanted.values())
    found.push({ code: 'index-entry-missing', evidence: { ...where, missing } });
  return found;
}

function projected(item: Item, keys: readonly string[], carries: readonly string[] | 'all'): Item {
  if (carries === 'all') return item;
  const names = new Set([...keys, ...carries]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** DynamoDB's sets and bytes, in an order and a form that can be compared. */
function plain(item: Item): string {
  return canonical(
    JSON.parse(
      JSON.stringify(item, (_, value: unknown) =>
        value instanceof Set ? [...value].map(String).sort() : value,
      ),
    ),
  );
}
