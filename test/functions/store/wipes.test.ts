import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { verifyChain } from '#domain/audit/chain.ts';
import { digest } from '#domain/audit/digest.ts';
import { advance, annotate } from '#domain/wipe/advance.ts';
import { openShardOf } from '#domain/wipe/due.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { STATE_NAMES, STATES } from '#domain/wipe/states.ts';
import { Wipe } from '#domain/wipe/wipe.ts';
import { isConflict } from '#functions/store/conflict.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { wipesIn } from '#functions/store/wipes.ts';
import {
  ACCOUNT,
  allTold,
  aWipe,
  LINE_ID,
  NOW,
  SERVICE,
  withEvents,
} from '#test/domain/builders.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** A fresh enrolment for each test, so that none sees another's items. */
let enrolmentId: string;
let serial = 0;
beforeEach(() => {
  enrolmentId = digest(`enrolment ${serial++}`);
});
const keyOf = (wipe: Wipe) => ({ enrolmentId: wipe.enrolmentId, attempt: wipe.attempt });
const conflict = { name: 'ConditionalCheckFailedException' };

describe('a wipe', () => {
  test.each(STATE_NAMES)('that is %s is read as it was put', async (state) => {
    const wipe = aWipe({ state, enrolmentId });

    await tables.wipes.put(wipe);

    expect(await tables.wipes.read(keyOf(wipe))).toEqual(wipe);
  });

  test('is put once', async () => {
    const wipe = aWipe({ enrolmentId });
    await tables.wipes.put(wipe);

    await expect(tables.wipes.put(wipe)).rejects.toMatchObject(conflict);
  });

  test('of fifty that race for one attempt is one', async () => {
    const racing = Array.from({ length: 50 }, (_, n) =>
      tables.wipes.put(aWipe({ enrolmentId, requestKeyHash: digest(`key ${n}`) })),
    );

    const won = (await Promise.allSettled(racing)).filter(({ status }) => status === 'fulfilled');

    expect(won).toHaveLength(1);
    expect(await tables.wipes.attemptsOf(enrolmentId)).toHaveLength(1);
  });

  test('that is not there is undefined', async () => {
    expect(await tables.wipes.read({ enrolmentId, attempt: 1 })).toBeUndefined();
    expect(await tables.wipes.latest(enrolmentId)).toBeUndefined();
    expect(await tables.wipes.attemptsOf(enrolmentId)).toEqual([]);
  });

  test('expires once it was kept for as long as was said', async () => {
    const wipe = aWipe({ enrolmentId });
    await tables.wipes.put(wipe, 100 * DAY);

    const item = await tables.item('Wipes', keyOf(wipe));

    expect(item?.['expiresAt']).toBe(Math.floor((wipe.requestedAt + 100 * DAY) / 1000));
  });
});

describe('every move of the table of states', () => {
  const moves = STATE_NAMES.flatMap((from) => STATES[from].next.map((to) => [from, to] as const));

  test.each(moves)('from %s to %s is stored', async (from, to) => {
    const before = aWipe({ state: from, enrolmentId });
    const after = moved(before, to);
    await tables.wipes.put(before);

    await tables.wipes.save(before, after);

    expect(await tables.wipes.read(keyOf(before))).toEqual(after);
  });

  test('is the storage’s condition: a move that the table does not have is refused', async () => {
    const stored = aWipe({ state: 'erased', enrolmentId });
    await tables.wipes.put(stored);
    const forged: Wipe = { ...aWipe({ state: 'issued', enrolmentId }), version: stored.version };

    await expect(tables.wipes.save(forged, moved(forged, 'issued'))).rejects.toMatchObject(
      conflict,
    );
    expect(await tables.wipes.read(keyOf(stored))).toEqual(stored);
  });
});

