import {
  CreateThingCommand,
  DeleteCertificateCommand,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openAuthority } from '#local/iot/ca/authority.ts';
import { readCertificateRequest } from '#local/iot/ca/certificate-request.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { certificateRequest, newKey, pemOf } from './certificate-request.ts';
import {
  closed,
  connect,
  createPolicy,
  type Device,
  endConnections,
  enrol,
  type IotCloud,
  inbox,
  startHandsetCloud,
  until,
  variable,
} from './iot-cloud.ts';

let folder = temporaryFolder();
let cloud: IotCloud;
let device: Device;

beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await startHandsetCloud(folder.path);
  device = await enrol(cloud, 'one');
});
afterEach(async () => {
  await endConnections();
  await cloud.stop();
  folder.remove();
});

const reasons = () => cloud.lines.map(({ event, reason }) => `${event}: ${String(reason)}`);

describe('a connection is turned away', () => {
  test('without a certificate', async () => {
    await expect(connect(cloud, { ...device, certificate: '', privateKey: '' })).rejects.toThrow(
      'turned away',
    );
  });

  test('with a certificate of another CA', async () => {
    const other = temporaryFolder();
    const key = newKey();
    const request = readCertificateRequest(certificateRequest({ key }));
    const certificate = openAuthority(other.path).issue(request);
    other.remove();

    await expect(
      connect(cloud, { ...device, certificate, privateKey: pemOf(key) }),
    ).rejects.toThrow('turned away');
  });

  test('with a certificate of this CA that is not registered', async () => {
    const key = newKey();
    const request = readCertificateRequest(certificateRequest({ key }));
    const certificate = openAuthority(`${folder.path}/iot`).issue(request);

    await expect(
      connect(cloud, { ...device, certificate, privateKey: pemOf(key) }),
    ).rejects.toThrow('turned away');
    expect(reasons()).toEqual(['connection-refused: the certificate is not registered and active']);
  });

  test('with the client id of another device', async () => {
    await enrol(cloud, 'two');

    await expect(connect(cloud, device, { clientId: 'two' })).rejects.toThrow('turned away');
    expect(reasons()).toEqual(['connect-refused: no policy allows iot:Connect']);
  });

  test('with the client id of a thing that is not attached', async () => {
    await cloud.registry.send(new CreateThingCommand({ thingName: 'bare' }));

    await expect(connect(cloud, device, { clientId: 'bare' })).rejects.toThrow('turned away');
  });

  test.each(['INACTIVE', 'REVOKED'] as const)(
    'with a certificate that is %s',
    async (newStatus) => {
      const { certificateId } = device;
      await cloud.registry.send(new UpdateCertificateCommand({ certificateId, newStatus }));

      await expect(connect(cloud, device)).rejects.toThrow('turned away');
    },
  );

  test('with a persistent session', async () => {
    await expect(connect(cloud, device, { clean: false })).rejects.toThrow('turned away');
    expect(reasons()).toEqual(['connect-refused: persistent sessions are not hosted']);
  });

  test('with MQTT 5', async () => {
    await expect(connect(cloud, device, { protocolVersion: 5 })).rejects.toThrow('turned away');
  });

  test('with a will on a topic that it may not publish on', async () => {
    const will = { topic: 'handsets/two/report', payload: Buffer.from('gone'), qos: 1 } as const;

    await expect(connect(cloud, device, { will })).rejects.toThrow('turned away');
  });
});

describe('a connected device is disconnected at once when its certificate', () => {
  test.each([
    [
      'is deactivated',
      () =>
        new UpdateCertificateCommand({
          certificateId: device.certificateId,
          newStatus: 'INACTIVE',
        }),
    ],
    [
      'is revoked',
      () =>
        new UpdateCertificateCommand({ certificateId: device.certificateId, newStatus: 'REVOKED' }),
    ],
  ])('%s', async (_, command) => {
    const client = await connect(cloud, device);

    await cloud.registry.send(command());

    expect(await closed(client)).toBe('closed');
    await expect(connect(cloud, device)).rejects.toThrow('turned away');
  });

  test('loses its policy', async () => {
    const client = await connect(cloud, device);

    await cloud.registry.send(
      new DetachPolicyCommand({ policyName: 'Handset', target: device.certificateArn }),
    );

    expect(await closed(client)).toBe('closed');
    await expect(connect(cloud, device)).rejects.toThrow('turned away');
  });

  test('loses its thing, and is deleted', async () => {
    const { certificateId, certificateArn: principal, thingName } = device;
    const client = await connect(cloud, device);

    await cloud.registry.send(new DetachThingPrincipalCommand({ thingName, principal }));
    const outcome = await closed(client);
    await cloud.registry.send(
      new UpdateCertificateCommand({ certificateId, newStatus: 'REVOKED' }),
    );
    await cloud.registry.send(new DeleteCertificateCommand({ certificateId, forceDelete: true }));

    expect(outcome).toBe('closed');
    await expect(connect(cloud, device)).rejects.toThrow('turned away');
  });
});

describe('a will', () => {
  const everything = [
    { Effect: 'Allow', Action: ['iot:Publish', 'iot:Receive', 'iot:Subscribe'], Resource: '*' },
  ];
  const will = { topic: 'wills/dying', payload: Buffer.from('gone'), qos: 1 } as const;

  test('is published when the connection breaks, and not after DISCONNECT', async () => {
    await createPolicy(cloud, 'Will', [
      ...everything,
      { Effect: 'Allow', Action: 'iot:Connect', Resource: '*' },
    ]);
    const watcher = await connect(cloud, await enrol(cloud, 'watcher', 'Will'));
    const messages = inbox(watcher);
    await watcher.subscribeAsync('wills/+', { qos: 1 });
    const polite = await enrol(cloud, 'polite', 'Will');
    const dying = await enrol(cloud, 'dying', 'Will');

    await (await connect(cloud, polite, { will: { ...will, topic: 'wills/polite' } })).endAsync();
    (await connect(cloud, dying, { will })).stream.destroy();
    await until(() => messages.length > 0);

    expect(messages.map(({ topic, text }) => [topic, text])).toEqual([['wills/dying', 'gone']]);
  });

  test('is refused by a policy that does not allow the connect attribute LastWill', async () => {
    await createPolicy(cloud, 'NoWill', [
      ...everything,
      {
        Effect: 'Allow',
        Action: 'iot:Connect',
        Resource: '*',
        Condition: { 'ForAllValues:StringNotEquals': { 'iot:ConnectAttributes': ['LastWill'] } },
      },
    ]);
    const willing = await enrol(cloud, 'willing', 'NoWill');

    await expect(connect(cloud, willing, { will })).rejects.toThrow('turned away');
    expect((await connect(cloud, willing)).connected).toBe(true);
  });
});

describe('a policy document is refused by name', () => {
  test.each([
    [
      'a variable that is not hosted',
      { Resource: `arn:aws:iot:*:*:client/${variable('iot:Certificate.Subject.CommonName')}` },
      'iot:Certificate.Subject.CommonName',
    ],
    [
      'a condition key that is not hosted',
      { Condition: { StringEquals: { 'aws:SourceIp': '127.0.0.1' } } },
      'aws:SourceIp',
    ],
    ['a principal', { Principal: '*' }, 'Principal'],
  ])('%s', async (_, part, named) => {
    const statement = { Effect: 'Allow', Action: 'iot:Connect', Resource: '*', ...part };

    await expect(createPolicy(cloud, 'Odd', [statement])).rejects.toThrow(named);
  });
});
