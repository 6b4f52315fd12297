import { createHash, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import {
  CreateCertificateFromCsrCommand,
  DeleteCertificateCommand,
  DescribeCertificateCommand,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  type IoTClient,
  ListCertificatesCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { der, sequence } from '#local/iot/ca/der.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { certificateRequest, newKey } from './certificate-request.ts';
import { enrol, type IotCloud, startHandsetCloud } from './iot-cloud.ts';

const PREFIX = 'arn:aws:iot:ap-northeast-1:000000000000:';

let folder = temporaryFolder();
let cloud: IotCloud;
let client: IoTClient;

beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await startHandsetCloud(folder.path);
  client = cloud.registry;
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const createCertificate = (certificateSigningRequest: string, setAsActive = true) =>
  client.send(new CreateCertificateFromCsrCommand({ certificateSigningRequest, setAsActive }));

describe('a certificate', () => {
  test('is issued for a request, and its id is the digest of its DER', async () => {
    const key = newKey();
    const {
      certificateId,
      certificateArn,
      certificatePem = '',
    } = await createCertificate(certificateRequest({ key }), false);
    const certificate = new X509Certificate(certificatePem);
    const authority = new X509Certificate(cloud.iot.caPem());

    expect(certificateId).toBe(createHash('sha256').update(certificate.raw).digest('hex'));
    expect(certificateArn).toBe(`${PREFIX}cert/${certificateId}`);
    expect(certificate.checkIssued(authority) && certificate.verify(authority.publicKey)).toBe(
      true,
    );
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(certificate).toMatchObject({
      ca: false,
      subject: 'CN=a handset',
      // For clients only: RFC 5280, id-kp-clientAuth.
      keyUsage: ['1.3.6.1.5.5.7.3.2'],
      validTo: 'Dec 31 23:59:59 2049 GMT',
    });
    const { certificateDescription } = await client.send(
      new DescribeCertificateCommand({ certificateId }),
    );
    expect(certificateDescription).toMatchObject({ status: 'INACTIVE', certificatePem });
  });

  test('is another one each time for the same request', async () => {
    const request = certificateRequest({ key: newKey() });

    const one = await createCertificate(request);
    const two = await createCertificate(request);
    const { certificates = [] } = await client.send(new ListCertificatesCommand({ pageSize: 1 }));

    expect(one.certificateId).not.toBe(two.certificateId);
    expect(certificates).toMatchObject([{ certificateId: two.certificateId, status: 'ACTIVE' }]);
  });

  const rsa = (modulusLength: number): KeyObject =>
    generateKeyPairSync('rsa', { modulusLength }).privateKey;

  test.each<[string, () => string]>([
    ['P-384', () => certificateRequest({ key: newKey('P-384') })],
    ['RSA of 2048 bits', () => certificateRequest({ key: rsa(2048) })],
  ])('is issued for a key of %s', async (_, request) => {
    expect((await createCertificate(request())).certificateId).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, () => string]>([
    ['that is no PEM', () => 'certificate, please'],
    ['that is no DER', () => certificateRequest({ key: newKey() }).replace('MI', 'ZZ')],
    [
      'that is cut short',
      () => certificateRequest({ key: newKey() }).replace(/.{8}\n-----END/, '\n-----END'),
    ],
    ['signed by another key', () => certificateRequest({ key: newKey(), signer: newKey() })],
    ['with an RSA key of 1024 bits', () => certificateRequest({ key: rsa(1024) })],
    ['with a key on another curve', () => certificateRequest({ key: newKey('secp256k1') })],
    [
      'whose subject is no name',
      () => certificateRequest({ key: newKey(), subject: sequence(der(0x02, Buffer.from([1]))) }),
    ],
  ])('is not issued for a request %s', async (_, request) => {
    await expect(createCertificate(request())).rejects.toMatchObject({
      name: 'InvalidRequestException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('is deleted only when it is inactive and nothing is attached', async () => {
    const { certificateId, certificateArn: target, thingName } = await enrol(cloud, 'one');
    const remove = (forceDelete = false) =>
      client.send(new DeleteCertificateCommand({ certificateId, forceDelete }));

    await expect(remove()).rejects.toMatchObject({ name: 'CertificateStateException' });
    await client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }));
    await expect(remove(true)).rejects.toMatchObject({ name: 'DeleteConflictException' });
    await client.send(new DetachThingPrincipalCommand({ thingName, principal: target }));
    await expect(remove()).rejects.toMatchObject({ name: 'DeleteConflictException' });
    await client.send(new DetachPolicyCommand({ policyName: 'Handset', target }));
    await remove();

    await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('has no status that AWS keeps for itself', async () => {
    const { certificateId } = await enrol(cloud, 'one');
    const command = new UpdateCertificateCommand({ certificateId, newStatus: 'PENDING_TRANSFER' });

    await expect(client.send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });
});