describe('a change', () => {
  test('is refused under a version that is not the present one', async () => {
    const before = aWipe({ enrolmentId });
    await tables.wipes.put(before);
    await tables.wipes.save(before, annotate(before, NOW, { run: 2 }));

    const late = tables.wipes.save(before, moved(before, 'cancelled'));

    await expect(late).rejects.toMatchObject(conflict);
    await late.catch((error: unknown) => expect(isConflict(error)).toBe(true));
    expect(await tables.wipes.read(keyOf(before))).toMatchObject({ state: 'requested', run: 2 });
  });

  test('that changes nothing writes nothing', async () => {
    const wipe = aWipe({ enrolmentId });
    await tables.wipes.put(wipe);

    expect(await tables.wipes.change(keyOf(wipe), (present) => present)).toEqual(wipe);
    expect(await tables.wipes.read(keyOf(wipe))).toEqual(wipe);
  });

  test('of a wipe that is not there answers undefined', async () => {
    expect(await tables.wipes.change({ enrolmentId, attempt: 1 }, (wipe) => wipe)).toBeUndefined();
  });

  test('of fifty under one version is one', async () => {
    const wipe = aWipe({ enrolmentId });
    await tables.wipes.put(wipe);
    const racing = Array.from({ length: 50 }, (_, run) =>
      tables.wipes.save(wipe, annotate(wipe, NOW, { run })),
    );

    const won = (await Promise.allSettled(racing)).filter(({ status }) => status === 'fulfilled');

    expect(won).toHaveLength(1);
    expect(await tables.wipes.read(keyOf(wipe))).toMatchObject({ version: 2 });
  });

  test('fifty at once follow one another, or are told that there are too many', async () => {
    const wipe = aWipe({ enrolmentId });
    await tables.wipes.put(wipe);
    const racing = Array.from({ length: 50 }, (_, n) =>
      tables.wipes.change(keyOf(wipe), (present) =>
        annotate(present, NOW, { messages: [...present.messages, `m${n}`] }),
      ),
    );

    const outcomes = await Promise.allSettled(racing);

    const done = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [`m${n}`] : []));
    const rest = outcomes.filter(({ status }) => status === 'rejected');
    const present = await tables.wipes.read(keyOf(wipe));
    expect([...(present?.messages ?? [])].sort()).toEqual(done.sort());
    expect(present?.version).toBe(1 + done.length);
    for (const outcome of rest) expect(outcome).toMatchObject({ reason: { code: 'busy' } });
  }, 60_000);

  test('appends events and never writes one over', async () => {
    const wipe = aWipe({ state: 'waiting-for-handset', enrolmentId });
    await tables.wipes.put(wipe);
    const rewritten = wipe.events.map((event) => ({ ...event, at: 0 }));

    await tables.wipes.save(wipe, { ...moved(wipe, 'held'), events: [...rewritten] });
    const before = await tables.wipes.read(keyOf(wipe));

    expect(before?.events).toEqual(wipe.events);
    if (before) await tables.wipes.save(before, moved(before, 'waiting-for-handset'));
    const after = await tables.wipes.read(keyOf(wipe));
    expect(after?.events.slice(0, -1)).toEqual(wipe.events);
    expect(after && verifyChain(after.wipeId, after.events)).toMatchObject({ intact: true });
  });

  test('names in its update only what it appends to the events', async () => {
    const client = mockClient(tables.client);
    client.onAnyCommand().resolves({});
    const wipe = withEvents(aWipe({ state: 'held', enrolmentId }), 40);

    await wipesIn(tables.client, 'Wipes').save(wipe, moved(wipe, 'waiting-for-handset'));

    const [call] = client.commandCalls(UpdateCommand);
    client.restore();
    const { UpdateExpression, ExpressionAttributeValues } = call?.args[0].input ?? {};
    expect(UpdateExpression).toContain('#events = list_append(#events, :appended)');
    expect(ExpressionAttributeValues?.[':appended']).toHaveLength(1);
    expect(ExpressionAttributeValues).not.toHaveProperty(':events');
  });

  test('takes away what is not there any more', async () => {
    const wipe = aWipe({ state: 'held', enrolmentId });
    await tables.wipes.put(wipe);

    await tables.wipes.save(wipe, moved(wipe, 'waiting-for-handset'));

    expect(await tables.item('Wipes', keyOf(wipe))).not.toHaveProperty('heldFor');
  });
});

