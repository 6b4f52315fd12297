import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { RENEWAL_TYPE, type Renewal, STATEMENT_TYPE } from '#domain/protocol/enrolment.ts';
import { type PrivateJwk, signJws, thumbprint } from '#domain/protocol/signature.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { CertificateAnswer } from '#functions/contract/bodies.ts';
import { renewCertificate } from '#functions/renew-certificate.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { aWipe, NOW } from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';
import { call } from '../api-call.ts';
import { aHandset, type Handset } from '../handset.ts';
import { type EnrolmentWorld, enrolmentWorld } from './world.ts';

let world: EnrolmentWorld;
let handset: Handset;
beforeEach(async () => {
  world = await enrolmentWorld();
  handset = await world.enrolled();
});
afterEach(() => world.tables.stop());

interface Overrides extends Partial<Renewal> {
  readonly key?: PrivateJwk;
  readonly signer?: PrivateJwk;
  readonly typ?: string;
  readonly of?: string;
}

async function renew({ key = aKey().jwk, signer, typ, of, ...overrides }: Overrides = {}) {
  const { enrolmentId, life } = handset;
  const renewal: Renewal = {
    enrolmentId,
    certificateKey: await thumbprint(key),
    counter: 1,
    iat: NOW / SECOND,
    ...overrides,
  };
  const how = { typ: typ ?? RENEWAL_TYPE, key: signer ?? life.jwk };
  return call(renewCertificate(world.dependencies), {
    claims: null,
    path: { enrolmentId: of ?? enrolmentId },
    body: { csr: certificateRequest(enrolmentId, key), statement: await signJws(renewal, how) },
  });
}

describe('a renewal', () => {
  test('is a new certificate for the same enrolment', async () => {
    const before = await world.enrolmentOf(handset);
    const line = await world.line();

    const answer = await renew();

    expect(answer.status).toBe(200);
    expect(CertificateAnswer.parse(answer.body)).toEqual(answer.body);
    expect(await world.enrolmentOf(handset)).toEqual({
      ...before,
      certificateArn: world.issued[1],
      formerCertificateArns: [world.issued[0]],
      renewalCounter: 1,
    });
    expect(await world.line()).toEqual(line);
    expect(world.announced).toEqual([]);
  });

  test('leaves each certificate before it in use: its handset may hold any of them', async () => {
    for (const counter of [1, 2, 3]) await renew({ counter });

    expect(world.revoked).toEqual([]);
    expect(await world.enrolmentOf(handset)).toMatchObject({
      certificateArn: world.issued[3],
      formerCertificateArns: world.issued.slice(0, 3),
    });
  });

  test('comes at most five times without a claim over what it brought', async () => {
    for (const counter of [1, 2, 3, 4, 5])
      expect(await renew({ counter })).toMatchObject({ status: 200 });

    expect(await renew({ counter: 6 })).toMatchObject({ status: 409, problem: 'renewal-unused' });
    expect(world.issued).toHaveLength(6);
    expect(world.revoked).toEqual([]);
  });

  test('leaves no certificate that could outlive the enrolment', async () => {
    await renew({ counter: 1 });
    await renew({ counter: 2 });

    await world.enrolAnew(await aHandset(handset.hardware));

    expect(world.revoked.toSorted()).toEqual(world.issued.slice(0, 3).toSorted());
  });

  test('leaves an open wipe as it is', async () => {
    const wipe = await world.wiping(handset, { state: 'issued' });

    await renew();

    expect(await world.wipeOf(handset)).toEqual(wipe);
    expect(wipe.state).toBe(aWipe({ state: 'issued' }).state);
  });

  test('serves once, and counts up', async () => {
    expect(await renew({ counter: 2 })).toMatchObject({ status: 200 });

    for (const counter of [2, 1])
      expect(await renew({ counter })).toMatchObject({ problem: 'statement-refused' });
    expect(await renew({ counter: 3 })).toMatchObject({ status: 200 });
  });

  test.each([
    ['one counter', [1, 1]],
    ['two counters', [1, 2]],
  ])(
    'of two at once with %s wins once, and the other certificate is revoked',
    async (_, counters) => {
      const answers = await Promise.all(counters.map((counter) => renew({ counter })));

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      const trusted = world.issued.slice(1).filter((arn) => !world.revoked.includes(arn));
      expect(trusted).toHaveLength(1);
      expect(await world.enrolmentOf(handset)).toMatchObject({ certificateArn: trusted[0] });
    },
  );
});

describe('a renewal is refused', () => {
  test.each<[string, () => Overrides, string]>([
    ['signed by another key', () => ({ signer: aKey().jwk }), 'statement-refused'],
    ['signed by the hardware key', () => ({ signer: handset.hardware.jwk }), 'statement-refused'],
    ['of another type', () => ({ typ: STATEMENT_TYPE }), 'statement-refused'],
    ['for another enrolment', () => ({ enrolmentId: digest('other') }), 'statement-refused'],
    ['for another key', () => ({ certificateKey: digest('other') }), 'key-mismatch'],
    ['for the hardware key', () => ({ key: handset.hardware.jwk }), 'key-mismatch'],
    ['of an enrolment that is not there', () => ({ of: digest('x') }), 'enrolment-not-found'],
    ['of what is no enrolment', () => ({ of: 'x' }), 'enrolment-not-found'],
  ])('%s', async (_, overrides, problem) => {
    expect(await renew(overrides())).toMatchObject({ problem });
    expect(world.issued).toHaveLength(1);
  });

  test('once that life is over', async () => {
    await world.tables.enrolments.end(handset.enrolmentId);

    expect(await renew()).toMatchObject({ status: 404, problem: 'enrolment-not-found' });
  });
});
