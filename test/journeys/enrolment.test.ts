import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { until } from '#demo/until.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { generateKey } from '#handset/keys.ts';
import type { CrewMember } from './crew.ts';
import { codeBySms, codesSent, Hardware } from './hardware.ts';
import { PATIENCE, Stage, type TestLine, targetOf } from './stage.ts';
import {
  comesTo,
  comesToRest,
  endsTold,
  enrolmentsTold,
  issued,
  owner,
  REPAIR_TIME,
  request,
  waiting,
} from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
let crew: CrewMember[];

beforeAll(async () => {
  stage = await Stage.set();
  crew = await stage.crew(2);
});

afterAll(() => stage.strike());

/** A handset that is enrolled on a line of its own. */
async function enrolled() {
  const hardware = new Hardware(stage, await stage.line());
  return { hardware, line: hardware.line, handset: await hardware.enrol() };
}

const handsetsOn = async (lineId: string) => (await (await owner(stage)).line(lineId)).handsets;

/** Waits until an owner was told so much; a message may come twice. */
const told = (line: TestLine, news: Readonly<Record<string, number>>) =>
  until('the owner to be told', async () => {
    const heard = await enrolmentsTold(stage, line);
    const all = Object.entries(news).every(
      ([what, times]) => heard.filter((each) => each === what).length >= times,
    );
    return all || undefined;
  });

describe('the same hardware with proof of a reset', () => {
  test.each(['issued', 'accepted'] as const)(
    'ends its former life, and a wipe that was %s is erased',
    async (state) => {
      const { hardware, handset, wipeId, command } = await issued(stage);
      if (state === 'accepted') await handset.report(command, 'accepted');
      await comesTo(stage, wipeId, state);

      const { commandHash } = command;
      const receipt = await hardware.receipt({ wipeId, commandHash });
      const fresh = await hardware.enrol({ statement: { receipt } });

      expect(await comesTo(stage, wipeId, 'erased')).toMatchObject({
        proof: 'receipt',
        storages: [{ kind: 'internal', result: 'erased' }],
      });
      expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', run: 1 });
      await until('the old connection to be cut', () => !handset.isConnected || undefined);
      await expect(handset.connect()).rejects.toMatchObject({ code: 'unreachable' });
      await fresh.askForNothing();
    },
  );

  test('is not believed where the receipt is for another command', async () => {
    const { hardware, wipeId, command } = await issued(stage);
    const other = await issued(stage);
    const foreign = other.command.commandHash;

    for (const receipt of [
      { wipeId, commandHash: foreign },
      { wipeId: other.wipeId, commandHash: command.commandHash },
    ]) {
      const statement = { receipt: await hardware.receipt(receipt) };
      await expect(hardware.enrol({ statement })).rejects.toMatchObject({ code: 'wipe-open' });
    }
    expect((await stage.administrator.wipe(wipeId)).state).toBe('issued');
  });

  test('is not believed where the attested reset was before the command', async () => {
    const { hardware, handset, wipeId } = await waiting(stage);
    const statement = { attestation: await hardware.attestation() };
    stage.shift(5 * SECOND);
    await handset.askForCommand();

    await expect(hardware.enrol({ statement })).rejects.toMatchObject({ code: 'wipe-open' });
    expect((await stage.administrator.wipe(wipeId)).state).toBe('issued');
  });

  test('attested by its platform: a wipe that was issued is erased, the card is left open', async () => {
    const [handset] = crew;
    if (handset === undefined) throw new Error('nobody in the crew');
    const before = await handset.files();
    handset.fault('silent');
    const { wipeId } = await request(stage, handset.line);
    await handset.untilEvent('command');

    handset.tell({ do: 'reset' });
    await handset.untilEvent('enrolled', 2);

    const wipe = await comesTo(stage, wipeId, 'erased');
    expect(wipe).toMatchObject({
      proof: 'attestation',
      storages: [{ kind: 'internal', result: 'erased' }],
    });
    const after = await handset.files();
    expect(before.filter((file) => after.includes(file))).toEqual(['sd/DCIM/0001.txt']);
  });

  test('before any command went out: the wipe is refused as enrolled-anew, and that is told', async () => {
    const [, handset] = crew;
    if (handset === undefined) throw new Error('only one in the crew');
    await handset.afterwards('network-off', () => handset.tell({ do: 'network-off' }));
    const { wipeId } = await request(stage, handset.line);
    await comesTo(stage, wipeId, 'waiting-for-handset');

    await handset.afterwards('reset', () => handset.tell({ do: 'reset' }));
    handset.tell({ do: 'network-on' });
    await handset.untilEvent('enrolled', 2);
    await comesTo(stage, wipeId, 'refused');

    // At once: the enrolment answers the workflow, and nothing is left to the reconciler.
    expect(await comesToRest(stage, wipeId)).toMatchObject({
      state: 'refused',
      run: 1,
      reason: 'enrolled-anew',
      commands: [],
    });
    expect(await endsTold(stage, handset.line)).toEqual(['refused']);
  });
});

