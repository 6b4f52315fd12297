import { describe, expect, test } from '@jest/globals';
import { itemUnits, writeUnits } from '#local/dynamodb/capacity.ts';
import type { Item, Table } from '#local/dynamodb/dynalite-store.ts';
import { messageUnits } from '#local/iot/message.ts';
import { Usage } from '#local/usage.ts';

const table: Table = {
  TableName: 'Things',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byDay',
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['state'] },
    },
  ],
};
const item = (more: Item = {}): Item => ({ id: { S: 'a' }, ...more });
const kibibytes = (n: number) => ({ S: 'x'.repeat(n * 1024 - 100) });

describe('the write units of an item', () => {
  test.each<[string, Item | undefined, Item | undefined, number]>([
    ['are one for a small one', undefined, item(), 1],
    ['are one a started KiB', undefined, item({ text: kibibytes(3) }), 3],
    ['are those of the larger, before or after', item({ text: kibibytes(3) }), item(), 3],
    ['count the index that it enters', item(), item({ day: { S: '1' } }), 2],
    ['count the index that it leaves', item({ day: { S: '1' } }), item(), 2],
    [
      'count two where its key in the index changes',
      item({ day: { S: '1' } }),
      item({ day: { S: '2' } }),
      3,
    ],
    [
      'count one where the index holds what changes',
      item({ day: { S: '1' }, state: { S: 'on' } }),
      item({ day: { S: '1' }, state: { S: 'off' } }),
      2,
    ],
    [
      'leave out an index that holds nothing of it',
      item({ day: { S: '1' } }),
      item({ day: { S: '1' }, text: { S: 'new' } }),
      1,
    ],
    ['count a deletion as a write', item({ day: { S: '1' } }), undefined, 2],
  ])('%s', (_, before, after, units) => {
    expect(writeUnits(table, before, after)).toBe(units);
  });

  test('are at least one for nothing at all', () => {
    expect(itemUnits(undefined)).toBe(1);
  });
});

test.each([
  [0, 1],
  [5_000, 1],
  [5_120, 2],
  [10_300, 3],
])('a payload of %i bytes is %i messages of 5 KB, its topic counted', (length, units) => {
  expect(messageUnits({ topic: 'a/b', payload: Buffer.alloc(length) })).toBe(units);
});

test('usage adds up by service, meter, resource and caller', () => {
  const usage = new Usage();
  const caller = { kind: 'role', arn: 'arn:aws:iam::000000000000:role/a', name: 'a' } as const;

  usage.count('dynamodb', 'GetItem', { caller });
  usage.count('dynamodb', 'GetItem', { caller });
  usage.count('dynamodb', 'ReadRequestUnit', { amount: 0.5, resource: 'Lines', caller });
  usage.count('states', 'StateTransition', { amount: 0 });

  expect(usage.lines()).toEqual([
    { service: 'dynamodb', meter: 'GetItem', caller: 'a', amount: 2 },
    { service: 'dynamodb', meter: 'ReadRequestUnit', resource: 'Lines', caller: 'a', amount: 0.5 },
  ]);
});
