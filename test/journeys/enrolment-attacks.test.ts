import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { until } from '#demo/until.ts';
import { STATEMENT_TYPE } from '#domain/protocol/enrolment.ts';
import { publicPart, signJws, thumbprint } from '#domain/protocol/signature.ts';
import { DAY, HOUR } from '#domain/wipe/settings.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { generateKey } from '#handset/keys.ts';
import type { HandHeld } from './hand-held.ts';
import { codeBySms, codesSent, Hardware } from './hardware.ts';
import { PATIENCE, Stage, type TestLine, targetOf } from './stage.ts';
import { comesTo, comesToRest, endsTold, enrolmentsTold, owner } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
}, PATIENCE);
afterAll(() => stage.strike());

/** A lost phone, and a thief who has it, its SIM, and another phone. */
let line: TestLine;
let lost: { hardware: Hardware; handset: HandHeld };
let thief: Hardware;
beforeEach(async () => {
  line = await stage.line();
  const hardware = new Hardware(stage, line);
  lost = { hardware, handset: await hardware.enrol() };
  thief = new Hardware(stage, line);
});

/** The end of every case: the owner still wipes the lost phone, and no other. */
async function lostPhoneIsWiped(): Promise<void> {
  const { enrolmentId } = lost.handset;
  const person = await owner(stage);
  const target = { ...(await targetOf(person, line.lineId)), enrolmentId };
  const { wipeId } = await person.requestWipe(line.lineId, target, randomUUID());
  expect(wipeId).toBe(`${enrolmentId}.1`);
  await comesTo(stage, wipeId, 'waiting-for-handset');
  const command = await lost.handset.askForCommand();
  await lost.handset.report(command, 'erased');
  expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', proof: 'report' });
  await until('the owner to be told', async () => {
    const ends = await endsTold(stage, line);
    return ends.includes('erased') || undefined;
  });
}

const toldOfEnrolments = (least: number) =>
  until('the owner to be told of enrolments', async () => {
    const told = await enrolmentsTold(stage, line);
    return told.filter((what) => what === 'enrolled').length >= least || undefined;
  });

/** Only the lost phone is on the line, and nobody was told of another. */
async function nobodyElseEnrolled(): Promise<void> {
  const { handsets } = await (await owner(stage)).line(line.lineId);
  expect(handsets.map(({ enrolmentId }) => enrolmentId)).toEqual([lost.handset.enrolmentId]);
  expect(await enrolmentsTold(stage, line)).not.toContain('enrolled-elsewhere');
}

describe('a SIM that was moved to the thief’s phone', () => {
  test('shows both phones, the owner is told, and the lost one is wiped', async () => {
    const other = await thief.enrol();

    await toldOfEnrolments(2);
    const { handsets } = await (await owner(stage)).line(line.lineId);
    expect(handsets.map(({ enrolmentId }) => enrolmentId)).toEqual([
      other.enrolmentId,
      lost.handset.enrolmentId,
    ]);
    await lostPhoneIsWiped();
    await other.askForNothing();
  });

  test('then to many more, as fast as codes come: the lost one is not pushed off the line', async () => {
    const phones = [];
    // Three codes an hour and ten a day, of which the lost phone used the first.
    for (const codes of [2, 3, 3, 1]) {
      for (let n = 0; n < codes; n += 1) phones.push(await new Hardware(stage, line).enrol());
      stage.shift(HOUR);
    }

    await toldOfEnrolments(1 + phones.length);
    const { handsets } = await (await owner(stage)).line(line.lineId);
    expect(handsets.map(({ enrolmentId }) => enrolmentId)).toContain(lost.handset.enrolmentId);
    await lostPhoneIsWiped();
    for (const phone of phones) await phone.askForNothing();
  });
});

