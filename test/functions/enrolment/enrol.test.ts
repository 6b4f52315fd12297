import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { RECEIPT_TYPE } from '#domain/protocol/enrolment.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { EnrolAnswer } from '#functions/contract/bodies.ts';
import { enrol } from '#functions/enrol.ts';
import { ACCOUNT, hashOf, LINE_ID, NOW } from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';
import { call } from '../api-call.ts';
import { aHandset, type Handset, type Overrides } from '../handset.ts';
import { type EnrolmentWorld, enrolmentWorld } from './world.ts';

let world: EnrolmentWorld;
beforeEach(async () => {
  world = await enrolmentWorld();
});
afterEach(() => world.tables.stop());

describe('a handset', () => {
  test('enrols with its code, its request and its statement', async () => {
    const handset = await aHandset();

    const answer = await world.enrolAnew(handset, { statement: { pushToken: 'token' } });

    expect(answer.status).toBe(201);
    expect(EnrolAnswer.parse(answer.body)).toEqual(answer.body);
    expect(answer.body).toMatchObject({
      enrolmentId: handset.enrolmentId,
      handsetId: handset.handsetId,
      ca: 'the authority',
      endpoint: 'mqtt.example.com',
    });
    expect(await world.enrolmentOf(handset)).toMatchObject({
      handsetId: handset.handsetId,
      lineId: LINE_ID,
      state: 'current',
      enrolledAt: NOW,
      enrolmentKey: handset.life.publicJwk,
      certificateArn: world.issued[0],
      pushEndpoint: 'application/token',
    });
    expect(await world.line()).toMatchObject({
      enrolments: [{ enrolmentId: handset.enrolmentId, account: ACCOUNT, since: NOW }],
    });
    expect(world.announced).toEqual([
      {
        v: 1,
        about: 'enrolment',
        event: 'enrolled',
        lineId: LINE_ID,
        enrolmentId: handset.enrolmentId,
      },
    ]);
  });

  test('enrols though its push token is refused', async () => {
    const handset = await aHandset();

    expect(await world.enrolAnew(handset, { statement: { pushToken: 'refused' } })).toMatchObject({
      status: 201,
    });
    expect(await world.enrolmentOf(handset)).not.toHaveProperty('pushEndpoint');
  });

  test('enrols once with a code: a statement played again enrols nobody', async () => {
    const handset = await aHandset();
    const body = await handset.enrolBody(await world.code());
    await call(enrol(world.dependencies), { body });

    expect(await call(enrol(world.dependencies), { body })).toMatchObject({
      status: 403,
      problem: 'code-wrong',
    });
    expect(world.issued).toHaveLength(1);
  });

  test('that asks twice at once has one enrolment, and one certificate that acts', async () => {
    const handset = await aHandset();
    const code = await world.code();

    const answers = await Promise.all([world.enrol(handset, code), world.enrol(handset, code)]);

    for (const { problem = 'busy' } of answers) expect(['busy', 'code-wrong']).toContain(problem);
    expect((await world.line())?.enrolments).toMatchObject([{ enrolmentId: handset.enrolmentId }]);
    const acting = world.issued.filter((arn) => !world.revoked.includes(arn));
    expect(acting).toEqual([(await world.enrolmentOf(handset))?.certificateArn]);
  });

  test('whose code another key uses at the same time is left no certificate that acts', async () => {
    const [winner, loser] = [await aHandset(), await aHandset()];
    const code = await world.code();
    const { lines } = world.dependencies;
    let other: Promise<unknown> | undefined;
    const overtaken = {
      ...world.dependencies,
      lines: {
        ...lines,
        // The second writing of the line is the one that commits.
        async change(...given: Parameters<typeof lines.change>) {
          if (world.issued.length === 1) other ??= world.enrol(winner, code);
          await other;
          return lines.change(...given);
        },
      } as typeof lines,
    };

    const answer = await call(enrol(overtaken), { body: await loser.enrolBody(code) });

    expect(answer).toMatchObject({ status: 403, problem: 'code-wrong' });
    expect((await world.line())?.enrolments).toMatchObject([{ enrolmentId: winner.enrolmentId }]);
    expect(world.revoked).toEqual([(await world.enrolmentOf(loser))?.certificateArn]);
  });

  test('enrols with a later code though another key was first with the one before', async () => {
    const [winner, loser] = [await aHandset(), await aHandset()];
    const code = await world.code();
    const answers = await Promise.all([world.enrol(winner, code), world.enrol(loser, code)]);
    const second = answers[0]?.status === 201 ? loser : winner;

    expect(await world.enrolAnew(second)).toMatchObject({ status: 201 });

    const { certificateArn } = (await world.enrolmentOf(second)) ?? {};
    expect(world.revoked).not.toContain(certificateArn);
  });
});