describe('the index of open wipes', () => {
  const dueOf = async (wipe: Wipe, now: number) => {
    const due = await tables.wipes.due(openShardOf(wipe.enrolmentId), now, 250);
    return due.filter((key) => key.enrolmentId === wipe.enrolmentId);
  };

  test('holds a wipe from its due time on, until it is settled', async () => {
    const wipe = aWipe({ enrolmentId });
    await tables.wipes.put(wipe);
    expect(await dueOf(wipe, NOW + MINUTE - 1)).toEqual([]);
    expect(await dueOf(wipe, NOW + MINUTE)).toEqual([keyOf(wipe)]);

    const ended = moved(wipe, 'cancelled');
    await tables.wipes.save(wipe, ended);
    expect(await dueOf(wipe, NOW + DAY)).toEqual([keyOf(wipe)]);

    const events = ended.events.length;
    const record = { revision: 1, hash: digest('record'), sealedAt: NOW, events };
    await tables.wipes.save(ended, annotate(ended, NOW, { record, messages: allTold(ended) }));
    expect(await dueOf(wipe, NOW + 400 * DAY)).toEqual([]);
    const item = await tables.item('Wipes', keyOf(wipe));
    expect(item).not.toHaveProperty('openShard');
    expect(item).not.toHaveProperty('nextActionAt');
  });

  test('holds a settled wipe again once late proof came', async () => {
    const bare = aWipe({ state: 'unconfirmed', enrolmentId });
    const events = bare.events.length;
    const record = { revision: 1, hash: digest('record'), sealedAt: NOW, events };
    const wipe = Wipe.parse({ ...bare, record, messages: allTold(bare) });
    const settled = annotate(wipe, NOW, {});
    await tables.wipes.put(settled);
    expect(await dueOf(wipe, NOW + DAY)).toEqual([]);

    await tables.wipes.save(settled, moved(settled, 'erased'));

    expect(await dueOf(wipe, NOW + DAY)).toEqual([keyOf(wipe)]);
  });

  test('answers the longest due first, and no more than asked for', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => digest(`due ${n}`));
    const shard = openShardOf(enrolmentId);
    const mine = ids.filter((id) => openShardOf(id) === shard).slice(0, 4);
    for (const [n, id] of mine.entries())
      await tables.wipes.put(aWipe({ enrolmentId: id, requestedAt: NOW - DAY - n }));

    const due = await tables.wipes.due(shard, NOW - 1, 3);

    expect(due.map((key) => key.enrolmentId)).toEqual(mine.toReversed().slice(0, 3));
  });
});

describe('the attempts of an enrolment', () => {
  test('are answered newest first, all of them, however much they hold', async () => {
    for (let attempt = 1; attempt <= 4; attempt++) {
      const wipe = aWipe({ state: 'failed', enrolmentId, attempt });
      const events = wipe.events.map((event) => ({ ...event, evidence: 'e'.repeat(100_000) }));
      await tables.wipes.put({ ...wipe, events });
    }

    const attempts = await tables.wipes.attemptsOf(enrolmentId);

    expect(attempts.map(({ attempt }) => attempt)).toEqual([4, 3, 2, 1]);
    expect(await tables.wipes.latest(enrolmentId)).toMatchObject({ attempt: 4 });
  });
});

test('of an enrolment that was asked for without end, the newest attempts are answered', async () => {
  const attempts = Array.from({ length: 203 }, (_, n) => n + 1);
  await inParallel(attempts, 20, (attempt) =>
    tables.wipes.put(aWipe({ state: 'cancelled', enrolmentId, attempt })),
  );

  const found = await tables.wipes.attemptsOf(enrolmentId);

  expect(found).toHaveLength(200);
  expect(found.map(({ attempt }) => attempt).at(-1)).toBe(4);
});

describe('the wipes of a line', () => {
  test('are its present owner’s only, newest first', async () => {
    const lineId = `line of ${enrolmentId}`;
    const mine = { lineId, account: ACCOUNT };
    await tables.wipes.put(aWipe({ ...mine, state: 'failed', enrolmentId }));
    await tables.wipes.put(aWipe({ ...mine, enrolmentId, attempt: 2, requestedAt: NOW + 1 }));
    const others = { enrolmentId: digest(`other ${enrolmentId}`), account: 'account-2' };
    await tables.wipes.put(aWipe({ ...mine, ...others }));

    expect(await tables.wipes.ofLine(lineId, ACCOUNT, 50)).toEqual([
      { enrolmentId, attempt: 2 },
      { enrolmentId, attempt: 1 },
    ]);
    expect(await tables.wipes.ofLine(lineId, ACCOUNT, 1)).toHaveLength(1);
    expect(await tables.wipes.ofLine(LINE_ID, 'nobody', 50)).toEqual([]);
  });
});

/** The wipe one step on, in any way that the table of states has. */
function moved(wipe: Wipe, to: Wipe['state']): Wipe {
  const example = aWipe({ state: to, enrolmentId: wipe.enrolmentId });
  const own = ['approvalUntil', 'heldFor', 'commandHash', 'reason', 'proof', 'verdictUntil'];
  const fields = Object.entries(example).filter(([name]) => own.includes(name));
  const type = to === 'held' ? 'held' : 'released';
  const step = { to, type, by: SERVICE, at: NOW, evidence: 'a.claim.jws' } as const;
  return advance(wipe, { ...step, set: Object.fromEntries(fields) });
}
