import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { erasedAmong, untilNoneIsOpen } from '#bench/stored-wipes.ts';
import { TABLE, wipesCloud } from '../local/dynamodb/wipes-cloud.ts';
import { temporaryFolder } from '../local/small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
let wipes: Awaited<ReturnType<typeof wipesCloud>>;
let client: DynamoDBDocumentClient;
beforeEach(async () => {
  folder = temporaryFolder();
  wipes = await wipesCloud(folder.path);
  client = DynamoDBDocumentClient.from(wipes.administrator);
});
afterEach(async () => {
  await wipes.stop();
  folder.remove();
});

const put = (enrolmentId: string, attempt: number, state: string, more = {}) =>
  client.send(new PutCommand({ TableName: TABLE, Item: { enrolmentId, attempt, state, ...more } }));

test('an enrolment counts once as erased, and only one of the crowd whose wipe ended so', async () => {
  await put('e1', 1, 'erased');
  await put('e1', 2, 'erased');
  await put('e2', 1, 'failed');
  await put('e3', 1, 'erased');

  const erased = await erasedAmong(client, TABLE, new Set(['e1', 'e2', 'e4']));

  expect(erased).toBe(1);
});

test('a wipe is waited for while the index of open ones has it', async () => {
  await put('e1', 1, 'held', { openShard: '0', nextActionAt: 1 });

  await expect(untilNoneIsOpen(client, TABLE, 300)).rejects.toThrow('the end of every wipe');

  await put('e1', 1, 'erased');
  await expect(untilNoneIsOpen(client, TABLE, 60_000)).resolves.toBeUndefined();
});
