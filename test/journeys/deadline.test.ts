import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkRecord } from '#demo/check-record.ts';
import { until } from '#demo/until.ts';
import { DAY, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { PATIENCE, Stage } from './stage.ts';
import {
  comesTo,
  comesToRest,
  endsTold,
  type Issued,
  issued,
  owner,
  REPAIR_TIME,
  request,
} from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage.strike());

const typesOf = ({ events }: Wipe) => events.map(({ type }) => type);

describe('past the deadline of a day', () => {
  let held: Issued;
  let wished: Issued;
  let sold: Issued;
  let late: Issued;
  let begun: Issued;
  let silent: Issued;
  let vanished: Issued;
  let unwanted: Issued;

  beforeAll(async () => {
    held = await issued(stage);
    unwanted = await issued(stage);
    const aDay = { deadlineDays: 1 };
    wished = await issued(stage, aDay);
    sold = await issued(stage, aDay);
    late = await issued(stage, aDay);
    begun = await issued(stage, aDay);
    silent = await issued(stage, aDay);
    vanished = await issued(stage, aDay);
    stage.shift(DAY);
    await stage.administrator.pause(true);
  });

  test('time alone takes no command back: the wait for the verdict begins', async () => {
    const { wipeId } = silent;

    const wipe = await until('the wait for the verdict', async () => {
      const found = await stage.administrator.wipe(wipeId);
      return found.verdictUntil === undefined ? undefined : found;
    });

    expect(wipe.state).toBe('issued');
    expect(await (await owner(stage)).wipe(wipeId)).toMatchObject({
      state: 'issued',
      waitsFor: 'verdict',
    });
  });

  test('a wish to cancel comes before a change of the owner and the deadline', async () => {
    const { handset, line, wipeId } = wished;
    const wish = (await owner(stage)).cancel(wipeId);
    await expect(wish).rejects.toMatchObject({ code: 'not-known-yet' });
    await stage.administrator.changeLine(line.lineId, { account: 'a-hanako' });

    await handset.askForNothing();

    await comesTo(stage, wipeId, 'cancelled');
  });

  test('a change of the owner comes before the deadline, and the new owner is told nothing', async () => {
    const { handset, line, wipeId } = sold;
    await stage.administrator.changeLine(line.lineId, { account: 'a-hanako' });

    await handset.askForNothing();

    const wipe = await comesToRest(stage, wipeId);
    expect(wipe).toMatchObject({ state: 'refused', reason: 'ownership-changed' });
    expect(await endsTold(stage, line)).toEqual([]);
  });

  test('the deadline comes before a pause', async () => {
    const { handset, line, wipeId } = late;

    await handset.askForNothing();

    expect(await comesToRest(stage, wipeId)).toMatchObject({
      state: 'expired',
      reason: 'deadline',
    });
    expect(await endsTold(stage, line)).toEqual(['expired']);
    expect((await request(stage, line)).wipeId).toBe(`${handset.enrolmentId}.2`);
  });

  test('a pause comes before an operator’s hold, and a resume lifts only the pause', async () => {
    const { handset, wipeId } = held;
    await stage.administrator.hold(wipeId, true);
    expect((await stage.administrator.wipe(wipeId)).state).toBe('issued');

    await handset.askForNothing();
    expect(await comesTo(stage, wipeId, 'held')).toMatchObject({ heldFor: 'pause' });
    await stage.administrator.pause(false);
    stage.shift(MINUTE + SECOND);
    await until('the operator’s hold', async () => {
      const wipe = await stage.administrator.wipe(wipeId);
      return wipe.state === 'held' && wipe.heldFor === 'operator' ? wipe : undefined;
    });
    await stage.administrator.hold(wipeId, false);
    stage.shift(MINUTE + SECOND);

    await comesTo(stage, wipeId, 'waiting-for-handset');
    expect(await handset.askForCommand()).toMatchObject({ kind: 'command' });
  });

  test('a command that went out before is still carried out', async () => {
    const { handset, wipeId, command } = begun;

    await handset.report(command, 'accepted');
    await handset.report(command, 'erased');

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', proof: 'report' });
  });

  describe('and after the wait for the verdict', () => {
    beforeAll(async () => {
      const wish = (await owner(stage)).cancel(unwanted.wipeId);
      await expect(wish).rejects.toMatchObject({ code: 'not-known-yet' });
      stage.shift(20 * MINUTE);
    });

    test('a wipe is unconfirmed, never expired, and nobody may ask again', async () => {
      const { line, wipeId } = silent;

      const wipe = await comesToRest(stage, wipeId);

      expect(wipe.state).toBe('unconfirmed');
      expect(typesOf(wipe)).not.toContain('expired');
      await expect(request(stage, line)).rejects.toMatchObject({ code: 'result-unknown' });
    });

    test('late proof makes it erased, in a second revision of the record, and is told', async () => {
      const { handset, line, wipeId, command } = silent;
      await comesToRest(stage, wipeId);

      await handset.report(command, 'erased');

      await comesTo(stage, wipeId, 'erased');
      stage.shift(REPAIR_TIME);
      const wipe = await until('the second revision', async () => {
        const found = await comesToRest(stage, wipeId);
        return found.record?.revision === 2 ? found : undefined;
      });
      expect(wipe).toMatchObject({ state: 'erased', proof: 'report' });
      const sealed = await checkRecord(await (await owner(stage)).record(wipeId));
      expect(sealed).toMatchObject({ result: 'erased', revision: 2 });
      expect(await endsTold(stage, line)).toEqual(['unconfirmed', 'erased']);
    });

    test('a signed “I hold none” says that it was not erased: failed, told, and open to another attempt', async () => {
      const { handset, line, wipeId } = vanished;
      await comesToRest(stage, wipeId);

      await handset.askForNothing();

      await comesTo(stage, wipeId, 'failed');
      stage.shift(REPAIR_TIME);
      const wipe = await comesToRest(stage, wipeId);
      expect(wipe).toMatchObject({ reason: 'not-received', record: { revision: 2 } });
      expect(await endsTold(stage, line)).toEqual(['unconfirmed', 'failed']);
      expect((await request(stage, line)).wipeId).toBe(`${handset.enrolmentId}.2`);
      await handset.notified(2);
      expect(await handset.askForCommand()).toMatchObject({
        command: { jti: `${handset.enrolmentId}.2` },
      });
    });

    test('a wish to cancel that nothing settled is unconfirmed too', async () => {
      const { line, wipeId } = unwanted;

      expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'unconfirmed' });
      expect(await endsTold(stage, line)).toEqual(['unconfirmed']);
    });
  });
});
