import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { TABLE, TABLE_ARN, wipesCloud } from './wipes-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
let wipes: Awaited<ReturnType<typeof wipesCloud>>;
let client: DynamoDBClient;
const begin = async () => {
  wipes = await wipesCloud(folder.path);
  client = wipes.administrator;
};
beforeEach(async () => {
  folder = temporaryFolder();
  await begin();
});
afterEach(async () => {
  await wipes.stop();
  folder.remove();
});

const TableName = 'notes';
const arn = (name: string) => `arn:aws:dynamodb:ap-northeast-1:000000000000:table/${name}`;
const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const byAuthor = {
  IndexName: 'byAuthor',
  KeySchema: [hash('author')],
  Projection: { ProjectionType: 'ALL' as const },
};

const create = (more: Partial<CreateTableCommandInput> = {}) =>
  client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [attribute('id')],
      KeySchema: [hash('id')],
      BillingMode: 'PAY_PER_REQUEST',
      ...more,
    }),
  );
const remove = (name = TableName) => client.send(new DeleteTableCommand({ TableName: name }));
const put = (id: string, author = 'one') =>
  client.send(new PutItemCommand({ TableName, Item: { id: { S: id }, author: { S: author } } }));
const get = async (id: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item;
const idsBy = async (author: string) => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'byAuthor',
      KeyConditionExpression: 'author = :a',
      ExpressionAttributeValues: { ':a': { S: author } },
    }),
  );
  return Items.map(({ id }) => id?.S).sort();
};
const names = async () => (await client.send(new ListTablesCommand({}))).TableNames;

describe('a table made by the API', () => {
  test('is in being made, and then there', async () => {
    const { TableDescription } = await create();
    await waitUntilTableExists({ client, maxWaitTime: 25 }, { TableName });

    expect(TableDescription).toMatchObject({ TableStatus: 'CREATING', TableArn: arn(TableName) });
    await put('1');
    expect(await get('1')).toEqual({ id: { S: '1' }, author: { S: 'one' } });
    expect(await names()).toEqual([TABLE, TableName]);
  });

  test('survives the end of the cloud, with its items, its indexes and its tags', async () => {
    const AttributeDefinitions = [attribute('id'), attribute('author')];
    const Tags = [{ Key: 'a', Value: 'b' }];
    await create({ AttributeDefinitions, GlobalSecondaryIndexes: [byAuthor], Tags });
    await put('1');
    await wipes.stop();
    await begin();

    expect(await names()).toEqual([TABLE, TableName]);
    expect(await get('1')).toBeDefined();
    expect(await idsBy('one')).toEqual(['1']);
    const tags = await client.send(new ListTagsOfResourceCommand({ ResourceArn: arn(TableName) }));
    expect(tags.Tags).toEqual(Tags);
  });

  test('is made once', async () => {
    const made = await Promise.allSettled([create(), create(), create()]);

    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(create()).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: `Table already exists: ${TableName}`,
    });
  });

  test('leaves nothing behind for the next one of its name', async () => {
    const ResourceArn = arn(TableName);
    await create({ Tags: [{ Key: 'a', Value: 'b' }] });
    await put('1');

    const { TableDescription } = await remove();
    await waitUntilTableNotExists({ client, maxWaitTime: 25 }, { TableName });

    expect(TableDescription).toMatchObject({ TableStatus: 'DELETING' });
    await expect(put('1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await create();
    expect(await get('1')).toBeUndefined();
    const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([]);
  });

  test.each<[string, Partial<CreateTableCommandInput>]>([
    ['no throughput', { BillingMode: 'PROVISIONED' }],
    [
      'an index without throughput',
      {
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
        AttributeDefinitions: [attribute('id'), attribute('author')],
        GlobalSecondaryIndexes: [byAuthor],
      },
    ],
    ['an attribute that is no key', { AttributeDefinitions: [attribute('id'), attribute('x')] }],
    ['a stream', { StreamSpecification: { StreamEnabled: true } }],
    ['a name of two letters', { TableName: 'ab' }],
  ])('is refused with %s', async (_, more) => {
    await expect(create(more)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await names()).toEqual([TABLE]);
  });
});

