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
  type Device,
  endConnections,
  enrol,
  inbox,
  type IotCloud,
  OWN_TOPICS,
  startIotCloud,
  until,
} from './iot-cloud.ts';

let folder = temporaryFolder();
let cloud: IotCloud;
let device: Device;

beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await startIotCloud(folder.path);
  await cloud.create('AWS::IoT::Policy', 'Handset', {
    PolicyName: 'Handset',
    PolicyDocument: OWN_TOPICS,
  });
  await cloud.start();
  device = await enrol(cloud, 'one');
});
afterEach(async () => {
  await endConnections();
  await cloud.stop();
  folder.remove();
});

const reasons = () => cloud.lines.map(({ event, reason }) => `${event}: ${String(reason)}`);
const policy = (name: string, statements: object[]) =>
  cloud.create('AWS::IoT::Policy', name, {
    PolicyName: name,
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  });

describe('a device', () => {
  test('publishes and subscribes on its own topics', async () => {
    const client = await connect(cloud, device);
    const messages = inbox(client);

    const granted = await client.subscribeAsync('handsets/one/notice', { qos: 1 });
    await client.publishAsync('handsets/one/notice', '{"v":1}', { qos: 1 });
    await until(() => messages.length === 1);

    expect(granted).toMatchObject([{ qos: 1 }]);
    expect(messages).toEqual([{ topic: 'handsets/one/notice', text: '{"v":1}', retain: false }]);
  });

  test.each([
    ['to publish on another device’s topic', 'publish', 'handsets/two/claim', 'no policy allows iot:Publish'],
    ['to subscribe to another device’s topic', 'subscribe', 'handsets/two/notice', 'no policy allows iot:Subscribe'],
    ['to subscribe to all devices', 'subscribe', 'handsets/+/notice', 'no policy allows iot:Subscribe'],
    ['to subscribe to everything', 'subscribe', '#', 'no policy allows iot:Subscribe'],
    ['to publish on a reserved topic', 'publish', '$aws/things/one/shadow/update', 'topics that begin with $ are reserved'],
    ['to share a subscription', 'subscribe', '$share/g/handsets/one/notice', 'topics that begin with $ are reserved'],
    ['to publish under eight slashes', 'publish', 'handsets/one/3/4/5/6/7/8/9', 'over 7 slashes'],
    ['to publish on a topic of 257 bytes', 'publish', `handsets/one/${'x'.repeat(244)}`, 'over 256 bytes'],
  ])('loses its connection when it tries %s', async (_, act, topic, reason) => {
    const client = await connect(cloud, device);

    if (act === 'publish') client.publish(topic, '{}', { qos: 1 });
    else client.subscribe(topic, { qos: 1 });

    expect(await closed(client)).toBe('closed');
    expect(reasons()).toEqual([expect.stringContaining(reason)]);
  });

  test.each([
    ['QoS 2', { qos: 2 }, '{}', 'QoS 2'],
    ['a retained message without iot:RetainPublish', { qos: 1, retain: true }, '{}', 'iot:RetainPublish'],
    ['more than 128 KB', { qos: 1 }, 'x'.repeat(128 * 1024 + 1), 'over 131072 bytes'],
    ['a packet far beyond all limits', { qos: 1 }, 'x'.repeat(1024 * 1024), 'a packet over'],
  ] as const)('loses its connection when it publishes %s', async (_, options, payload, reason) => {
    const client = await connect(cloud, device);

    client.publish('handsets/one/claim', payload, options);

    expect(await closed(client)).toBe('closed');
    expect(reasons()).toEqual([expect.stringContaining(reason)]);
  });

  test('may publish 128 KB', async () => {
    const client = await connect(cloud, device);

    await client.publishAsync('handsets/one/claim', 'x'.repeat(128 * 1024), { qos: 1 });

    expect(client.connected).toBe(true);
  });

  test('loses its connection when it subscribes with QoS 2', async () => {
    const client = await connect(cloud, device);

    client.subscribe('handsets/one/notice', { qos: 2 });

    expect(await closed(client)).toBe('closed');
  });

  test('loses its connection at the 51st subscription', async () => {
    const client = await connect(cloud, device);
    for (let index = 0; index < 50; index += 1)
      await client.subscribeAsync(`handsets/one/${index}`);

    client.subscribe('handsets/one/more');

    expect(await closed(client)).toBe('closed');
    expect(reasons()).toEqual([expect.stringContaining('over 50 subscriptions')]);
  });

  test('takes over the connection of the same client id', async () => {
    const first = await connect(cloud, device);
    const second = await connect(cloud, device);

    expect(await closed(first)).toBe('closed');
    await second.publishAsync('handsets/one/claim', '{}', { qos: 1 });
    expect(second.connected).toBe(true);
  });

  test('gets a QoS 1 message that is followed at once by a QoS 0 one', async () => {
    const client = await connect(cloud, device);
    const messages = inbox(client);
    await client.subscribeAsync('handsets/one/notice', { qos: 1 });

    for (let index = 0; index < 20; index += 1)
      client.publish('handsets/one/notice', String(index), { qos: index % 2 === 0 ? 1 : 0 });
    await until(() => messages.length === 20);

    expect(messages.map(({ text }) => Number(text)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (__, index) => index),
    );
  });

  test('gets no message that iot:Receive does not allow', async () => {
    await policy('NoReceive', [
      { Effect: 'Allow', Action: ['iot:Connect', 'iot:Publish', 'iot:Subscribe'], Resource: '*' },
      { Effect: 'Allow', Action: 'iot:Receive', Resource: 'arn:aws:iot:*:*:topic/open' },
    ]);
    const client = await connect(cloud, await enrol(cloud, 'deaf', 'NoReceive'));
    const messages = inbox(client);
    await client.subscribeAsync(['secret', 'open']);

    await client.publishAsync('secret', 'one', { qos: 1 });
    await client.publishAsync('open', 'two', { qos: 1 });
    await until(() => messages.length > 0);

    expect(messages.map(({ topic }) => topic)).toEqual(['open']);
  });
});

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

    await expect(connect(cloud, { ...device, certificate, privateKey: pemOf(key) })).rejects.toThrow(
      'turned away',
    );
  });

  test('with a certificate of this CA that is not registered', async () => {
    const key = newKey();
    const request = readCertificateRequest(certificateRequest({ key }));
    const certificate = openAuthority(`${folder.path}/iot`).issue(request);

    await expect(connect(cloud, { ...device, certificate, privateKey: pemOf(key) })).rejects.toThrow(
      'turned away',
    );
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

  test.each(['INACTIVE', 'REVOKED'] as const)('with a certificate that is %s', async (newStatus) => {
    const { certificateId } = device;
    await cloud.registry.send(new UpdateCertificateCommand({ certificateId, newStatus }));

    await expect(connect(cloud, device)).rejects.toThrow('turned away');
  });

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
    ['is deactivated', () => new UpdateCertificateCommand({ certificateId: device.certificateId, newStatus: 'INACTIVE' })],
    ['is revoked', () => new UpdateCertificateCommand({ certificateId: device.certificateId, newStatus: 'REVOKED' })],
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
    await cloud.registry.send(new UpdateCertificateCommand({ certificateId, newStatus: 'REVOKED' }));
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
    await policy('Will', [...everything, { Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }]);
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
    await policy('NoWill', [
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

test('a retained message reaches who subscribes to its very topic later, and no wildcard', async () => {
  await policy('Retain', [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }]);
  const keeper = await enrol(cloud, 'keeper', 'Retain');
  const client = await connect(cloud, keeper);
  await client.publishAsync('state/a', 'last', { qos: 1, retain: true });
  await client.publishAsync('state/b', 'gone', { qos: 1, retain: true });
  await client.publishAsync('state/b', '', { qos: 1, retain: true });
  const messages = inbox(client);

  await client.subscribeAsync('state/+', { qos: 1 });
  await client.subscribeAsync('state/b', { qos: 1 });
  await client.subscribeAsync('state/a', { qos: 1 });
  await until(() => messages.length > 0);
  await client.publishAsync('state/a', 'live', { qos: 1 });
  await until(() => messages.length > 1);

  expect(messages).toEqual([
    { topic: 'state/a', text: 'last', retain: true },
    { topic: 'state/a', text: 'live', retain: false },
  ]);
});

describe('a policy document is refused by name', () => {
  test.each([
    ['a variable that is not hosted', { Resource: 'arn:aws:iot:*:*:client/${iot:Certificate.Subject.CommonName}' }, 'iot:Certificate.Subject.CommonName'],
    ['a condition key that is not hosted', { Condition: { StringEquals: { 'aws:SourceIp': '127.0.0.1' } } }, 'aws:SourceIp'],
    ['a principal', { Principal: '*' }, 'Principal'],
  ])('%s', async (_, part, named) => {
    const statement = { Effect: 'Allow', Action: 'iot:Connect', Resource: '*', ...part };

    await expect(policy('Odd', [statement])).rejects.toThrow(named);
  });
});