describe('a statement is refused', () => {
  const stranger = aKey();

  test.each<[string, (handset: Handset) => Overrides, string]>([
    ['that another key signed', () => ({ signer: stranger.jwk }), 'statement-refused'],
    ['for another code', () => ({ statement: { codeHash: digest('x') } }), 'statement-refused'],
    ['for another key', () => ({ statement: { enrolmentKey: digest('x') } }), 'key-mismatch'],
    ['with a request for another key', () => ({ csrKey: stranger.jwk }), 'key-mismatch'],
    [
      'with the hardware key as the enrolment key',
      ({ hardware, handsetId }) => ({
        csrKey: hardware.jwk,
        statement: { enrolmentKey: handsetId },
      }),
      'key-mismatch',
    ],
    [
      'with a receipt that is none',
      () => ({ statement: { receipt: 'a.b.c' } }),
      'statement-refused',
    ],
    [
      'with an attestation that is none',
      () => ({ statement: { attestation: 'a.b.c' } }),
      'statement-refused',
    ],
  ])('%s', async (_, overrides, problem) => {
    const handset = await aHandset();

    expect(await world.enrolAnew(handset, overrides(handset))).toMatchObject({ problem });
    expect(await world.line()).toMatchObject({ enrolments: [], enrolmentCode: { triesLeft: 5 } });
    expect(world.issued).toEqual([]);
  });

  test('with a receipt that another key signed', async () => {
    const handset = await aHandset();
    const said = { wipeId: 'x', commandHash: hashOf(1) };
    const receipt = await signJws(said, { typ: RECEIPT_TYPE, key: stranger.jwk });

    expect(await world.enrolAnew(handset, { statement: { receipt } })).toMatchObject({
      problem: 'statement-refused',
    });
  });

  test('with the attestation of another handset, or of a platform that nobody knows', async () => {
    const handset = await aHandset();
    const foreign = await handset.attestation(NOW, world.platform.key, digest('another'));
    const unknown = await handset.attestation(NOW, stranger.jwk);

    for (const attestation of [foreign, unknown])
      expect(await world.enrolAnew(handset, { statement: { attestation } })).toMatchObject({
        problem: 'statement-refused',
      });
  });

  test.each([
    '',
    'no PEM',
    '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
  ])('with the signing request %j', async (csr) => {
    const handset = await aHandset();
    const body = { ...(await handset.enrolBody(await world.code())), csr };

    expect(await call(enrol(world.dependencies), { body })).toMatchObject({
      status: 400,
      problem: 'key-mismatch',
    });
  });
});

describe('the same key again', () => {
  test('is the same enrolment, with a new certificate', async () => {
    const handset = await world.enrolled();

    world.setNow(NOW + DAY);
    expect(await world.enrolAnew(handset)).toMatchObject({ status: 201 });

    expect((await world.line())?.enrolments).toMatchObject([{ since: NOW }]);
    expect(await world.enrolmentOf(handset)).toMatchObject({
      enrolledAt: NOW,
      certificateArn: world.issued[1],
    });
    expect(world.revoked).toEqual([world.issued[0]]);
  });

  test('twice at once leaves one certificate that acts', async () => {
    const handset = await world.enrolled();
    const code = await world.code();

    const answers = await Promise.all([world.enrol(handset, code), world.enrol(handset, code)]);

    expect(answers.map(({ status }) => status)).toContain(201);
    const acting = world.issued.filter((arn) => !world.revoked.includes(arn));
    expect(acting).toEqual([(await world.enrolmentOf(handset))?.certificateArn]);
  });

  test('keeps its open wipe', async () => {
    const handset = await world.enrolled();
    const wipe = await world.wiping(handset, { state: 'issued' });

    expect(await world.enrolAnew(handset)).toMatchObject({ status: 201 });

    expect(await world.wipeOf(handset)).toEqual(wipe);
  });

  test('of a life that is over is refused', async () => {
    const handset = await world.enrolled();
    await world.tables.enrolments.end(handset.enrolmentId);

    expect(await world.enrolAnew(handset)).toMatchObject({
      status: 409,
      problem: 'enrolment-ended',
    });
  });

  test.each([
    ['on another line', { lineId: 'line-2' }],
    ['of other hardware', { handsetId: digest('other') }],
  ])('%s is refused', async (_, other) => {
    const handset = await aHandset();
    await world.tables.given({ enrolments: [handset.enrolment(other)] });

    expect(await world.enrolAnew(handset)).toMatchObject({
      status: 409,
      problem: 'enrolment-ended',
    });
    expect(await world.enrolmentOf(handset)).toMatchObject(other);
  });

  test('under a new owner of the line is the new owner’s from then on', async () => {
    const handset = await world.enrolled();
    const present = await world.line();
    if (present) await world.tables.given({ lines: [{ ...present, account: 'account-2' }] });

    expect(await world.enrolAnew(handset)).toMatchObject({ status: 201 });

    expect((await world.line())?.enrolments).toMatchObject([{ account: 'account-2' }]);
  });
});
