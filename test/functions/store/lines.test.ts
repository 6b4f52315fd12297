import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Line } from '#domain/line/line.ts';
import { linesIn } from '#functions/store/lines.ts';
import { ACCOUNT, aLine, NOW } from '#test/domain/builders.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

let lineId: string;
let serial = 0;
beforeEach(() => {
  lineId = `line-of-test-${serial++}`;
});
const given = async (overrides: Partial<Line> = {}) => {
  const line = aLine({ lineId, number: `090${String(serial).padStart(8, '0')}`, ...overrides });
  await tables.given({ lines: [line] });
  return line;
};

/** The same client, whose every command is first shown to `answer`, which may answer in the table's stead. */
const through = (client: DynamoDBDocumentClient, answer: (command: unknown) => unknown) => {
  const send = async (command: Parameters<typeof client.send>[0]) =>
    answer(command) ?? client.send(command);
  const shown: DynamoDBDocumentClient = Object.create(client, { send: { value: send } });
  return shown;
};
const indexSaying = (Items: readonly object[]) => (command: unknown) =>
  command instanceof QueryCommand ? { Items } : undefined;

describe('a line', () => {
  test('is its owner’s only', async () => {
    const line = await given();

    expect(await tables.lines.owned(lineId, ACCOUNT)).toEqual(line);
    expect(await tables.lines.owned(lineId, 'account-2')).toBeUndefined();
    expect(await tables.lines.owned('missing', ACCOUNT)).toBeUndefined();
  });

  test('is nobody’s once its contract has ended', async () => {
    const { account: _owner, ...line } = aLine({ lineId, status: 'ended' });
    await tables.given({ lines: [line] });

    expect(await tables.lines.owned(lineId, ACCOUNT)).toBeUndefined();
    await given({ status: 'ended' });
    expect(await tables.lines.owned(lineId, ACCOUNT)).toBeUndefined();
  });

  test('is not read where somebody else owns it', async () => {
    await given();
    const asked: boolean[] = [];
    const note = (command: unknown) => void asked.push(command instanceof QueryCommand);
    const watched = linesIn(through(tables.client, note), 'Lines');

    await watched.owned(lineId, 'account-2');
    await watched.owned('missing', 'account-2');

    expect(asked).toEqual([true, true]);
  });

  test('whose owner changed is nobody’s of before, while the index still says so', async () => {
    await given({ account: 'account-2' });
    const lagging = linesIn(through(tables.client, indexSaying([{ lineId }])), 'Lines');

    expect(await lagging.owned(lineId, ACCOUNT)).toBeUndefined();
    expect(await lagging.stillOwned(lineId, ACCOUNT)).toBeUndefined();
  });

  test('is not taken for lost on the word of an index that does not know it yet', async () => {
    await given();
    const lagging = linesIn(through(tables.client, indexSaying([])), 'Lines');

    expect(await lagging.owned(lineId, ACCOUNT)).toBeUndefined();
    await expect(lagging.stillOwned(lineId, ACCOUNT)).rejects.toMatchObject({ code: 'busy' });
  });

  test('that is suspended is still its owner’s', async () => {
    const line = await given({ status: 'suspended' });

    expect(await tables.lines.owned(lineId, ACCOUNT)).toEqual(line);
    expect(await tables.lines.stillOwned(lineId, ACCOUNT)).toEqual(line);
  });

  test('is found by the number it has now', async () => {
    const line = await given();
    await tables.given({ lines: [{ ...line, lineId: `${lineId}-before`, status: 'ended' }] });
    await tables.given({ lines: [{ ...line, lineId: `${lineId}-a`, status: 'ended' }] });

    expect(await tables.lines.byNumber(line.number)).toEqual(line);
    expect(await tables.lines.byNumber('09099999999')).toBeUndefined();
  });
});

describe('a change of a line', () => {
  test('is stored and answered', async () => {
    const line = await given();

    const answer = await tables.lines.change(lineId, (present) => ({
      store: { ...present, codesSentAt: [NOW] },
      answer: 'done',
    }));

    expect(answer).toBe('done');
    expect(await tables.lines.read(lineId)).toEqual({ ...line, codesSentAt: [NOW], version: 2 });
  });

  test('that changes nothing writes nothing', async () => {
    const line = await given();

    await tables.lines.change(lineId, () => ({ answer: 1 }));
    await tables.lines.change(lineId, (present) => ({ store: present, answer: 1 }));

    expect(await tables.lines.read(lineId)).toEqual(line);
  });

  test('of ten at once loses none', async () => {
    await given();
    const racing = Array.from({ length: 10 }, (_, n) =>
      tables.lines.change(lineId, (present) => ({
        store: { ...present, codesSentAt: [...present.codesSentAt, n] },
        answer: n,
      })),
    );

    const done = (await Promise.allSettled(racing)).flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value] : [],
    );

    const present = await tables.lines.read(lineId);
    expect([...(present?.codesSentAt ?? [])].sort()).toEqual(done.sort());
    expect(present?.version).toBe(1 + done.length);
  });

  test('leaves alone what the carrier writes meanwhile, who need not know of versions', async () => {
    await given();
    const sold = new UpdateCommand({
      TableName: 'Lines',
      Key: { lineId },
      UpdateExpression: 'SET account = :a, contacts = :c',
      ExpressionAttributeValues: { ':a': 'account-2', ':c': [] },
    });

    // Between our read and our write.
    let sales = 0;
    const send = async (command: Parameters<typeof tables.client.send>[0]) => {
      if (command instanceof UpdateCommand && sales++ === 0) await tables.client.send(sold);
      return tables.client.send(command);
    };
    const slow: DynamoDBDocumentClient = Object.create(tables.client, { send: { value: send } });
    await linesIn(slow, 'Lines').change(lineId, (present) => ({
      store: { ...present, codesSentAt: [NOW] },
      answer: undefined,
    }));

    expect(await tables.lines.read(lineId)).toMatchObject({
      account: 'account-2',
      contacts: [],
      codesSentAt: [NOW],
    });
  });

  test('fails where there is no line', async () => {
    const changing = tables.lines.change('missing', () => ({ answer: 1 }));

    await expect(changing).rejects.toThrow('vanished');
  });
});

test('the lines of an account come 25 a page, each once', async () => {
  const account = 'a-large-account';
  const ids = Array.from({ length: 60 }, (_, n) => `line-${String(n).padStart(3, '0')}`);
  await tables.given({ lines: ids.map((id) => aLine({ lineId: id, account })) });

  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const { ids: page, next } = await tables.lines.ofAccount(account, after);
    pages.push(page);
    after = next;
  } while (after);

  expect(pages.map((page) => page.length)).toEqual([25, 25, 10]);
  expect(pages.flat()).toEqual(ids);
});
