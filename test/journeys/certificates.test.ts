import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { until } from '#demo/until.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { HandHeld } from './hand-held.ts';
import { enrolments, Hardware } from './hardware.ts';
import { PATIENCE, Stage } from './stage.ts';
import { comesTo, comesToRest, owner, request, waiting } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage.strike());

const TURNED_AWAY = { code: 'unreachable' };

async function enrolled() {
  const hardware = new Hardware(stage, await stage.line());
  return { hardware, line: hardware.line, handset: await hardware.enrol() };
}

/** The same life with a new certificate, connected. */
async function renewed(handset: HandHeld): Promise<HandHeld> {
  const { tlsKey, body } = await handset.signRenewal();
  const answer = await enrolments(stage).renew(handset.enrolmentId, body);
  const { papers, counter } = handset;
  return new HandHeld(stage, { ...papers, ...answer, tlsKey, counter }).connect();
}

describe('a renewed certificate', () => {
  test('is no new enrolment: the handset claims on, and is wiped', async () => {
    const [handset] = await stage.crew(1);
    if (handset === undefined) throw new Error('nobody in the crew');
    const { lineId } = handset.line;
    const before = (await (await owner(stage)).line(lineId)).handsets;

    await handset.afterwards('renewed', () => handset.tell({ do: 'renew' }));
    const after = (await (await owner(stage)).line(lineId)).handsets;
    const { wipeId } = await request(stage, handset.line);

    expect(after).toEqual(before);
    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', proof: 'report' });
  });

  test('leaves the one before in use, for its answer may have been lost, also twice', async () => {
    const { handset } = await enrolled();
    await handset.hangUp();
    for (const _answer of ['lost', 'lost'])
      await enrolments(stage).renew(handset.enrolmentId, (await handset.signRenewal()).body);

    await handset.connect();

    await handset.askForNothing();
  });

  test('turns the one before away, and its connection, once it has claimed', async () => {
    const { handset } = await enrolled();
    const fresh = await renewed(handset);
    await handset.connect();
    await handset.askForNothing();

    const successor = new HandHeld(stage, { ...fresh.papers, counter: handset.counter });
    await successor.connect();
    await successor.askForNothing();

    await until('the one before to be retired', async () =>
      (await stage.logged('certificate-retired')).find((line) =>
        line.includes(handset.enrolmentId),
      ),
    );
    await expect(handset.connect()).rejects.toMatchObject(TURNED_AWAY);
    await successor.askForNothing();
  });

  test('twice over leaves the newest alone', async () => {
    const { handset } = await enrolled();
    const second = await renewed(handset);
    await second.askForNothing();
    const third = await renewed(second);
    await third.askForNothing();

    await until('both before it to be retired', async () => {
      const lines = await stage.logged('certificate-retired');
      return lines.filter((line) => line.includes(handset.enrolmentId)).length === 2 || undefined;
    });
    for (const before of [handset, second])
      await expect(before.connect()).rejects.toMatchObject(TURNED_AWAY);
    await third.connect();
  });

  test('is given once for a statement', async () => {
    const { handset } = await enrolled();
    const { body } = await handset.signRenewal();
    const api = enrolments(stage);
    await api.renew(handset.enrolmentId, body);

    const replayed = api.renew(handset.enrolmentId, body);

    await expect(replayed).rejects.toMatchObject({ status: 403, code: 'statement-refused' });
  });

  test('and all before it are turned away once the hardware has enrolled anew', async () => {
    const { hardware, handset } = await enrolled();
    const second = await renewed(handset);
    const third = await renewed(second);

    await hardware.enrol();

    for (const life of [handset, second, third])
      await expect(life.connect()).rejects.toMatchObject(TURNED_AWAY);
  });
});

describe('a handset’s certificate', () => {
  test('lets it be nobody else, and takes nobody’s connection', async () => {
    const { handset } = await enrolled();
    const { handset: other } = await enrolled();

    const posing = handset.connect({ clientId: other.enrolmentId });

    await expect(posing).rejects.toMatchObject(TURNED_AWAY);
    expect(other.isConnected).toBe(true);
  });

  test('lets it hear no other handset', async () => {
    const { handset } = await enrolled();
    const { handset: other } = await enrolled();

    for (const topic of [topics(other.enrolmentId).command, topics('+').command, '#']) {
      const listening = handset.connect({ subscriptions: [topic] });
      await expect(listening).rejects.toMatchObject(TURNED_AWAY);
    }
  });

  test('lets it say nothing for another handset, not even in that one’s own words', async () => {
    const [{ handset }, { handset: other, wipeId }] = await Promise.all([
      enrolled(),
      waiting(stage),
    ]);
    const { payload } = await other.signClaim();
    const dropped = async () =>
      (await stage.logged('claim-dropped')).find((line) => line.includes(handset.enrolmentId));

    const own = topics(handset.enrolmentId);
    await handset.publish(own.claim, payload);
    await until('the foreign claim to be dropped', dropped);
    const posing = handset.publish(topics(other.enrolmentId).claim, payload);
    await expect(posing).rejects.toMatchObject(TURNED_AWAY);

    expect((await stage.administrator.wipe(wipeId)).state).toBe('waiting-for-handset');
    expect(other.answers).toEqual([]);
    await other.askForCommand();
    await comesTo(stage, wipeId, 'issued');
  });

  test('lets it command nobody, itself included', async () => {
    const { handset } = await enrolled();

    const posing = handset.publish(topics(handset.enrolmentId).command, { v: 1 });

    await expect(posing).rejects.toMatchObject(TURNED_AWAY);
    expect(handset.isConnected).toBe(false);
  });
});
