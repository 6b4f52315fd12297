import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Cloud, type CloudOptions, startCloud } from '#local/cloud.ts';
import type { CloudLogLine } from '#local/part.ts';
import { startChild } from './cloud-child.ts';
import { cloudOptions, writeAssembly } from './cloud-fixture.ts';
import { WRITER, writeFunctionAsset } from './function-fixture.ts';
import { temporaryFolder } from './small-cloud.ts';

// Starts processes, which a busy machine may take its time for.
jest.setTimeout(60_000);

let folder: ReturnType<typeof temporaryFolder>;
const running: Cloud[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
  folder.remove();
});

async function start(more: Partial<CloudOptions> = {}) {
  const cloud = await startCloud(cloudOptions(folder.path, more));
  running.push(cloud);
  return cloud;
}
const withClient = async <Result>(
  endpoint: string,
  use: (client: DynamoDBClient) => Promise<Result>,
) => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
};
const put = (endpoint: string, TableName: string, id: string) =>
  withClient(endpoint, (client) =>
    client.send(new PutItemCommand({ TableName, Item: { id: { S: id } } })),
  );
const get = (endpoint: string, TableName: string, id: string) =>
  withClient(endpoint, async (client) => {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }));
    return Item;
  });

describe('a cloud', () => {
  test('hosts the stacks of an assembly and says what it did', async () => {
    const lines: CloudLogLine[] = [];
    const cloud = await start({ log: (line) => lines.push(line) });

    expect(cloud.outputs['records']).toMatchObject({
      TableName: expect.stringMatching(/^records-Wipes-/),
      Issuer: 'cognito',
    });
    expect(cloud.resources.map(({ logicalId }) => logicalId)).toEqual([
      'Wipes',
      'Sealed',
      'Log',
      'Pool',
      'Role',
      'Policy',
    ]);
    expect(cloud.addresses).toMatchObject({
      endpoint: cloud.endpointUrl,
      inbox: expect.stringMatching(/^http:/),
    });
    expect(lines).toContainEqual({
      part: 'template',
      event: 'inert',
      type: 'AWS::Logs::LogGroup',
      count: 1,
    });
    const health = await fetch(`${cloud.endpointUrl}/_local/health`);
    expect(await health.json()).toEqual({ status: 'ready' });
  });

  test('takes parameters that are made of its addresses', async () => {
    const cloud = await start({
      parameters: ({ endpoint = '' }) => ({ records: { Issuer: endpoint } }),
    });
    expect(cloud.outputs['records']?.['Issuer']).toBe(cloud.endpointUrl);
    expect(cloud.resources.map(({ logicalId }) => logicalId)).not.toContain('Pool');
  });

  test('runs a function under its own role, on the resources of the template', async () => {
    const options = cloudOptions(folder.path);
    const files = await writeFunctionAsset(options.assemblyDir);
    writeAssembly(folder.path, { service: { Writer: WRITER }, files });
    const cloud = await startCloud(options);
    running.push(cloud);
    const client = new LambdaClient({
      endpoint: cloud.endpointUrl,
      region: 'ap-northeast-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const FunctionName = cloud.resources.find(({ logicalId }) => logicalId === 'Writer')?.ref;

    const { Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: '{ "id": "a" }' }),
    );
    client.destroy();

    expect(JSON.parse(Payload?.transformToString() ?? '')).toEqual({
      name: 'AccessDeniedException',
      message: expect.stringContaining('dynamodb:GetItem'),
    });
    const table = cloud.outputs['records']?.['TableName'] ?? '';
    expect(await get(cloud.endpointUrl, table, 'a')).toEqual({ id: { S: 'a' } });
  });

  test('goes on where it was after an orderly stop', async () => {
    const first = await start();
    const table = first.outputs['records']?.['TableName'] ?? '';
    await put(first.endpointUrl, table, 'a');
    first.clock.shift(3_600_000);
    await first.stop();

    const second = await start();

    expect(second.outputs).toEqual(first.outputs);
    expect(await get(second.endpointUrl, table, 'a')).toEqual({ id: { S: 'a' } });
    expect(second.clock.offset()).toBe(3_600_000);
  });

  test('goes on where it was after kill -9', async () => {
    const { endpoint, kill } = await startChild(folder.path);
    const shift = await fetch(`${endpoint}/_local/clock`, {
      method: 'POST',
      headers: { 'x-local-control': '1' },
      body: '{ "shiftMilliseconds": 60000 }',
    });
    expect(shift.status).toBe(200);
    const { TableNames: [table = ''] = [] } = await withClient(endpoint, (client) =>
      client.send(new ListTablesCommand({})),
    );
    await put(endpoint, table, 'a');
    await kill();

    const cloud = await start();

    expect(await get(cloud.endpointUrl, table, 'a')).toEqual({ id: { S: 'a' } });
    expect(cloud.clock.offset()).toBe(60_000);
  });

  test('keeps a second one off its folder', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'DataFolderInUse' });
    await first.stop();
    await start();
  });

  test('refuses what it cannot host before it makes anything, and leaves the folder free', async () => {
    const options = cloudOptions(folder.path);
    writeAssembly(folder.path, { records: { Machine: { Type: 'AWS::EC2::Instance' } } });
    const starting = startCloud(options);
    await expect(starting).rejects.toThrow(
      'Machine (AWS::EC2::Instance): the resource type is not supported',
    );
    await start();
  });
});
