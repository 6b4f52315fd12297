import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signedCall } from '../signed-call.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { TABLE, TABLE_ARN, wipesCloud } from './wipes-cloud.ts';

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

const TableName = TABLE;
const key = (attempt = 1) => ({ enrolmentId: { S: 'e1' }, attempt: { N: String(attempt) } });
const put = (attempt = 1, more = {}) =>
  new PutItemCommand({
    TableName,
    Item: { ...key(attempt), state: { S: 'requested' }, ...more },
    ConditionExpression: 'attribute_not_exists(enrolmentId)',
  });
const open = (at: number) => ({ openShard: { S: '0' }, nextActionAt: { N: String(at) } });
const queryOpen = new QueryCommand({
  TableName,
  IndexName: 'open',
  KeyConditionExpression: 'openShard = :shard',
  ExpressionAttributeValues: { ':shard': { S: '0' } },
});
const allow = (Action: string | string[], Resource = TABLE_ARN) =>
  ({ Effect: 'Allow', Action, Resource }) as const;

describe('items', () => {
  test('a conditional put wins once', async () => {
    const { administrator } = wipes;
    await administrator.send(put());

    await expect(administrator.send(put())).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
    });
    const { Item } = await administrator.send(
      new GetItemCommand({ TableName, Key: key(), ConsistentRead: true }),
    );
    expect(Item).toEqual({ ...key(), state: { S: 'requested' } });
  });

  test('of a hundred racing writers one wins', async () => {
    const writing = Array.from({ length: 100 }, () => wipes.administrator.send(put()));
    const won = (await Promise.allSettled(writing)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
  });

  test('a failed condition gives the item back when asked', async () => {
    await wipes.administrator.send(put());
    const updating = wipes.administrator.send(
      new UpdateItemCommand({
        TableName,
        Key: key(),
        UpdateExpression: 'SET #state = :next',
        ConditionExpression: '#state = :wanted',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':next': { S: 'held' }, ':wanted': { S: 'issued' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(updating).rejects.toMatchObject({ Item: { state: { S: 'requested' } } });
  });

  test('one update moves the state, appends the event and leaves the sparse index', async () => {
    const { administrator } = wipes;
    await administrator.send(put(1, { ...open(5), events: { L: [] } }));
    expect((await administrator.send(queryOpen)).Items).toEqual([
      { ...key(), ...open(5), state: { S: 'requested' } },
    ]);

    const { Attributes } = await administrator.send(
      new UpdateItemCommand({
        TableName,
        Key: key(),
        UpdateExpression:
          'SET #state = :next, events = list_append(events, :event) REMOVE openShard',
        ConditionExpression: '#state = :from AND size(events) < :most',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':next': { S: 'erased' },
          ':from': { S: 'requested' },
          ':event': { L: [{ S: 'erased' }] },
          ':most': { N: '100' },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );

    expect(Attributes).toMatchObject({ state: { S: 'erased' }, events: { L: [{ S: 'erased' }] } });
    expect((await administrator.send(queryOpen)).Items).toEqual([]);
  });

  test('a set takes members while it is small', async () => {
    const add = (member: string) =>
      wipes.administrator.send(
        new UpdateItemCommand({
          TableName,
          Key: key(),
          UpdateExpression: 'ADD wipes :one',
          ConditionExpression:
            'attribute_not_exists(wipes) OR contains(wipes, :id) OR size(wipes) < :limit',
          ExpressionAttributeValues: {
            ':one': { SS: [member] },
            ':id': { S: member },
            ':limit': { N: '2' },
          },
        }),
      );
    await add('a');
    await add('b');
    await add('a');
    await expect(add('c')).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  test('batches write and read, index included', async () => {
    const { administrator } = wipes;
    const items = [1, 2, 3].map((attempt) => ({ ...key(attempt), ...open(attempt) }));
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    await administrator.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: requests } }));
    await administrator.send(
      new BatchWriteItemCommand({
        RequestItems: { [TABLE]: [{ DeleteRequest: { Key: key(2) } }] },
      }),
    );

    const { Responses } = await administrator.send(
      new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys: [key(1), key(2)] } } }),
    );
    expect(Responses?.[TABLE]).toEqual([items[0]]);
    expect((await administrator.send(queryOpen)).Items).toEqual([items[0], items[2]]);
  });

  test('a batch with one key twice is refused whole', async () => {
    const { administrator } = wipes;
    const requests = [1, 1].map((attempt) => ({ PutRequest: { Item: key(attempt) } }));
    const writing = administrator.send(
      new BatchWriteItemCommand({ RequestItems: { [TABLE]: requests } }),
    );
    await expect(writing).rejects.toMatchObject({ name: 'ValidationException' });
    expect(
      (await administrator.send(new GetItemCommand({ TableName, Key: key() }))).Item,
    ).toBeUndefined();
  });

  test('pages go on where they ended', async () => {
    for (const attempt of [1, 2, 3]) await wipes.administrator.send(put(attempt));
    const page = (ExclusiveStartKey = {}) =>
      wipes.administrator.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'enrolmentId = :id',
          ExpressionAttributeValues: { ':id': { S: 'e1' } },
          ScanIndexForward: false,
          Limit: 2,
          ...(Object.keys(ExclusiveStartKey).length > 0 && { ExclusiveStartKey }),
        }),
      );
    const first = await page();
    const second = await page(first.LastEvaluatedKey);
    const attempts = [...(first.Items ?? []), ...(second.Items ?? [])].map(
      (item) => item['attempt']?.N,
    );
    expect(attempts).toEqual(['3', '2', '1']);
  });
});

