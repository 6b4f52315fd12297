import { createPublicKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { until } from '#demo/until.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { generateKey, privateKeyOf } from '#handset/keys.ts';
import { commonName, signCertificate } from '#local/iot/ca/certificate.ts';
import { createCertificateAuthority } from '#test/handset/certificate-authority.ts';
import { HandHeld } from '#test/journeys/hand-held.ts';
import { enrolments, Hardware } from '#test/journeys/hardware.ts';
import { PATIENCE } from '#test/journeys/stage.ts';
import { thingOption } from './aws-cli.ts';
import { setClientStage } from './client-stage.ts';
import { type Credentials, credentialsOf, listen, subscribes } from './mosquitto.ts';

jest.setTimeout(2 * PATIENCE);

const set = setClientStage();

let hardware: Hardware;
let handset: HandHeld;
let credentials: Required<Credentials>;
let serial = 0;
beforeEach(async () => {
  const { stage } = set();
  hardware = new Hardware(stage, await stage.line());
  handset = await hardware.enrol();
  await handset.hangUp();
  credentials = await pemFiles(handset);
});

const pemFiles = ({ papers }: HandHeld) => {
  serial += 1;
  return credentialsOf(join(set().stage.folder, `pem-${serial}`), papers);
};

/** Whether a client may come in and hear the handset's notices. */
const comesIn = (given: Credentials) => subscribes(given, topics(given.clientId).notice);

/** The id of the certificate that the AWS CLI finds on the handset's thing. */
async function certificateIds(): Promise<string[]> {
  const { aws } = set();
  const Principals = z.object({ principals: z.array(z.string()) });
  const { principals } = await aws.read(
    Principals,
    ...['iot', 'list-thing-principals', thingOption(handset.enrolmentId)],
  );
  return principals.map((arn) => arn.slice(arn.lastIndexOf('/') + 1));
}

const setStatus = (certificateId: string, status: 'ACTIVE' | 'INACTIVE' | 'REVOKED') =>
  set().aws.json(
    ...['iot', 'update-certificate', '--certificate-id', certificateId, '--new-status', status],
  );

/** A device's certificate by nobody but the device. */
function selfSigned(name: string, key: KeyObject): string {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const content = {
    subject: commonName(name),
    issuer: commonName(name),
    publicKey,
    issuerPublicKey: publicKey,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
    kind: 'device',
  } as const;
  return signCertificate(content, key);
}

/** The same life with a new certificate, not connected. */
async function renewed(): Promise<HandHeld> {
  const { stage } = set();
  const { tlsKey, body } = await handset.signRenewal();
  const answer = await enrolments(stage).renew(handset.enrolmentId, body);
  const { papers, counter } = handset;
  return new HandHeld(stage, { ...papers, ...answer, tlsKey, counter });
}

test('mosquitto comes in with the certificate and key of an enrolled handset', async () => {
  expect(await comesIn(credentials)).toBe(true);
});

describe('mosquitto is turned away', () => {
  test('without a certificate', async () => {
    const { endpoint, clientId, caFile } = credentials;

    expect(await comesIn({ endpoint, clientId, caFile })).toBe(false);
  });

  test('with a certificate that it signed itself', async () => {
    const tlsKey = generateKey();
    const certificate = selfSigned(handset.enrolmentId, privateKeyOf(tlsKey));
    const folder = join(set().stage.folder, 'own-authority');

    const forged = await credentialsOf(folder, { ...handset.papers, certificate, tlsKey });

    expect(await comesIn(forged)).toBe(false);
  });

  test('with a certificate of another authority for the same key', async () => {
    const { enrolmentId, tlsKey } = handset.papers;
    const certificate = createCertificateAuthority().certify(
      certificateRequest(enrolmentId, tlsKey),
    );
    const folder = join(set().stage.folder, 'other-authority');

    const forged = await credentialsOf(folder, { ...handset.papers, certificate });

    expect(await comesIn(forged)).toBe(false);
  });

  test('with the key of another certificate', async () => {
    const other = await new Hardware(set().stage, await set().stage.line()).enrol();
    await other.hangUp();

    const { keyFile } = await pemFiles(other);

    expect(await comesIn({ ...credentials, keyFile })).toBe(false);
  });

  test.each(['INACTIVE', 'REVOKED'] as const)(
    'once the certificate is %s, also where it is connected already',
    async (status) => {
      const listener = await listen(credentials, topics(handset.enrolmentId).notice);
      const [certificateId = ''] = await certificateIds();

      await setStatus(certificateId, status);

      await until('the connection to be cut', () => listener.isCut() || undefined);
      await listener.stop();
      expect(listener.said().split('received CONNACK (0)')).toHaveLength(2);
      expect(await comesIn(credentials)).toBe(false);
    },
  );

  test('with a certificate that a renewal replaced, once the new one has been used', async () => {
    const fresh = await renewed();
    expect(await comesIn(credentials)).toBe(true);

    await fresh.connect();
    await fresh.askForNothing();
    await fresh.hangUp();

    await until('the old certificate to be turned away', async () =>
      (await comesIn(credentials)) ? undefined : true,
    );
    expect(await comesIn(await pemFiles(fresh))).toBe(true);
  });

  test('with a certificate of a life before the hardware enrolled anew, renewed or not', async () => {
    const fresh = await pemFiles(await renewed());

    const next = await hardware.enrol();
    await next.hangUp();

    expect(await comesIn(credentials)).toBe(false);
    expect(await comesIn(fresh)).toBe(false);
    expect(await comesIn(await pemFiles(next))).toBe(true);
  });
});
