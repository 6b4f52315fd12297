import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkRecord } from '#demo/check-record.ts';
import { until } from '#demo/until.ts';
import { COMMAND_TYPE } from '#domain/protocol/command.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { COMMAND_REFUSALS, PASSING_REFUSALS } from '#domain/protocol/report.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { pauseAfterCommand } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { generateKey } from '#handset/keys.ts';
import { type CrewMember, nextOf } from './crew.ts';
import { HandHeld } from './hand-held.ts';
import { PATIENCE, Stage } from './stage.ts';
import { comesTo, comesToRest, endsTold, owner, REPAIR_TIME, request } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

const ENDING_REFUSALS = COMMAND_REFUSALS.filter((name) => !PASSING_REFUSALS.includes(name));
const TEN_YEARS = 315_360_000_000;

let stage: Stage;
let crew: CrewMember[];

beforeAll(async () => {
  stage = await Stage.set();
  crew = await stage.crew(17);
});

afterAll(() => stage.strike());

const noted = (wipeId: string, reason: string) =>
  until(`the refusal ${reason}`, async () => {
    const wipe = await stage.administrator.wipe(wipeId);
    const told = wipe.events.some(
      ({ type, detail }) => type === 'command-refused' && detail?.['reason'] === reason,
    );
    return told ? wipe : undefined;
  });

const eventsOf = ({ events }: Wipe, type: string) => events.filter((event) => event.type === type);

describe('a handset that refuses a command', () => {
  test.each(PASSING_REFUSALS)(
    'as %s is asked again: it is an event, and ends nothing',
    async (reason) => {
      const handset = nextOf(crew, `refuse:${reason}`);

      const { wipeId } = await request(stage, handset.line);
      expect((await noted(wipeId, reason)).state).toBe('issued');
      handset.fault('refuse', false);
      stage.shift(pauseAfterCommand(1));
      await handset.reconnect();

      expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', proof: 'report' });
    },
  );

  test('for a reason that no time mends has failed, and may be asked anew', async () => {
    const handset = nextOf(crew);
    const before = await handset.files();
    const attempts: Wipe[] = [];
    for (const reason of ENDING_REFUSALS) {
      handset.fault(`refuse:${reason}`);
      const { wipeId } = await request(stage, handset.line);
      attempts.push(await comesTo(stage, wipeId, 'failed'));
      handset.fault('refuse', false);
      await handset.afterwards('nothing', () => handset.reconnect());
    }

    const reasons = attempts.map((wipe) => 'reason' in wipe && wipe.reason);
    expect(reasons).toEqual(ENDING_REFUSALS);
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await handset.files()).toEqual(before);
  });

  test('that is forged ends nothing, and loses nothing', async () => {
    const handset = nextOf(crew, 'refuse:expired');
    const before = await handset.files();
    const { wipeId, enrolmentId } = await request(stage, handset.line);
    await noted(wipeId, 'expired');
    const dropped = async () =>
      (await stage.logged('report-dropped')).find(
        (line) => line.includes(enrolmentId) && line.includes('"unknown-command"'),
      );

    const forged = await signJws({ jti: wipeId }, { typ: COMMAND_TYPE, key: generateKey() });
    await stage.administrator.publish(topics(enrolmentId).command, { v: 1, jws: forged });
    await until('the report to be dropped', dropped);

    expect(handset.events('refused')).toContainEqual(
      expect.objectContaining({ reason: 'malformed' }),
    );
    expect(await handset.files()).toEqual(before);
    const wipe = await stage.administrator.wipe(wipeId);
    expect(wipe.state).toBe('issued');
    expect(eventsOf(wipe, 'command-refused')).toEqual([
      expect.objectContaining({ detail: expect.objectContaining({ reason: 'expired' }) }),
    ]);
  });

  test('cannot be had with another key than the enrolment’s', async () => {
    const handset = nextOf(crew, 'wrong-key');
    const dropped = async () =>
      (await stage.logged('claim-dropped')).find(
        (line) => line.includes(enrolmentId) && line.includes('"bad-signature"'),
      );

    const { wipeId, enrolmentId } = await request(stage, handset.line);
    await until('the claim to be dropped', dropped);

    expect((await stage.administrator.wipe(wipeId)).state).toBe('waiting-for-handset');
  });

  test('that was captured and is sent again names it, and ends nothing', async () => {
    const handset = nextOf(crew, 'refuse:expired');
    await handset.afterwards('off', () => handset.tell({ do: 'off' }));
    const { wipeId, enrolmentId } = await request(stage, handset.line);
    await comesTo(stage, wipeId, 'waiting-for-handset');
    const thief = await (await HandHeld.of(stage, handset.dir)).connect();
    const { jws } = await thief.askForCommand();
    await thief.hangUp();
    await thief.leave(handset.dir);
    stage.shift(pauseAfterCommand(1));

    handset.tell({ do: 'on' });
    await noted(wipeId, 'expired');
    await stage.administrator.publish(topics(enrolmentId).command, { v: 1, jws });
    expect((await noted(wipeId, 'nonce-mismatch')).state).toBe('issued');
  });
});

