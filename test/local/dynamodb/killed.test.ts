import {
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type Cloud, startCloud } from '#local/cloud.ts';
import type { CloudLogLine } from '#local/part.ts';
import { startChild } from '../cloud-child.ts';
import { cloudOptions } from '../cloud-fixture.ts';
import { temporaryFolder } from '../small-cloud.ts';

// Starts processes, which a busy machine may take its time for.
jest.setTimeout(60_000);

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Cloud | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await cloud?.stop();
  folder.remove();
});

const connect = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

/** Moves the index entries of a few items on and on until the other side is gone; answers what was acknowledged. */
async function writeUntilGone(client: DynamoDBClient, TableName: string, started: () => void) {
  const acknowledged = new Map<string, number>();
  const writer = async (id: string) => {
    for (let at = 1; ; at += 1) {
      const Item = { id: { S: id }, openShard: { S: '0' }, at: { N: String(at) } };
      try {
        await client.send(new PutItemCommand({ TableName, Item }));
      } catch {
        return;
      }
      acknowledged.set(id, at);
      if (at === 20) started();
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, index) => writer(`e${index}`)));
  return acknowledged;
}

test('kill -9 in the middle of writes loses neither an acknowledged item nor an index entry', async () => {
  cloudOptions(folder.path);
  const { endpoint, kill } = await startChild(folder.path);
  const writing = connect(endpoint);
  const { TableNames: [TableName = ''] = [] } = await writing.send(new ListTablesCommand({}));
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const written = writeUntilGone(writing, TableName, begun);
  await hasBegun;
  await kill();
  const acknowledged = await written;
  writing.destroy();

  const lines: CloudLogLine[] = [];
  cloud = await startCloud(cloudOptions(folder.path, { log: (line) => lines.push(line) }));
  const client = connect(cloud.endpointUrl);
  const items = new Map<string, number>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    for (const item of Items) items.set(item['id']?.S ?? '', Number(item['at']?.N));
  const entries = new Map<string, number>();
  const query = {
    TableName,
    IndexName: 'open',
    KeyConditionExpression: 'openShard = :shard',
    ExpressionAttributeValues: { ':shard': { S: '0' } },
  };
  for await (const { Items = [] } of paginateQuery({ client }, query))
    for (const item of Items) entries.set(item['id']?.S ?? '', Number(item['at']?.N));
  client.destroy();

  expect(acknowledged.size).toBe(16);
  for (const [id, at] of acknowledged) expect(items.get(id)).toBeGreaterThanOrEqual(at);
  expect(new Map([...entries].sort())).toEqual(new Map([...items].sort()));
  expect(lines).not.toContainEqual(expect.objectContaining({ event: 'indexes-repaired' }));
});