describe('policies', () => {
  test('a role may do what it was given, on table and index apart', async () => {
    const role = await wipes.role([allow(['dynamodb:PutItem', 'dynamodb:Query'])]);
    await role.send(put());

    await expect(role.send(new GetItemCommand({ TableName, Key: key() }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:iam::000000000000:role/tester is not authorized to perform: dynamodb:GetItem on resource: ${TABLE_ARN}`,
    });
    await expect(role.send(queryOpen)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`${TABLE_ARN}/index/open`),
    });
  });

  test("a table's key is needed too", async () => {
    const role = await wipes.role([allow('dynamodb:*')], { decrypt: false });
    await expect(role.send(put())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('kms:Decrypt'),
    });
    const { Table } = await role.send(new DescribeTableCommand({ TableName }));
    expect(Table?.TableArn).toBe(TABLE_ARN);
  });

  test('a batch needs its own action', async () => {
    const role = await wipes.role([allow('dynamodb:PutItem')]);
    const writing = role.send(
      new BatchWriteItemCommand({ RequestItems: { [TABLE]: [{ PutRequest: { Item: key() } }] } }),
    );
    await expect(writing).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('leading keys bind a role to a partition', async () => {
    const Condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['e1'] } };
    const role = await wipes.role([
      { ...allow(['dynamodb:GetItem', 'dynamodb:Query']), Condition },
    ]);
    const get = (id: string) =>
      role.send(new GetItemCommand({ TableName, Key: { ...key(), enrolmentId: { S: id } } }));
    const query = (id: string) =>
      role.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'enrolmentId = :id',
          ExpressionAttributeValues: { ':id': { S: id } },
        }),
      );
    await get('e1');
    await query('e1');
    await expect(get('e2')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(query('e2')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('attributes that a call names', () => {
  const only = (...names: string[]) => ({
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['enrolmentId', 'attempt', ...names] },
  });
  const update = (expression: string, condition?: string) =>
    new UpdateItemCommand({
      TableName,
      Key: key(),
      UpdateExpression: expression,
      ...(condition && { ConditionExpression: condition }),
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: { ':v': { SS: ['b', 'c'] } },
    });
  const denied = { name: 'AccessDeniedException' };

  test('bind an update to those that it may change', async () => {
    const role = await wipes.role([{ ...allow('dynamodb:UpdateItem'), Condition: only('a') }]);

    await role.send(update('SET #a = :v'));
    await expect(role.send(update('SET #a = :v, b = :v'))).rejects.toMatchObject(denied);
    await expect(role.send(update('SET #a = :v REMOVE b[0].c'))).rejects.toMatchObject(denied);
    await expect(role.send(update('SET #a = if_not_exists(b, :v)'))).rejects.toMatchObject(denied);
  });

  test('are those of its condition too', async () => {
    const role = await wipes.role([{ ...allow('dynamodb:UpdateItem'), Condition: only('a') }]);

    await role.send(update('SET #a = :v', 'attribute_not_exists(attempt)'));
    const asked = update('SET #a = :v', 'NOT (#a = :v AND contains(b, :v))');
    await expect(role.send(asked)).rejects.toMatchObject(denied);
  });

  test('are the members of an item that is put, and what a read asks for', async () => {
    const role = await wipes.role([
      { ...allow(['dynamodb:PutItem', 'dynamodb:GetItem']), Condition: only('a') },
    ]);
    const read = (names: string) =>
      role.send(new GetItemCommand({ TableName, Key: key(), ProjectionExpression: names }));

    await role.send(new PutItemCommand({ TableName, Item: { ...key(), a: { S: 'x' } } }));
    await read('a');
    const item = { ...key(), b: { S: 'x' } };
    await expect(role.send(new PutItemCommand({ TableName, Item: item }))).rejects.toMatchObject(
      denied,
    );
    await expect(read('a, b.c')).rejects.toMatchObject(denied);
  });
});

describe('what is not there', () => {
  test('an unknown table', async () => {
    const getting = wipes.administrator.send(
      new GetItemCommand({ TableName: 'other', Key: key() }),
    );
    await expect(getting).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('transactions are refused by name', async () => {
    const { administrator } = wipes;
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [{ Delete: { TableName, Key: key() } }],
    });
    await expect(administrator.send(transaction)).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('TransactWriteItems'),
    });
  });

  test('an input member that nobody reads is refused by name', async () => {
    const getting = wipes.administrator.send(
      new BatchGetItemCommand({
        RequestItems: { [TABLE]: { Keys: [key()] } },
        ...{ Wish: 'x' },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    await expect(getting).resolves.toMatchObject({ UnprocessedKeys: {} });
    const scoped = await signedCall(wipes.cloud.url, wipes.cloud.client().credentials, {
      service: 'dynamodb',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.GetItem',
      },
      body: JSON.stringify({ TableName, Key: key(), Wish: 'x' }),
    });
    expect(await scoped.json()).toMatchObject({
      __type: 'ValidationException',
      message: 'Wish of GetItem is not supported here',
    });
  });
});

test.each([
  ['half a read unit', false, 0.5],
  ['one where it must be consistent', true, 1],
])('a query that finds nothing takes %s', async (_, ConsistentRead, units) => {
  await wipes.administrator.send(
    new QueryCommand({
      TableName,
      ConsistentRead,
      KeyConditionExpression: 'enrolmentId = :id',
      ExpressionAttributeValues: { ':id': { S: 'nobody' } },
    }),
  );

  const usage = await fetch(`${wipes.cloud.url}/_local/usage`);

  expect(await usage.json()).toMatchObject({
    usage: expect.arrayContaining([
      expect.objectContaining({ meter: 'ReadRequestUnit', resource: TABLE, amount: units }),
    ]),
  });
});

describe('the table', () => {
  test('answers Ref, attributes, description and time to live', async () => {
    const { administrator, table } = wipes;
    expect(table).toMatchObject({ ref: TABLE, attributes: { Arn: TABLE_ARN } });
    expect((await administrator.send(new ListTablesCommand({}))).TableNames).toEqual([TABLE]);
    const { TimeToLiveDescription } = await administrator.send(
      new DescribeTimeToLiveCommand({ TableName }),
    );
    expect(TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiresAt',
    });
    const { Table } = await administrator.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE' }],
    });
  });

  test('lives on over a restart', async () => {
    await wipes.administrator.send(put());
    await wipes.stop();
    wipes = await wipesCloud(folder.path);
    const { Item } = await wipes.administrator.send(new GetItemCommand({ TableName, Key: key() }));
    expect(Item).toMatchObject(key());
  });

  test('deletes what has expired when the clock jumps', async () => {
    const { administrator, cloud } = wipes;
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    await administrator.send(put(1, { expiresAt: { N: String(inAnHour) } }));
    await administrator.send(put(2, { expiresAt: { N: String(inAnHour + 7200) } }));
    await administrator.send(new DeleteItemCommand({ TableName, Key: key(3) }));

    cloud.clock.shift(2 * 3_600_000);

    const read = async (attempt: number) =>
      (await administrator.send(new GetItemCommand({ TableName, Key: key(attempt) }))).Item;
    for (let tries = 0; tries < 100 && (await read(1)) !== undefined; tries += 1);
    expect(await read(1)).toBeUndefined();
    expect(await read(2)).toMatchObject(key(2));
  });
});