describe('a handset with a fault in its storages', () => {
  test('is erased with its SD card shown as failed', async () => {
    const handset = nextOf(crew, 'sd-fails');

    const { wipeId } = await request(stage, handset.line);

    const storages = [
      { kind: 'internal', result: 'erased' },
      { kind: 'sd', result: 'failed' },
    ];
    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', storages });
    const sealed = await checkRecord(await (await owner(stage)).record(wipeId));
    expect(sealed).toMatchObject({ result: 'erased', storages });
  });

  test('has failed where the internal storage is not erased, and may be asked anew', async () => {
    const handset = nextOf(crew, 'internal-fails');

    const first = await request(stage, handset.line);
    expect(await comesToRest(stage, first.wipeId)).toMatchObject({
      state: 'failed',
      reason: 'internal-not-erased',
      storages: [
        { kind: 'internal', result: 'failed' },
        { kind: 'sd', result: 'erased' },
      ],
    });
    expect(await endsTold(stage, handset.line)).toEqual(['failed']);
    handset.fault('internal-fails', false);
    const second = await request(stage, handset.line);

    expect(second.enrolmentId).toBe(first.enrolmentId);
    expect(await comesTo(stage, second.wipeId, 'erased')).toMatchObject({ attempt: 2 });
  });

  test('without a card is never said to have had one erased', async () => {
    const handset = nextOf(crew);
    await rm(join(handset.dir, 'sd'), { recursive: true });

    const { wipeId } = await request(stage, handset.line);

    expect(await comesToRest(stage, wipeId)).toMatchObject({
      state: 'erased',
      storages: [
        { kind: 'internal', result: 'erased' },
        { kind: 'sd', result: 'no-card' },
      ],
    });
  });
});

describe('a handset whose words get lost', () => {
  test('or come twice is wiped once, and told once', async () => {
    const handset = nextOf(
      crew,
      'double-command',
      ...['accepted', 'sd-done', 'erased'].map((phase) => `double-report:${phase}`),
    );

    const { wipeId } = await request(stage, handset.line);

    const wipe = await comesToRest(stage, wipeId);
    expect(wipe.state).toBe('erased');
    for (const type of ['accepted', 'sd-done', 'erased'])
      expect(eventsOf(wipe, type)).toHaveLength(1);
    const commandHash = wipe.commands.at(-1)?.commandHash;
    expect(handset.events('ignored')).toContainEqual(expect.objectContaining({ commandHash }));
    expect(handset.events('erased')).toHaveLength(1);
    expect(await endsTold(stage, handset.line)).toEqual(['erased']);
  });

  test('because it vanishes with its command gets another one when it comes back', async () => {
    const handset = nextOf(crew, 'claim-and-vanish');

    const { wipeId } = await request(stage, handset.line);
    await handset.untilEvent('command');
    handset.fault('claim-and-vanish', false);
    stage.shift(pauseAfterCommand(1));
    handset.reconnect();

    const wipe = await comesToRest(stage, wipeId);
    expect(wipe.state).toBe('erased');
    expect(wipe.commands.length).toBeGreaterThan(1);
  });

  test('proves by its next enrolment what its last report would have said', async () => {
    const handset = nextOf(crew, 'lose-report:erased');

    const { wipeId } = await request(stage, handset.line);
    await handset.untilEvent('enrolled', 2);
    await comesTo(stage, wipeId, 'erased');
    stage.shift(REPAIR_TIME);

    expect(await comesToRest(stage, wipeId)).toMatchObject({
      state: 'erased',
      proof: 'receipt',
      storages: [
        { kind: 'internal', result: 'erased' },
        { kind: 'sd', result: 'erased' },
      ],
    });
    expect(await endsTold(stage, handset.line)).toEqual(['erased']);
  });
});

describe('a handset with a wrong clock', () => {
  test.each([-TEN_YEARS, TEN_YEARS])('is wiped, off by %d ms', async (error) => {
    const handset = nextOf(crew, `wrong-clock:${error}`);

    const { wipeId } = await request(stage, handset.line);

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', proof: 'report' });
  });
});

describe('a handset that claims for ever', () => {
  test('fills nothing', async () => {
    const handset = nextOf(crew, 'claim-for-ever:20');
    const { wipeId } = await request(stage, handset.line);
    await comesTo(stage, wipeId, 'issued');
    const claims = handset.events('claimed').length;

    await handset.untilEvent('claimed', claims + 50);

    const wipe = await stage.administrator.wipe(wipeId);
    expect(eventsOf(wipe, 'command-issued').length).toBeLessThan(5);
    expect(wipe.events).toHaveLength(3 + wipe.commands.length);
    const wish = (await owner(stage)).cancel(wipeId);
    await expect(wish).rejects.toMatchObject({ code: 'not-known-yet' });
    const settled = await comesToRest(stage, wipeId);
    expect(settled.state).toBe('cancelled');
    await handset.afterwards('nothing', () => undefined);
    expect(await stage.administrator.wipe(wipeId)).toEqual(settled);
  });
});
