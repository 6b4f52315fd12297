import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { MINUTE } from '#domain/wipe/settings.ts';
import { generateKey } from '#handset/keys.ts';
import { Hardware } from './hardware.ts';
import { PATIENCE, Stage, type TestLine, targetOf } from './stage.ts';
import {
  comesTo,
  comesToRest,
  endsTold,
  issued,
  owner,
  REPAIR_TIME,
  request,
  waiting,
} from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
}, PATIENCE);
afterAll(() => stage.strike());

const OTHER = 'a-hanako';
const sell = ({ lineId }: TestLine) => stage.administrator.changeLine(lineId, { account: OTHER });
const LOST = { state: 'refused', reason: 'ownership-changed' };
const notThere = { status: 404, code: 'wipe-not-found' };

/** That the one who owns the line now has no part in a wipe of before, and the one of before neither any more. */
async function isNobodys({ lineId }: TestLine, wipeId: string): Promise<void> {
  const [former, present] = [await owner(stage), await stage.subscriber('hanako')];
  for (const person of [former, present]) {
    await expect(person.wipe(wipeId)).rejects.toMatchObject(notThere);
    await expect(person.cancel(wipeId)).rejects.toMatchObject(notThere);
    await expect(person.record(wipeId)).rejects.toMatchObject(notThere);
  }
  expect((await present.line(lineId)).handsets).toEqual([]);
}

describe('a change of owner', () => {
  test('between request and dispatch stops the wipe', async () => {
    const line = await stage.line();
    const handset = await new Hardware(stage, line).enrol();
    await stage.administrator.pause(true);
    const { wipeId } = await request(stage, line);
    await comesTo(stage, wipeId, 'held');

    await sell(line);
    await stage.administrator.pause(false);
    stage.shift(REPAIR_TIME);

    expect(await comesToRest(stage, wipeId)).toMatchObject({ ...LOST, commands: [] });
    expect(handset.notices).toBe(0);
    await handset.askForNothing();
    await isNobodys(line, wipeId);
  });

  test('between dispatch and claim stops it, and the claim brings nothing', async () => {
    const { handset, line, wipeId } = await waiting(stage);

    await sell(line);
    await handset.askForNothing();

    expect(await comesToRest(stage, wipeId)).toMatchObject({ ...LOST, commands: [] });
    expect(await endsTold(stage, line)).toEqual([]);
    await isNobodys(line, wipeId);
  });

  test('after the command stops it where the handset says that it has none', async () => {
    const { handset, line, wipeId } = await issued(stage);

    await sell(line);
    await handset.askForNothing();

    expect(await comesToRest(stage, wipeId)).toMatchObject(LOST);
    await isNobodys(line, wipeId);
  });

  test('after the command cannot undo what the handset has begun, and the new owner sees none of it', async () => {
    const { handset, line, wipeId, command } = await issued(stage);
    await handset.report(command, 'accepted');
    await comesTo(stage, wipeId, 'accepted');

    await sell(line);
    await handset.report(command, 'erased');

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased' });
    await isNobodys(line, wipeId);
  });

  test('racing with the claim: a command goes out before it or not at all', async () => {
    const sales = await Promise.all(Array.from({ length: 6 }, () => waiting(stage)));

    await Promise.all(
      sales.map(async ({ line, handset }) => Promise.all([sell(line), handset.claim()])),
    );
    // Where a command was faster, the pause after it has to be over before the next claim is looked at.
    stage.shift(MINUTE);
    for (const { handset } of sales) await handset.askForNothing();

    for (const { wipeId } of sales) {
      const wipe = await comesTo(stage, wipeId, 'refused');
      expect(wipe.reason).toBe('ownership-changed');
      expect(wipe.commands.length).toBeLessThan(2);
    }
  });
});

describe('a contract', () => {
  test('that ends stops the wipe', async () => {
    const { handset, line, wipeId } = await waiting(stage);

    await stage.administrator.changeLine(line.lineId, { status: 'ended' });
    await handset.askForNothing();

    expect(await comesToRest(stage, wipeId)).toMatchObject(LOST);
  });

  test('that is suspended does not: a lost phone’s line often is', async () => {
    const { handset, line, wipeId } = await waiting(stage);

    await stage.administrator.changeLine(line.lineId, { status: 'suspended' });
    const command = await handset.askForCommand();
    await handset.report(command, 'erased');

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased' });
    expect(await (await owner(stage)).wipe(wipeId)).toMatchObject({ state: 'erased' });
  });
});

