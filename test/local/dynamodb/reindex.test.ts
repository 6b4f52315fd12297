import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import db from 'dynalite/db/index.js';
import type { Write } from '#local/dynamodb/dynalite-store.ts';
import { indexPrefix } from '#local/dynamodb/key-range.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { properties, TABLE, wipesCloud } from './wipes-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
let wipes: Awaited<ReturnType<typeof wipesCloud>>;
beforeEach(async () => {
  folder = temporaryFolder();
  wipes = await wipesCloud(folder.path);
});
afterEach(async () => {
  await wipes.stop();
  folder.remove();
});

const item = (id: string, at: number) => ({
  enrolmentId: { S: id },
  attempt: { N: '1' },
  openShard: { S: '0' },
  nextActionAt: { N: String(at) },
  state: { S: 'held' },
});
const put = (Item: ReturnType<typeof item>) =>
  wipes.administrator.send(new PutItemCommand({ TableName: TABLE, Item }));
const found = async (IndexName = 'open') => {
  const { Items } = await wipes.administrator.send(
    new QueryCommand({
      TableName: TABLE,
      IndexName,
      KeyConditionExpression: 'openShard = :shard',
      ExpressionAttributeValues: { ':shard': { S: '0' } },
    }),
  );
  return Items;
};

/** Opens the closed store and changes what lies in the index. */
async function damage(change: (entries: [string, unknown][]) => Write[]) {
  const store = db.create({ path: `${folder.path}/dynamodb` });
  const entries: [string, unknown][] = [];
  const gte = indexPrefix('Global', TABLE, 'open');
  for await (const entry of store.db.iterator({ gte, lt: `${gte}~` })) entries.push(entry);
  const settled = (start: (done: (error: unknown) => void) => void) =>
    new Promise<void>((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
  await settled((done) => store.db.batch(change(entries), done));
  await settled((done) => store.db.close(done));
  return entries;
}

async function restart(more = {}) {
  wipes = await wipesCloud(folder.path, { more });
}

describe('indexes', () => {
  test.each<[string, (entries: [string, unknown][]) => Write[]]>([
    ['lost entries', (entries) => entries.map(([key]) => ({ type: 'del', key }))],
    ['one lost entry', ([first]) => (first ? [{ type: 'del', key: first[0] }] : [])],
    [
      'stale entries',
      (entries) => entries.map(([key, value]) => ({ type: 'put', key: `${key}x`, value })),
    ],
    [
      'wrong entries',
      (entries) => entries.map(([key]) => ({ type: 'put', key, value: { state: { S: 'x' } } })),
    ],
  ])('%s are repaired at start, and said', async (_, change) => {
    await put(item('e1', 1));
    await put(item('e2', 2));
    await wipes.stop();
    expect(await damage(change)).toHaveLength(2);

    await restart();

    expect(await found()).toEqual([item('e1', 1), item('e2', 2)]);
    expect(wipes.cloud.lines).toContainEqual(
      expect.objectContaining({ event: 'indexes-repaired', table: TABLE }),
    );
  });

  test('that are whole are left alone', async () => {
    await put(item('e1', 1));
    await wipes.stop();

    await restart();

    expect(wipes.cloud.lines).toEqual([]);
    expect(await found()).toEqual([item('e1', 1)]);
  });

  test('that the template adds are filled', async () => {
    await put(item('e1', 1));
    await wipes.stop();
    const { GlobalSecondaryIndexes } = properties('');
    const more = GlobalSecondaryIndexes.map((index) => ({
      ...index,
      IndexName: 'again',
      Projection: { ProjectionType: 'ALL' },
    }));

    await restart({ GlobalSecondaryIndexes: [...GlobalSecondaryIndexes, ...more] });

    expect(await found('again')).toEqual([item('e1', 1)]);
  });
});

describe('a table that exists', () => {
  test('is not given other keys', async () => {
    const KeySchema = [{ AttributeName: 'enrolmentId', KeyType: 'HASH' }];
    const AttributeDefinitions = properties('').AttributeDefinitions.filter(
      ({ AttributeName }) => AttributeName !== 'attempt',
    );
    const changed = { ...properties(wipes.keyArn), KeySchema, AttributeDefinitions };

    const creating = wipes.cloud.create('AWS::DynamoDB::GlobalTable', 'Wipes', changed);

    await expect(creating).rejects.toThrow('exists with other keys');
  });

  test.each<[string, object]>([
    ['keys', { KeySchema: [{ AttributeName: 'nextActionAt', KeyType: 'HASH' }] }],
    ['attributes', { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] } }],
    ['kind of projection', { Projection: { ProjectionType: 'ALL' } }],
  ])(
    'keeps its index under its name: other %s are refused, and change nothing',
    async (_, other) => {
      await put(item('e1', 1));
      const { GlobalSecondaryIndexes, ...rest } = properties(wipes.keyArn);
      const changed = {
        ...rest,
        AttributeDefinitions: rest.AttributeDefinitions.filter(
          ({ AttributeName }) => !('KeySchema' in other) || AttributeName !== 'openShard',
        ),
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({ ...index, ...other })),
      };

      const creating = wipes.cloud.create('AWS::DynamoDB::GlobalTable', 'Wipes', changed);

      await expect(creating).rejects.toThrow(
        /the index open of Test-Wipes-0A1B2C exists .*give the index another name/,
      );
      expect(await found()).toEqual([item('e1', 1)]);
    },
  );

  test('takes an index whose projected attributes come in another order', async () => {
    const { GlobalSecondaryIndexes, ...rest } = properties(wipes.keyArn);
    const carrying = (...NonKeyAttributes: string[]) => ({
      ...rest,
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        ...index,
        IndexName: 'more',
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes },
      })),
    });
    const create = (given: object) =>
      wipes.cloud.create('AWS::DynamoDB::GlobalTable', 'Wipes', given);
    await create(carrying('state', 'model'));

    const again = await create(carrying('model', 'state'));

    expect(again.ref).toBe(TABLE);
  });
});