describe('UpdateTable', () => {
  const update = (more: object, name = TableName) =>
    client.send(new UpdateTableCommand({ TableName: name, ...more }));

  test('adds an index that has all items, also those written meanwhile, and takes it away', async () => {
    await create();
    for (let id = 0; id < 20; id++) await put(`${id}`);

    const adding = update({
      AttributeDefinitions: [attribute('author')],
      GlobalSecondaryIndexUpdates: [{ Create: byAuthor }],
    });
    await Promise.all(Array.from({ length: 20 }, (_, id) => put(`${id}`, id < 10 ? 'two' : 'one')));
    await adding;

    expect(await idsBy('two')).toHaveLength(10);
    expect(await idsBy('one')).toHaveLength(10);
    await expect(
      update({ GlobalSecondaryIndexUpdates: [{ Create: byAuthor }] }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byAuthor' } }] });
    await expect(idsBy('two')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('changes throughput and how it is paid for', async () => {
    const units = (n: number) => ({ ReadCapacityUnits: n, WriteCapacityUnits: n });
    await create();

    await update({ BillingMode: 'PROVISIONED', ProvisionedThroughput: units(2) });
    await expect(update({ ProvisionedThroughput: units(2) })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await update({ ProvisionedThroughput: units(3) });
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    await update({ BillingMode: 'PAY_PER_REQUEST' });

    expect(Table).toMatchObject({ ProvisionedThroughput: units(3), TableStatus: 'ACTIVE' });
    await expect(update({ ProvisionedThroughput: units(4) })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test.each([
    ['nothing', {}, 'ValidationException'],
    ['a stream', { StreamSpecification: { StreamEnabled: true } }, 'ValidationException'],
    [
      'an index that is not there',
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'missing' } }] },
      'ResourceNotFoundException',
    ],
    [
      'two new indexes',
      {
        AttributeDefinitions: [attribute('author')],
        GlobalSecondaryIndexUpdates: [
          { Create: byAuthor },
          { Create: { ...byAuthor, IndexName: 'again' } },
        ],
      },
      'LimitExceededException',
    ],
  ])('refuses %s', async (_, more, name) => {
    await create();

    await expect(update(more)).rejects.toMatchObject({ name });
  });
});

describe('a table of the template', () => {
  test('is protected from deletion while it says so', async () => {
    await expect(remove(TABLE)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('protected against deletion'),
    });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));

    await client.send(
      new UpdateTableCommand({ TableName: TABLE, DeletionProtectionEnabled: false }),
    );
    await remove(TABLE);

    expect(Table).toMatchObject({
      DeletionProtectionEnabled: true,
      SSEDescription: { SSEType: 'KMS', KMSMasterKeyArn: wipes.keyArn },
    });
    expect(await names()).toEqual([]);
  });

  test('is not made again by the API, and comes back with the template', async () => {
    await expect(create({ TableName: TABLE })).rejects.toMatchObject({
      name: 'ResourceInUseException',
    });
    await client.send(
      new UpdateTableCommand({ TableName: TABLE, DeletionProtectionEnabled: false }),
    );
    await remove(TABLE);

    await wipes.stop();
    await begin();

    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: true });
  });

  test('that would take the name of one made by the API is refused', async () => {
    await create();

    const more = { TableName };
    const again = wipes.cloud.create('AWS::DynamoDB::GlobalTable', 'Notes', {
      AttributeDefinitions: [attribute('id')],
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [hash('id')],
      Replicas: [{ Region: 'ap-northeast-1' }],
      ...more,
    });

    await expect(again).rejects.toMatchObject({ code: 'ResourceInUseException' });
  });
});

describe('tags', () => {
  const tags = async (ResourceArn = TABLE_ARN) =>
    (await client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;

  test('are added, changed and taken away', async () => {
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    await client.send(new TagResourceCommand({ ResourceArn: TABLE_ARN, Tags }));
    await client.send(
      new TagResourceCommand({ ResourceArn: TABLE_ARN, Tags: [{ Key: 'a', Value: '3' }] }),
    );

    expect(await tags()).toEqual([
      { Key: 'a', Value: '3' },
      { Key: 'b', Value: '2' },
    ]);
    await client.send(new UntagResourceCommand({ ResourceArn: TABLE_ARN, TagKeys: ['a'] }));
    expect(await tags()).toEqual([{ Key: 'b', Value: '2' }]);
  });

  test('of a table that is not there are not found', async () => {
    await expect(tags(arn('missing'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('permissions', () => {
  const Tags = [{ Key: 'a', Value: 'b' }];

  test('are asked for each operation, on its table', async () => {
    client = await wipes.role([
      { Effect: 'Allow', Action: 'dynamodb:CreateTable', Resource: arn('notes') },
    ]);

    await create();
    for (const denied of [
      () => create({ TableName: 'others' }),
      () => remove(),
      () => client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true })),
      () => client.send(new TagResourceCommand({ ResourceArn: arn(TableName), Tags })),
      () => client.send(new UntagResourceCommand({ ResourceArn: arn(TableName), TagKeys: ['a'] })),
      () => client.send(new ListTagsOfResourceCommand({ ResourceArn: arn(TableName) })),
    ])
      await expect(denied()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('to tag are needed to make a table with tags', async () => {
    client = await wipes.role([{ Effect: 'Allow', Action: 'dynamodb:CreateTable', Resource: '*' }]);

    await expect(create({ Tags })).rejects.toMatchObject({
      message: expect.stringContaining('dynamodb:TagResource'),
    });
  });
});

test('tables are listed page by page', async () => {
  for (const name of ['aaa', 'bbb', 'ccc']) await create({ TableName: name });

  const first = await client.send(new ListTablesCommand({ Limit: 2 }));
  const rest = await client.send(
    new ListTablesCommand({ Limit: 2, ExclusiveStartTableName: first.LastEvaluatedTableName }),
  );

  expect(first.TableNames).toEqual([TABLE, 'aaa']);
  expect(rest).toMatchObject({ TableNames: ['bbb', 'ccc'] });
  expect(rest.LastEvaluatedTableName).toBeUndefined();
});