describe('the same hardware without proof', () => {
  test('is turned away while a wipe of it is open, the owner is told, and the wipe goes on', async () => {
    const { hardware, handset, line, wipeId } = await waiting(stage);

    const cleared = hardware.enrol();
    await expect(cleared).rejects.toMatchObject({ status: 409, code: 'wipe-open' });

    await told(line, { refused: 1 });
    const command = await handset.askForCommand();
    await handset.report(command, 'accepted');
    await handset.report(command, 'erased');
    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased' });
  });

  test('does not slip away to another line either', async () => {
    const { hardware, line, wipeId } = await waiting(stage);

    const elsewhere = hardware.enrol({ line: await stage.line() });
    await expect(elsewhere).rejects.toMatchObject({ status: 409, code: 'wipe-open' });

    await told(line, { refused: 1 });
    expect((await stage.administrator.wipe(wipeId)).state).toBe('waiting-for-handset');
  });

  test('on another line, with no wipe open, is that line’s, and both owners are told', async () => {
    const { hardware, handset, line } = await enrolled();
    const other = await stage.line();

    await hardware.enrol({ line: other });

    await told(other, { enrolled: 1 });
    await told(line, { 'enrolled-elsewhere': 1 });
    expect(await handsetsOn(line.lineId)).toEqual([]);
    await expect(handset.connect()).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('takes the place of its former life where no wipe is open', async () => {
    const { hardware, handset, line } = await enrolled();

    const fresh = await hardware.enrol();

    const shown = await handsetsOn(line.lineId);
    expect(shown.map(({ enrolmentId }) => enrolmentId)).toEqual([fresh.enrolmentId]);
    expect(await stage.administrator.enrolment(handset.enrolmentId)).toMatchObject({
      state: 'over',
    });
    await until('the old connection to be cut', () => !handset.isConnected || undefined);
    await expect(handset.connect()).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('but with the same key is the same enrolment, as after a lost answer', async () => {
    const hardware = new Hardware(stage, await stage.line());
    const life = generateKey();
    const first = await hardware.enrol({ life });
    const [before] = await handsetsOn(hardware.line.lineId);

    const again = await hardware.enrol({ life });

    expect(again.enrolmentId).toBe(first.enrolmentId);
    expect(await handsetsOn(hardware.line.lineId)).toEqual([before]);
    await expect(first.connect()).rejects.toMatchObject({ code: 'unreachable' });
    await again.askForNothing();
  });
});

describe('other hardware on the line', () => {
  test('ends nothing: both are shown, the owner is told, and either can be wiped', async () => {
    const { handset, line } = await enrolled();
    const other = await new Hardware(stage, line).enrol();

    const [newest, former] = await handsetsOn(line.lineId);
    expect(newest).toMatchObject({ enrolmentId: other.enrolmentId });
    expect(newest).not.toHaveProperty('until');
    expect(former).toMatchObject({ enrolmentId: handset.enrolmentId, until: newest?.since });
    await told(line, { enrolled: 2 });
    const subscriber = await owner(stage);
    const target = {
      ...(await targetOf(subscriber, line.lineId)),
      enrolmentId: handset.enrolmentId,
    };
    const { wipeId } = await subscriber.requestWipe(line.lineId, target);
    await handset.notified();
    const command = await handset.askForCommand();
    await handset.report(command, 'erased');

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased' });
    expect(other.notices).toBe(0);
    await other.askForNothing();
  });

  test('lets an open wipe of the former handset go on', async () => {
    const { handset, line, wipeId } = await waiting(stage);

    await new Hardware(stage, line).enrol();
    const command = await handset.askForCommand();
    await handset.report(command, 'erased');

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased' });
  });
});

describe('a statement', () => {
  test('serves once, with its one code', async () => {
    const hardware = new Hardware(stage, await stage.line());
    const body = await hardware.body();
    await hardware.send(body);

    await expect(hardware.send(body)).rejects.toMatchObject({ status: 403, code: 'code-wrong' });
    const code = await codeBySms(stage, hardware.line);
    const replayed = hardware.send({ ...body, code });

    await expect(replayed).rejects.toMatchObject({ status: 403, code: 'statement-refused' });
  });
});

describe('as time goes by', () => {
  test('an unconfirmed wipe is erased by a receipt, and stays so without proof', async () => {
    const proven = await issued(stage);
    const cleared = await issued(stage);
    for (const { handset, command } of [proven, cleared]) await handset.report(command, 'accepted');
    for (const { wipeId } of [proven, cleared]) await comesTo(stage, wipeId, 'accepted');
    stage.shift(20 * MINUTE);
    for (const { wipeId } of [proven, cleared]) await comesTo(stage, wipeId, 'unconfirmed');

    const { wipeId, command, hardware, line } = proven;
    await comesToRest(stage, wipeId);
    const { commandHash } = command;
    const receipt = await hardware.receipt({ wipeId, commandHash });
    await hardware.enrol({ statement: { receipt } });
    await cleared.hardware.enrol();

    await comesTo(stage, wipeId, 'erased');
    stage.shift(REPAIR_TIME);
    const wipe = await comesToRest(stage, wipeId);
    expect(wipe).toMatchObject({ proof: 'receipt', record: { revision: 2 } });
    expect(await endsTold(stage, line)).toEqual(['unconfirmed', 'erased']);
    expect((await stage.administrator.wipe(cleared.wipeId)).state).toBe('unconfirmed');
  });

  test('a code lives ten minutes and takes five tries', async () => {
    const hardware = new Hardware(stage, await stage.line());
    const wrong = { status: 403, code: 'code-wrong' };
    const old = await codeBySms(stage, hardware.line);
    stage.shift(10 * MINUTE);
    await expect(hardware.enrol({ code: old })).rejects.toMatchObject(wrong);

    const code = await codeBySms(stage, hardware.line);
    const other = String((Number(code) + 1) % 10 ** 8).padStart(8, '0');
    for (let tries = 1; tries <= 5; tries += 1)
      await expect(hardware.enrol({ code: other })).rejects.toMatchObject(wrong);
    await expect(hardware.enrol({ code })).rejects.toMatchObject(wrong);
    await hardware.enrol();
  });

  test('three codes an hour and ten a day reach a SIM, and the answer is always the same', async () => {
    const line = await stage.line();
    const send = async (number: string) => {
      const answer = await fetch(`${stage.system.api}/v1/enrolments/code`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number }),
      });
      return `${answer.status} ${await answer.text()}`;
    };

    const sent: number[] = [];
    for (let hour = 1; hour <= 5; hour += 1) {
      const answers = await Promise.all(Array.from({ length: 4 }, () => send(line.number)));
      expect(new Set(answers)).toEqual(new Set(['202 {}']));
      sent.push((await codesSent(stage, line)).length);
      stage.shift(HOUR);
    }

    expect(sent).toEqual([3, 6, 9, 10, 10]);
    expect(await send('09099999999')).toBe('202 {}');
    expect(await codesSent(stage, { ...line, number: '09099999999' })).toEqual([]);
  });

  test('a former handset stays on the line for 90 days, and while a wipe of it is open', async () => {
    const line = await stage.line();
    const handset = await new Hardware(stage, line).enrol();
    const { wipeId } = await request(stage, line, { deadlineDays: 120 });
    const other = await new Hardware(stage, line).enrol();
    await comesTo(stage, wipeId, 'waiting-for-handset');
    stage.shift(91 * DAY);
    const third = await new Hardware(stage, line).enrol();
    const ids = async () => (await handsetsOn(line.lineId)).map(({ enrolmentId }) => enrolmentId);

    const during = await ids();
    const command = await handset.askForCommand();
    await handset.report(command, 'erased');

    expect(during).toEqual([third, other, handset].map(({ enrolmentId }) => enrolmentId));
    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased' });
    expect(await ids()).toEqual([third, other].map(({ enrolmentId }) => enrolmentId));
  });
});
