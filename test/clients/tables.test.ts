import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { setClientStage } from './client-stage.ts';

const set = setClientStage();

const dynamodb = (...args: string[]) => set().aws.json('dynamodb', ...args);
const errorOf = (...args: string[]) => set().aws.errorCode('dynamodb', ...args);

/** The physical name of a table of the template. */
function tableOf(logicalId: string): string {
  const found = set().stage.system.cloud.resources.find((each) => each.logicalId === logicalId);
  if (found === undefined) throw new Error(`the template has no ${logicalId}`);
  return found.ref;
}

const Tables = z.object({ TableNames: z.array(z.string()), NextToken: z.string().optional() });

describe('the AWS CLI on tables of its own', () => {
  const name = 'notes';
  const table = ['--table-name', name];
  const json = (value: unknown) => JSON.stringify(value);
  const item = (id: number) => json({ id: { S: `${id}` }, author: { S: id % 2 ? 'odd' : 'even' } });

  test('makes one, waits for it, fills it, reads it page by page, and takes it away', async () => {
    await dynamodb(
      ...['create-table', ...table, '--billing-mode', 'PAY_PER_REQUEST'],
      ...['--attribute-definitions', 'AttributeName=id,AttributeType=S'],
      ...['--key-schema', 'AttributeName=id,KeyType=HASH', '--tags', 'Key=a,Value=b'],
    );
    await dynamodb('wait', 'table-exists', ...table);

    const puts = [0, 1, 2].map((id) => ({ PutRequest: { Item: JSON.parse(item(id)) } }));
    await dynamodb('batch-write-item', '--request-items', json({ [name]: puts }));
    await dynamodb('put-item', ...table, '--item', item(3));
    await dynamodb(
      ...['update-item', ...table, '--key', json({ id: { S: '3' } })],
      ...['--update-expression', 'SET seen = :s', '--expression-attribute-values'],
      json({ ':s': { N: '1' } }),
    );
    await dynamodb('delete-item', ...table, '--key', json({ id: { S: '0' } }));
    const read = await dynamodb('get-item', ...table, '--key', json({ id: { S: '3' } }));
    const batch = await dynamodb(
      'batch-get-item',
      '--request-items',
      json({ [name]: { Keys: [{ id: { S: '1' } }] } }),
    );
    const scanned = await dynamodb('scan', ...table, '--page-size', '1');
    const Page = z.object({ Items: z.array(z.unknown()), NextToken: z.string() });
    const first = Page.parse(await dynamodb('scan', ...table, '--max-items', '2'));
    const rest = await dynamodb('scan', ...table, '--starting-token', first.NextToken);

    expect(read).toMatchObject({ Item: { seen: { N: '1' } } });
    expect(batch).toMatchObject({ Responses: { [name]: [{ id: { S: '1' } }] } });
    expect(scanned).toMatchObject({ Count: 3 });
    expect(first.Items).toHaveLength(2);
    expect(rest).toMatchObject({ Items: [{}] });

    await dynamodb(
      ...['update-table', ...table],
      ...['--attribute-definitions', 'AttributeName=author,AttributeType=S'],
      '--global-secondary-index-updates',
      json([
        {
          Create: {
            IndexName: 'byAuthor',
            KeySchema: [{ AttributeName: 'author', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        },
      ]),
    );
    const odd = await dynamodb(
      ...['query', ...table, '--index-name', 'byAuthor', '--page-size', '1'],
      ...['--key-condition-expression', 'author = :a', '--expression-attribute-values'],
      json({ ':a': { S: 'odd' } }),
    );
    expect(odd).toMatchObject({ Count: 2 });

    await dynamodb('delete-table', ...table);
    await dynamodb('wait', 'table-not-exists', ...table);
    expect(await errorOf('describe-table', ...table)).toBe('ResourceNotFoundException');
  });
});

describe('the AWS CLI on tables of the template', () => {
  test('lists them, also page by page', async () => {
    const all = Tables.parse(await dynamodb('list-tables', '--page-size', '1'));
    const first = Tables.parse(await dynamodb('list-tables', '--max-items', '1'));
    const rest = Tables.parse(
      await dynamodb('list-tables', '--starting-token', first.NextToken ?? ''),
    );

    expect(all.TableNames).toHaveLength(4);
    expect([...first.TableNames, ...rest.TableNames]).toEqual(all.TableNames);
  });

  test('describes them, their time to live and their tags', async () => {
    const table = tableOf('WipesTable');
    const { Table } = z
      .object({ Table: z.looseObject({ TableArn: z.string() }) })
      .parse(await dynamodb('describe-table', '--table-name', table));
    const timeToLive = await dynamodb('describe-time-to-live', '--table-name', table);
    const arn = ['--resource-arn', Table.TableArn];
    await dynamodb('tag-resource', ...arn, '--tags', 'Key=a,Value=b');
    const tags = await dynamodb('list-tags-of-resource', ...arn);
    await dynamodb('untag-resource', ...arn, '--tag-keys', 'a');

    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: true });
    expect(timeToLive).toMatchObject({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED' } });
    expect(tags).toMatchObject({ Tags: expect.arrayContaining([{ Key: 'a', Value: 'b' }]) });
  });

  test('does not delete them', async () => {
    const table = ['--table-name', tableOf('WipesTable')];

    expect(await errorOf('delete-table', ...table)).toBe('ValidationException');
    await dynamodb('describe-table', ...table);
  });
});

test('the AWS CLI is told of an operation that is not hosted', async () => {
  expect(await errorOf('describe-limits')).toBe('UnknownOperationException');
});
