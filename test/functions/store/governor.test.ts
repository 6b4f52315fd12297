import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PAUSE_KEY } from '#functions/store/governor.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

test('nothing is paused until somebody pauses, and from then on until it is lifted', async () => {
  expect(await tables.governor.isPaused()).toBe(false);
  await tables.pause(true);
  expect(await tables.governor.isPaused()).toBe(true);
  await tables.pause(false);
  expect(await tables.governor.isPaused()).toBe(false);
});

test.each([{ paused: 'no' }, {}])('a switch that cannot be read is an error (%j)', async (more) => {
  await tables.client.send(
    new PutCommand({ TableName: 'Governor', Item: { ...PAUSE_KEY, ...more } }),
  );

  await expect(tables.governor.isPaused()).rejects.toThrow();
});
