import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ApiProblem } from '#demo/api-client.ts';
import { checkRecord } from '#demo/check-record.ts';
import { lineIdOf } from '#demo/lines.ts';
import { isErased } from './erased.ts';
import { askFor, PATIENCE, reaches, Stage, settles, targetOf } from './stage.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
}, PATIENCE);

afterAll(() => stage.strike(), PATIENCE);

describe('a wipe of a handset that is on', () => {
  test('erases every file, once, and ends in a record that verifies and a message', async () => {
    const handset = await stage.handset(1);
    const before = await handset.files();
    const subscriber = await stage.subscriber('hanako');

    const { wipeId } = await askFor(subscriber, lineIdOf(1));
    const wipe = await settles(subscriber, wipeId);

    expect(wipe).toMatchObject({ state: 'erased', proof: 'report', waitsFor: 'nothing' });
    await isErased(handset, before);
    const content = await checkRecord(await subscriber.record(wipeId));
    expect(content).toMatchObject({ wipeId, result: 'erased' });
    expect(content.storages).toEqual([
      { kind: 'internal', result: 'erased' },
      { kind: 'sd', result: 'erased' },
    ]);
    const mails = await stage.messages('hanako@example.com');
    const told = mails.filter(({ body }) => body.includes(`${stage.system.api}/not-me#${wipeId}.`));
    expect(told.map(({ subject }) => subject).toSorted()).toEqual(
      [
        '遠隔初期化のお申し込みを受け付けました',
        '初期化の命令を端末に送りました',
        '遠隔初期化が完了しました',
      ].toSorted(),
    );
    expect(handset.process.events.filter(({ event }) => event === 'erased')).toHaveLength(1);
  });

  test('is not repeated on the phone’s next life', async () => {
    const subscriber = await stage.subscriber('hanako');
    const handset = await stage.handset(2, { model: 'KY-41C' });

    const { wipeId, enrolmentId } = await askFor(subscriber, lineIdOf(2));
    await settles(subscriber, wipeId);
    await handset.process.untilEvent('enrolled', 2, PATIENCE);
    const fresh = await targetOf(subscriber, lineIdOf(2));

    expect(fresh.enrolmentId).not.toBe(enrolmentId);
    const again = subscriber.requestWipe(lineIdOf(2), { ...fresh, enrolmentId });
    await expect(again).rejects.toMatchObject({ code: 'target-changed' });
  });
});

describe('a handset that is off', () => {
  test('is wiped once when it comes back', async () => {
    const handset = await stage.handset(3);
    const before = await handset.files();
    const subscriber = await stage.subscriber('taro');
    handset.process.tell({ do: 'off' });
    await handset.process.untilEvent('off');

    const { wipeId } = await askFor(subscriber, lineIdOf(3));
    await reaches(subscriber, wipeId, 'waiting-for-handset');
    expect(await handset.files()).toEqual(before);
    handset.process.tell({ do: 'on' });
    const wipe = await settles(subscriber, wipeId);

    expect(wipe.state).toBe('erased');
    await isErased(handset, before);
  });

  test('is never wiped once the wipe is cancelled, and that is said for certain', async () => {
    const handset = await stage.handset(4);
    const before = await handset.files();
    const subscriber = await stage.subscriber('taro');
    handset.process.tell({ do: 'off' });
    await handset.process.untilEvent('off');
    const { wipeId } = await askFor(subscriber, lineIdOf(4));
    await reaches(subscriber, wipeId, 'waiting-for-handset');

    const { result } = await subscriber.cancel(wipeId);
    handset.process.tell({ do: 'on' });
    await handset.process.untilEvent('nothing', 1, PATIENCE);

    expect(result).toBe('cancelled');
    expect(await handset.files()).toEqual(before);
    expect(await settles(subscriber, wipeId)).toMatchObject({ state: 'cancelled' });
  });
});

describe('many requests at once', () => {
  test('with one key are one wipe with one answer', async () => {
    await stage.handset(7);
    const subscriber = await stage.subscriber('office');
    const target = await targetOf(subscriber, lineIdOf(7));
    const key = randomUUID();

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => subscriber.requestWipe(lineIdOf(7), target, key)),
    );

    expect(new Set(answers.map(({ wipeId }) => wipeId)).size).toBe(1);
    const [first] = answers;
    expect(await settles(subscriber, first?.wipeId ?? '')).toMatchObject({ state: 'erased' });
  });

  test('with a key each are one wipe and 49 clear conflicts', async () => {
    const handset = await stage.handset(8);
    handset.process.tell({ do: 'off' });
    await handset.process.untilEvent('off');
    const subscriber = await stage.subscriber('office');
    const target = await targetOf(subscriber, lineIdOf(8));

    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => subscriber.requestWipe(lineIdOf(8), target)),
    );

    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refused).toHaveLength(49);
    for (const problem of refused) {
      expect(problem).toBeInstanceOf(ApiProblem);
      expect(problem).toMatchObject({ status: 409, code: 'wipe-open' });
    }
  });
});
