import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import {
  connect,
  endConnections,
  enrol,
  type IotCloud,
  inbox,
  startHandsetCloud,
  until,
} from './iot-cloud.ts';

const TOPIC = 'handsets/one/command';

let folder = temporaryFolder();
let cloud: IotCloud;

beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await startHandsetCloud(folder.path);
});
afterEach(async () => {
  await endConnections();
  await cloud.stop();
  folder.remove();
});

const role = (
  actions: string[],
  resource = `arn:aws:iot:ap-northeast-1:000000000000:topic/handsets/*/command`,
) => cloud.role('issuer', [{ Effect: 'Allow', Action: actions, Resource: resource }]);
const publish = (roleArn: string | undefined, input: object = {}) =>
  new IoTDataPlaneClient(cloud.client(roleArn)).send(
    new PublishCommand({ topic: TOPIC, qos: 1, payload: Buffer.from('{"v":1}'), ...input }),
  );

describe('Publish', () => {
  test('reaches the subscribed device', async () => {
    const client = await connect(cloud, await enrol(cloud, 'one'));
    const messages = inbox(client);
    await client.subscribeAsync(TOPIC, { qos: 1 });

    await publish(await role(['iot:Publish']));
    await until(() => messages.length > 0);

    expect(messages).toEqual([{ topic: TOPIC, text: '{"v":1}', retain: false }]);
  });

  test('sets off rules', async () => {
    const roleArn = await role(['iot:Publish']);
    await cloud.create('AWS::IoT::TopicRule', 'Commands', {
      TopicRulePayload: {
        Sql: "SELECT *, clientid() AS clientId, principal() AS principal FROM 'handsets/+/command'",
        AwsIotSqlVersion: '2016-03-23',
        Actions: [
          { Lambda: { FunctionArn: 'arn:aws:lambda:ap-northeast-1:000000000000:function:f' } },
        ],
      },
    });

    await publish(roleArn);

    expect(cloud.functions.later.map(({ payload }) => JSON.parse(payload))).toEqual([
      { v: 1, clientId: 'n/a', principal: roleArn },
    ]);
  });

  test('needs iot:Publish on the topic, and iot:RetainPublish to retain', async () => {
    const roleArn = await role(['iot:Publish']);

    await expect(publish(roleArn, { topic: 'handsets/one/notice' })).rejects.toMatchObject({
      name: 'ForbiddenException',
    });
    await expect(publish(roleArn, { retain: true })).rejects.toMatchObject({
      name: 'ForbiddenException',
    });
    expect(cloud.lines.map(({ event, action }) => [event, action])).toEqual([
      ['access-denied', 'iot:Publish'],
      ['access-denied', 'iot:RetainPublish'],
    ]);
  });

  test('retains with permission, over a restart', async () => {
    await publish(await role(['iot:Publish', 'iot:RetainPublish']), { retain: true });
    await cloud.stop();
    cloud = await startHandsetCloud(folder.path);
    const client = await connect(cloud, await enrol(cloud, 'one'));
    const messages = inbox(client);

    await client.subscribeAsync(TOPIC, { qos: 1 });
    await until(() => messages.length > 0);

    expect(messages).toEqual([{ topic: TOPIC, text: '{"v":1}', retain: true }]);
  });

  test.each([
    ['a wildcard', { topic: 'handsets/+/command' }, 'InvalidRequestException'],
    ['a reserved topic', { topic: '$aws/things/one' }, 'InvalidRequestException'],
    ['eight slashes', { topic: '1/2/3/4/5/6/7/8/9' }, 'InvalidRequestException'],
    ['QoS 2', { qos: 2 }, 'InvalidRequestException'],
    ['a parameter of MQTT 5', { messageExpiry: 5 }, 'InvalidRequestException'],
    ['a header of MQTT 5', { payloadFormatIndicator: 'UTF8_DATA' }, 'InvalidRequestException'],
    ['over 128 KB', { payload: Buffer.alloc(128 * 1024 + 1) }, 'RequestEntityTooLargeException'],
  ])('refuses %s', async (_, input, name) => {
    await expect(publish(undefined, input)).rejects.toMatchObject({ name });
  });

  test('takes an empty payload and a topic with odd characters', async () => {
    const topic = 'a b/ü?&%2F=';
    await cloud.create('AWS::IoT::TopicRule', 'All', {
      TopicRulePayload: {
        Sql: "SELECT topic() AS topic, encode(*, 'base64') AS data FROM '#'",
        AwsIotSqlVersion: '2016-03-23',
        Actions: [
          { Lambda: { FunctionArn: 'arn:aws:lambda:ap-northeast-1:000000000000:function:f' } },
        ],
      },
    });

    await publish(undefined, { topic, payload: undefined });

    expect(cloud.functions.later.map(({ payload }) => JSON.parse(payload))).toEqual([
      { topic, data: '' },
    ]);
  });
});
