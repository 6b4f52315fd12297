/** What weighs on the next wipe of a line: seen though the index lags, and though much was asked for in vain. */

import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import {
  ACCOUNT,
  aLine,
  anIssuedCommand,
  aWipe,
  ENROLMENT_ID,
  NOW,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await startTables();
});
afterEach(() => tables.stop());

const OTHER = digest('another handset');
const entryOf = (enrolmentId: string) => ({
  enrolmentId,
  handsetId: enrolmentId,
  account: ACCOUNT,
  since: NOW,
});
const line = aLine({ enrolments: [entryOf(ENROLMENT_ID), entryOf(OTHER)] });
const put = async (overrides: WipeOverrides) => {
  const wipe = aWipe(overrides);
  await tables.wipes.put(wipe);
  return wipe;
};
const seen = async () => {
  const found = await tables.lineHistory.weighing(line, ACCOUNT);
  return found.map(({ wipeId }) => wipeId).toSorted();
};
/** The index of the line has not heard of it yet. */
const hide = ({ enrolmentId, attempt }: Wipe) =>
  tables.client.send(
    new UpdateCommand({
      TableName: 'Wipes',
      Key: { enrolmentId, attempt },
      UpdateExpression: 'REMOVE lineOwner',
    }),
  );

test('is what is under way, and what a command went out for', async () => {
  const reached = await put({ state: 'failed', commands: [anIssuedCommand()] });
  await put({ state: 'cancelled', attempt: 2 });
  const open = await put({ state: 'held', attempt: 3 });

  expect(await seen()).toEqual([reached.wipeId, open.wipeId].toSorted());
});

test('is seen of every handset on the line, though the index lags', async () => {
  const first = await put({});
  const second = await put({ enrolmentId: OTHER });
  await hide(first);
  await hide(second);

  expect(await seen()).toEqual([first.wipeId, second.wipeId].toSorted());
});

test('is seen of a handset that has left the line since', async () => {
  const gone = await put({
    enrolmentId: digest('an earlier life'),
    state: 'erased',
    commands: [anIssuedCommand()],
  });

  expect(await seen()).toEqual([gone.wipeId]);
});

test('is nothing of another owner or another line', async () => {
  await put({ account: 'account-2', state: 'failed', commands: [anIssuedCommand()] });
  await put({ lineId: 'line-2', enrolmentId: OTHER });

  expect(await seen()).toEqual([]);
});