describe('codes', () => {
  const wrong = { status: 403, code: 'code-wrong' };
  const outcomes = (calls: readonly Promise<unknown>[]) =>
    Promise.all(
      calls.map((call) =>
        call.then(
          () => 'enrolled',
          (error: unknown) => Reflect.get(Object(error), 'code'),
        ),
      ),
    );

  test('guessed many at once: five tries, then the right one is dead too', async () => {
    const code = await codeBySms(stage, line);
    const guess = (n: number) => String((Number(code) + n) % 10 ** 8).padStart(8, '0');
    const bodies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => thief.body({ code: guess(n + 1) })),
    );

    const answers = await outcomes(bodies.map((body) => thief.send(body)));

    // `busy` is an answer too: the guess was not looked at.
    expect(new Set(answers)).not.toContain('enrolled');
    expect(answers.filter((answer) => answer !== 'code-wrong' && answer !== 'busy')).toEqual([]);
    await expect(thief.enrol({ code })).rejects.toMatchObject(wrong);
    await until(
      'the owner to be told that somebody guessed',
      async () => (await enrolmentsTold(stage, line)).includes('code-guessed') || undefined,
    );
    await nobodyElseEnrolled();
    await lostPhoneIsWiped();
  });

  test('asked for again and again: ten a day and five tries each are all the guesses there are', async () => {
    const told: number[] = [];
    for (let hour = 0; hour < 5; hour += 1) {
      for (let n = 0; n < 4; n += 1)
        await fetch(`${stage.system.api}/v1/enrolments/code`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ number: line.number }),
        });
      told.push((await codesSent(stage, line)).length);
      stage.shift(HOUR);
    }

    // One of them enrolled the phone.
    expect(told).toEqual([3, 6, 9, 10, 10]);
    stage.shift(DAY);
    await nobodyElseEnrolled();
    await lostPhoneIsWiped();
  });

  test('of the thief’s own line open no other', async () => {
    const own = await stage.line();
    const code = await codeBySms(stage, own);
    await codeBySms(stage, line);

    const body = await thief.body({ code });

    await expect(thief.send(body)).rejects.toMatchObject(wrong);
    await nobodyElseEnrolled();
    await lostPhoneIsWiped();
  });
});

describe('statements', () => {
  const refused = { status: 403, code: 'statement-refused' };
  const mismatch = { status: 400, code: 'key-mismatch' };

  test('of the lost phone replayed, with its code or with a later one, enrol nobody', async () => {
    const replayed = await lost.hardware.body();
    await thief.enrol({ code: replayed.code });

    await expect(thief.send(replayed)).rejects.toMatchObject({ code: 'code-wrong' });
    const code = await codeBySms(stage, line);
    await expect(thief.send({ ...replayed, code })).rejects.toMatchObject(refused);
    await toldOfEnrolments(2);
    await lostPhoneIsWiped();
  });

  test('that name a hardware key that signed nothing are refused', async () => {
    const code = await codeBySms(stage, line);
    const body = await thief.body({ code });
    const payload = body.statement.split('.')[1] ?? '';
    const said: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const jwk = publicPart(lost.hardware.key);
    const statement = await signJws(Object(said), { typ: STATEMENT_TYPE, key: thief.key, jwk });

    await expect(thief.send({ ...body, statement })).rejects.toMatchObject(refused);
    await nobodyElseEnrolled();
    await lostPhoneIsWiped();
  });

  test('with a request for another’s key are refused: nobody gets a certificate for a key of the lost phone', async () => {
    const code = await codeBySms(stage, line);
    const body = await thief.body({ code });
    const { enrolmentKey } = lost.handset.papers;
    // Its own, but for another statement; and the lost phone's public key, signed by the thief's.
    const other = generateKey();
    const foreign = certificateRequest(await thumbprint(other), other);
    const forged = certificateRequest(lost.handset.enrolmentId, {
      ...publicPart(enrolmentKey),
      d: other.d,
    });

    for (const csr of [foreign, forged])
      await expect(thief.send({ ...body, csr })).rejects.toMatchObject(mismatch);
    await nobodyElseEnrolled();
    await lostPhoneIsWiped();
  });

  test('of a cleared app, over and over, while a wipe is open: each is refused, the owner is told', async () => {
    const { enrolmentId } = lost.handset;
    const person = await owner(stage);
    const { wipeId } = await person.requestWipe(line.lineId, await targetOf(person, line.lineId));
    for (let n = 0; n < 2; n += 1)
      await expect(lost.hardware.enrol()).rejects.toMatchObject({ status: 409, code: 'wipe-open' });

    await until('the owner to be told', async () => {
      const told = await enrolmentsTold(stage, line);
      return told.includes('refused') || undefined;
    });
    await comesTo(stage, wipeId, 'waiting-for-handset');
    const command = await lost.handset.askForCommand();
    await lost.handset.report(command, 'erased');
    expect(wipeId).toBe(`${enrolmentId}.1`);
    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased' });
  });
});
