/** The switch of the service over the whole system: a pause in the middle of wipes, resuming and withdrawing by two. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { until } from '#demo/until.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { byTwo, operators } from './operator.ts';
import { PATIENCE, Stage } from './stage.ts';
import { comesTo, request, waiting } from './wipes.ts';

jest.setTimeout(3 * PATIENCE);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
}, 2 * PATIENCE);
afterAll(() => stage.strike(), PATIENCE);

const Line = z.looseObject({ timestamp: z.iso.datetime() });

/** When commands were signed, epoch milliseconds. */
const signatures = async () =>
  (await stage.logged('command-signed')).map((line) =>
    Date.parse(Line.parse(JSON.parse(line)).timestamp),
  );

/** What an operator sees who has just signed in: time that is pushed on ends sign-ins. */
const shown = async () => (await stage.operator()).dispatch();

/** Lets the reconciler come by until it is so. */
const untilReconciled = (what: string, isSo: () => Promise<boolean>) =>
  until(what, async () => {
    stage.shift(MINUTE);
    return (await isSo()) || undefined;
  });

describe('a pause in the middle of wipes', () => {
  test('lets no command be signed a second later, and after resuming by two all end', async () => {
    const [done, asleep, late] = await stage.crew(3);
    if (!done || !asleep || !late) throw new Error('nobody came');
    const first = await request(stage, done.line);
    await comesTo(stage, first.wipeId, 'erased');
    await asleep.afterwards('network-off', () => asleep.tell({ do: 'network-off' }));
    const second = await request(stage, asleep.line);
    await comesTo(stage, second.wipeId, 'waiting-for-handset');

    const operator = await stage.operator();
    const { pause } = await operator.decide('pause', { reason: 'Something is wrong' });
    const pausedAt = Date.parse(pause?.at ?? '');
    await asleep.afterwards('network-on', () => asleep.tell({ do: 'network-on' }));
    asleep.tell({ do: 'claim' });
    const third = await request(stage, late.line);
    const held = await Promise.all([
      comesTo(stage, second.wipeId, 'held'),
      comesTo(stage, third.wipeId, 'held'),
    ]);
    expect(held.map(({ heldFor }) => heldFor)).toEqual(['pause', 'pause']);
    await untilReconciled('some minutes of the pause', async () => {
      const now = stage.system.cloud.clock.now();
      return now > pausedAt + 5 * MINUTE;
    });
    expect((await signatures()).filter((at) => at > pausedAt + SECOND)).toEqual([]);

    expect(await byTwo(stage, 'resume')).toMatchObject({ result: 'resumed', state: 'running' });
    const states = async () => {
      const wipes = [second, third].map(({ wipeId }) => stage.administrator.wipe(wipeId));
      return (await Promise.all(wipes)).map(({ state }) => state);
    };
    await untilReconciled('what was held to be let out', async () => {
      return !(await states()).includes('held');
    });
    // From here on time goes its own way: a command is given up where the clock jumps while it is signed.
    for (const handset of [asleep, late]) handset.tell({ do: 'claim' });
    await until('all wipes to end', async () => {
      return (await states()).every((state) => state === 'erased') || undefined;
    });
  });

  test('is not resumed by one person alone', async () => {
    const [operator, other] = await operators(stage);
    await operator.decide('pause', { reason: 'Something is wrong again' });
    const { proposal = 0 } = await operator.decide('resume', { reason: 'It was nothing' });
    const confirmation = { proposal, reason: 'It was nothing' };

    await expect(operator.decide('resume/confirmation', confirmation)).rejects.toThrow(
      'own-proposal',
    );
    expect((await other.dispatch()).state).toBe('paused');
    expect(await other.decide('resume/confirmation', confirmation)).toMatchObject({
      state: 'running',
    });
  });
});

test('a withdrawal by two cancels what nobody has claimed, and the journal says how many', async () => {
  const claimed = await waiting(stage);
  await claimed.handset.askForCommand();
  const unclaimed = [await waiting(stage), await waiting(stage)];

  await byTwo(stage, 'withdrawal');
  await untilReconciled('the search to end', async () => {
    const { withdrawal } = await shown();
    return withdrawal?.doneAt !== undefined;
  });

  for (const { wipeId } of unclaimed) {
    const wipe = await stage.administrator.wipe(wipeId);
    expect(wipe.state).toBe('cancelled');
    expect(wipe.events.find(({ type }) => type === 'cancelled')).toMatchObject({
      detail: { withdrawn: true },
    });
  }
  expect(await stage.administrator.wipe(claimed.wipeId)).toMatchObject({ state: 'issued' });
  const { withdrawal, journal } = await shown();
  expect(withdrawal?.cancelled).toBe(2);
  expect(journal.verification).toMatchObject({ intact: true });
  const later = await waiting(stage);
  await later.handset.askForCommand();
});
