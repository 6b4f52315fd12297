// First, so that the logger speaks.
import '../captured-log.ts';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { standingIn } from '#functions/store/standing.ts';
import { NOW } from '#test/domain/builders.ts';
import { captureLog, lines } from '../captured-log.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let endCapture: () => void;
beforeAll(async () => {
  endCapture = captureLog();
  tables = await startTables();
});
afterAll(async () => {
  endCapture();
  await tables.stop();
});

const standing = () => standingIn(tables.client, 'Governor');
const keyOf = (clerk: string, n: number) => ({
  scope: `clerk-standing#${clerk}`,
  window: String(n).padStart(10, '0'),
});

/** A clerk who was suspended, and whose reinstatement two people proposed. */
async function aSuspended(clerk: string): Promise<void> {
  await standing().suspend(clerk, NOW, 'over the limit');
  for (const person of ['person-1', 'person-2'])
    await standing().proposeReinstatement(clerk, { person, reason: 'asked', now: NOW });
}

describe('the standing of clerks, as it is stored', () => {
  test('is good until the governor suspends, and again once two people agreed', async () => {
    expect(await standing().isSuspended('a')).toBe(false);

    await aSuspended('a');
    expect(await standing().isSuspended('a')).toBe(true);
    expect(await standing().isSuspended('b')).toBe(false);

    const act = { person: 'person-2', reason: 'asked', now: NOW, n: 2 };
    expect(await standing().confirmReinstatement('a', act)).toMatchObject({ kind: 'entry' });
    expect(await standing().isSuspended('a')).toBe(false);
  });

  test('is told by one of many who suspend at once, and written once', async () => {
    const told = await Promise.all(
      Array.from({ length: 10 }, () => standing().suspend('raced', NOW, 'over the limit')),
    );

    expect(told.filter(Boolean)).toHaveLength(1);
    expect((await standing().history('raced')).entries).toHaveLength(1);
  });

  test('keeps the proposals of all who propose at once', async () => {
    await standing().suspend('many', NOW, 'over the limit');

    await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        standing().proposeReinstatement('many', { person: `p${i}`, reason: 'asked', now: NOW }),
      ),
    );

    const { entries, verdict } = await standing().history('many');
    expect(verdict).toMatchObject({ intact: true, entries: 6 });
    expect(entries.at(-1)?.state.proposals.map(({ n }) => n)).toEqual([2, 3, 4, 5, 6]);
  });

  test('leaves the head of the journal in the log', async () => {
    await standing().suspend('logged', NOW, 'over the limit');

    const [entry] = (await standing().history('logged')).entries;
    const line = lines.find((one) => one.includes('clerk-standing#logged'));
    expect(JSON.parse(line ?? '')).toMatchObject({
      code: 'journal-entry',
      n: 1,
      hash: entry?.hash,
    });
    // By the service itself, which is nobody.
    expect(line).not.toContain('person');
    expect(line).not.toContain('over the limit');
  });

  test('says there who decided', async () => {
    await standing().suspend('told', NOW, 'over the limit');
    await standing().proposeReinstatement('told', { person: 'p1', reason: 'asked', now: NOW });

    const said = lines.filter((one) => one.includes('clerk-standing#told'));
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ n: 2, person: 'p1' });
  });
});

describe('a stored journal that was tampered with', () => {
  const rewrite = async (clerk: string, n: number, change: object) =>
    tables.client.send(
      new PutCommand({
        TableName: 'Governor',
        Item: { ...(await tables.item('Governor', keyOf(clerk, n))), ...change },
      }),
    );
  const remove = (clerk: string, n: number) =>
    tables.client.send(new DeleteCommand({ TableName: 'Governor', Key: keyOf(clerk, n) }));

  test.each<[string, object]>([
    ['altered', { state: { suspended: false, proposals: [] } }],
    ['unreadable', { state: 'good' }],
    ['half there', { state: undefined }],
    ['under another number', { window: keyOf('x', 7).window }],
  ])('is an error where the newest entry is %s', async (what, change) => {
    const error = { code: 'journal-broken' };
    await aSuspended(what);
    await rewrite(what, 3, change);

    await expect(standing().isSuspended(what)).rejects.toMatchObject(error);
    await expect(standing().suspend(what, NOW, 'again')).rejects.toMatchObject(error);
  });

  test.each<[string, (clerk: string) => Promise<unknown>, object]>([
    ['an edit', (clerk) => rewrite(clerk, 2, { at: 1 }), { at: 2, why: 'content' }],
    ['what cannot be read', (clerk) => rewrite(clerk, 1, { n: 'one' }), { at: 1, why: 'content' }],
    ['a deletion', (clerk) => remove(clerk, 2), { at: 2, why: 'number' }],
    [
      'a swap',
      async (clerk) => {
        const second = await tables.item('Governor', keyOf(clerk, 2));
        await rewrite(clerk, 2, {
          ...(await tables.item('Governor', keyOf(clerk, 3))),
          ...keyOf(clerk, 2),
        });
        await rewrite(clerk, 3, { ...second, ...keyOf(clerk, 3) });
      },
      { at: 2, why: 'number' },
    ],
  ])('shows %s and where', async (what, tamper, found) => {
    await aSuspended(what);
    await tamper(what);

    expect((await standing().history(what)).verdict).toEqual({ intact: false, ...found });
  });

  test('shows a cut against the head that the log has', async () => {
    await aSuspended('cut');
    const head = (await standing().history('cut')).entries.at(-1);
    await remove('cut', 3);

    const known = { n: 3, hash: head?.hash ?? '' };
    expect((await standing().history('cut', known)).verdict).toEqual({
      intact: false,
      at: 3,
      why: 'cut',
    });
  });
});
