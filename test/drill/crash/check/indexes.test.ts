import { describe, expect, test } from '@jest/globals';
import type { Evidence, TableSeen } from '#drill/crash/evidence.ts';
import { codesWith, sound } from '../sound-evidence.ts';

function indexWith(otherwise: Partial<TableSeen['indexes'][number]>): Pick<Evidence, 'tables'> {
  return {
    tables: sound.tables.map((table) => ({
      ...table,
      indexes: table.indexes.map((index) => ({ ...index, ...otherwise })),
    })),
  };
}

describe('of indexes, the checker finds', () => {
  test('an entry that is missing', async () => {
    expect(await codesWith(indexWith({ items: [] }))).toEqual(['index-entry-missing']);
  });

  test('an entry of an item that is not there, or has not its keys any more', async () => {
    const items = [
      { id: 'a', owner: 'x' },
      { id: 'b', owner: 'y' },
    ];

    expect(await codesWith(indexWith({ items }))).toEqual(['index-entry-left']);
  });

  test('an entry that says something else', async () => {
    const items = [{ id: 'a', owner: 'y' }];

    expect(await codesWith(indexWith({ items }))).toEqual(['index-entry-differs']);
  });

  test('an entry without what it is to carry', async () => {
    expect(await codesWith(indexWith({ carries: ['more'] }))).toEqual(['index-entry-differs']);
    expect(await codesWith(indexWith({ carries: 'all' }))).toEqual(['index-entry-differs']);
  });
});
