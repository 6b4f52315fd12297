import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPacketMeter } from '#local/iot/broker/packet-limit.ts';
import { temporaryFolder } from '../small-cloud.ts';
import {
  connect,
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

async function startCloud() {
  cloud = await startHandsetCloud(folder.path);
}
beforeEach(async () => {
  folder = temporaryFolder();
  await startCloud();
  device = await enrol(cloud, 'one');
});
afterEach(async () => {
  await endConnections();
  await cloud.stop();
  folder.remove();
});

/** Sends bytes and resolves when the other end has closed. */
async function sendTcp(bytes: Buffer): Promise<void> {
  const socket = connectTcp(cloud.iot.mqttAddress());
  socket.on('error', () => {});
  socket.resume();
  socket.end(bytes);
  await once(socket, 'close');
}

async function sendTls(bytes: Buffer): Promise<void> {
  const socket = connectTls({
    ...cloud.iot.mqttAddress(),
    ca: cloud.iot.caPem(),
    cert: device.certificate,
    key: device.privateKey,
  });
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'secureConnect');
  socket.write(bytes);
  if (!socket.destroyed) await once(socket, 'close');
}

const works = async () => {
  const client = await connect(cloud, device);
  await client.publishAsync('handsets/one/claim', '{}', { qos: 1 });
  await client.endAsync();
  return true;
};

describe('the port goes on after', () => {
  test('bytes that are no TLS', async () => {
    await sendTcp(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await sendTcp(Buffer.alloc(5000, 0xff));

    expect(await works()).toBe(true);
  });

  test('a TLS handshake that is cut off', async () => {
    await sendTcp(Buffer.from('160301', 'hex'));

    expect(await works()).toBe(true);
  });

  test.each([
    ['bytes that are no MQTT', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a CONNECT of a quarter gigabyte', Buffer.from('10ffffff7f0004', 'hex')],
    ['a length of five bytes', Buffer.from('10ffffffff7f', 'hex')],
    ['a PUBLISH before CONNECT', Buffer.from('3003000161', 'hex')],
    ['a CONNECT of MQTT 3.1', Buffer.from('101100064d514973647003020000000000036f6e65', 'hex')],
    ['a CONNECT with an empty client id', Buffer.from('100c00044d5154540402003c0000', 'hex')],
  ])('%s', async (_, bytes) => {
    await sendTls(bytes);

    expect(await works()).toBe(true);
  });

  test('a SUBSCRIBE without filters', async () => {
    const connectPacket = Buffer.from('100f00044d5154540402003c00036f6e65', 'hex');

    await sendTls(Buffer.concat([connectPacket, Buffer.from('82020001', 'hex')]));

    expect(await works()).toBe(true);
  });
});

test('a restart lets a device in again with its old certificate', async () => {
  await connect(cloud, device);
  await endConnections();
  await cloud.stop();
  await startCloud();

  expect(await works()).toBe(true);
});

test('a hundred devices get their own messages', async () => {
  const devices = await Promise.all(
    Array.from({ length: 100 }, (_, index) => enrol(cloud, `device-${index}`)),
  );
  const clients = await Promise.all(devices.map((each) => connect(cloud, each)));
  const inboxes = clients.map(inbox);

  await Promise.all(
    clients.map((client, index) =>
      client.subscribeAsync(`handsets/device-${index}/command`, { qos: 1 }),
    ),
  );
  await Promise.all(
    clients.map((client, index) =>
      client.publishAsync(`handsets/device-${index}/command`, String(index), { qos: 1 }),
    ),
  );
  await until(() => inboxes.every((messages) => messages.length > 0));

  expect(inboxes.map((messages) => messages.map(({ text }) => text))).toEqual(
    clients.map((_, index) => [String(index)]),
  );
});

describe('the packet meter', () => {
  const packet = (length: number) => {
    const header = length < 128 ? [0x30, length] : [0x30, (length % 128) + 128, length >> 7];
    return Buffer.concat([Buffer.from(header), Buffer.alloc(length, 0xff)]);
  };

  test.each([1, 2, 3, 7, 10_000])('follows packets through chunks of %i bytes', (size) => {
    const isWithin = createPacketMeter(300);
    const stream = Buffer.concat([packet(0), packet(5), packet(300), packet(0), packet(200)]);
    const chunks = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) =>
      stream.subarray(index * size, (index + 1) * size),
    );

    expect(chunks.every(isWithin)).toBe(true);
    expect(isWithin(packet(301).subarray(0, 3))).toBe(false);
  });
});
