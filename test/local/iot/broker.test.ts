import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
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
    [
      'to publish on another device’s topic',
      'publish',
      'handsets/two/claim',
      'no policy allows iot:Publish',
    ],
    [
      'to subscribe to another device’s topic',
      'subscribe',
      'handsets/two/notice',
      'no policy allows iot:Subscribe',
    ],
    [
      'to subscribe to all devices',
      'subscribe',
      'handsets/+/notice',
      'no policy allows iot:Subscribe',
    ],
    ['to subscribe to everything', 'subscribe', '#', 'no policy allows iot:Subscribe'],
    [
      'to publish on a reserved topic',
      'publish',
      '$aws/things/one/shadow/update',
      'topics that begin with $ are reserved',
    ],
    [
      'to share a subscription',
      'subscribe',
      '$share/g/handsets/one/notice',
      'topics that begin with $ are reserved',
    ],
    ['to publish under eight slashes', 'publish', 'handsets/one/3/4/5/6/7/8/9', 'over 7 slashes'],
    [
      'to publish on a topic of 257 bytes',
      'publish',
      `handsets/one/${'x'.repeat(244)}`,
      'over 256 bytes',
    ],
  ])('loses its connection when it tries %s', async (_, act, topic, reason) => {
    const client = await connect(cloud, device);

    if (act === 'publish') client.publish(topic, '{}', { qos: 1 });
    else client.subscribe(topic, { qos: 1 });

    expect(await closed(client)).toBe('closed');
    expect(reasons()).toEqual([expect.stringContaining(reason)]);
  });

  test.each([
    ['QoS 2', { qos: 2 }, '{}', 'QoS 2'],
    [
      'a retained message without iot:RetainPublish',
      { qos: 1, retain: true },
      '{}',
      'iot:RetainPublish',
    ],
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
    await createPolicy(cloud, 'NoReceive', [
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

test('a retained message reaches who subscribes to its very topic later, and no wildcard', async () => {
  await createPolicy(cloud, 'Retain', [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }]);
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