describe('a request for what a page showed', () => {
  const changed = { status: 409, code: 'target-changed' };
  /** A line, its handset, and what a page shows of them. */
  const shown = async () => {
    const line = await stage.line();
    const hardware = new Hardware(stage, line);
    const handset = await hardware.enrol();
    const person = await owner(stage);
    return { line, hardware, handset, person, target: await targetOf(person, line.lineId) };
  };

  test('starts nothing once the handset has enrolled anew', async () => {
    const { line, hardware, handset, person, target } = await shown();

    const fresh = await hardware.enrol();

    await expect(person.requestWipe(line.lineId, target)).rejects.toMatchObject(changed);
    for (const { enrolmentId } of [handset, fresh])
      expect(await stage.administrator.attemptsOf(enrolmentId)).toEqual([]);
  });

  test('starts nothing once the number is another one', async () => {
    const { line, handset, person, target } = await shown();

    await stage.administrator.changeLine(line.lineId, { number: '08000001234' });

    await expect(person.requestWipe(line.lineId, target)).rejects.toMatchObject(changed);
    expect(await stage.administrator.attemptsOf(handset.enrolmentId)).toEqual([]);
  });

  test('starts nothing once the handset is on another line', async () => {
    const { line, hardware, handset, person, target } = await shown();

    await hardware.enrol({ line: await stage.line() });

    const ended = { status: 409, code: 'enrolment-ended' };
    await expect(person.requestWipe(line.lineId, target)).rejects.toMatchObject(ended);
    expect(await stage.administrator.attemptsOf(handset.enrolmentId)).toEqual([]);
  });

  test('is for that handset alone, though other hardware has enrolled on the line since', async () => {
    const { line, handset, person, target } = await shown();

    const other = await new Hardware(stage, line).enrol();
    const { wipeId } = await person.requestWipe(line.lineId, target);

    expect(wipeId).toBe(`${handset.enrolmentId}.1`);
    expect(await stage.administrator.attemptsOf(other.enrolmentId)).toEqual([]);
    await other.askForNothing();
  });

  test('in the very moment in which the handset enrols anew wipes the next life never', async () => {
    const races = await Promise.all(Array.from({ length: 6 }, () => shown()));
    const bodies = await Promise.all(
      races.map(async ({ hardware }) => {
        const life = generateKey();
        return { life, body: await hardware.body({ life }) };
      }),
    );

    const outcomes = await Promise.all(
      races.map(async ({ line, person, target, hardware }, index) => {
        const [asked, enrolled] = await Promise.allSettled([
          person.requestWipe(line.lineId, target),
          hardware.send(bodies[index]?.body ?? (await hardware.body())),
        ]);
        return { asked, enrolled };
      }),
    );

    for (const [index, { asked, enrolled }] of outcomes.entries()) {
      const { handset } = races[index] ?? {};
      if (handset === undefined) throw new Error('no such race');
      if (asked.status === 'rejected') expect(asked.reason).toMatchObject({ status: 409 });
      // Whoever cleared the app's data in vain is turned away, and the wipe goes on.
      if (enrolled.status === 'rejected')
        expect(enrolled.reason).toMatchObject({ code: 'wipe-open' });
      else {
        const { enrolmentId } = enrolled.value;
        expect(await stage.administrator.attemptsOf(enrolmentId)).toEqual([]);
      }
      if (asked.status === 'fulfilled' && enrolled.status === 'fulfilled')
        expect(await comesTo(stage, asked.value.wipeId, 'refused')).toMatchObject({
          reason: 'enrolled-anew',
          commands: [],
        });
      const attempts = await stage.administrator.attemptsOf(handset.enrolmentId);
      expect(attempts).toHaveLength(asked.status === 'fulfilled' ? 1 : 0);
    }
  });
});
