import {
  DescribeEndpointCommand,
  GetPolicyVersionCommand,
  IoTClient,
  ListPolicyPrincipalsCommand,
  ListPolicyVersionsCommand,
  ListPrincipalPoliciesCommand,
  ListPrincipalThingsV2Command,
  ListThingPrincipalsV2Command,
} from '@aws-sdk/client-iot';
import {
  GetRetainedMessageCommand,
  IoTDataPlaneClient,
  ListRetainedMessagesCommand,
  PublishCommand,
} from '@aws-sdk/client-iot-data-plane';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { enrol, type IotCloud, OWN_TOPICS, startHandsetCloud } from './iot-cloud.ts';

let folder = temporaryFolder();
let cloud: IotCloud;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await startHandsetCloud(folder.path);
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

describe('a policy', () => {
  const policyName = 'Handset';

  test('has the one version that the template gives it', async () => {
    const { policyVersions } = await cloud.registry.send(
      new ListPolicyVersionsCommand({ policyName }),
    );
    const version = await cloud.registry.send(
      new GetPolicyVersionCommand({ policyName, policyVersionId: '1' }),
    );

    expect(policyVersions).toMatchObject([{ versionId: '1', isDefaultVersion: true }]);
    expect(version).toMatchObject({ policyName, policyVersionId: '1', isDefaultVersion: true });
    expect(JSON.parse(version.policyDocument ?? '')).toEqual(OWN_TOPICS);
  });

  test('and its other versions are not found where there are none', async () => {
    const other = { policyName, policyVersionId: '2' };
    const missing = { policyName: 'Missing' };

    const answers = await Promise.allSettled([
      cloud.registry.send(new GetPolicyVersionCommand(other)),
      cloud.registry.send(new ListPolicyVersionsCommand(missing)),
      cloud.registry.send(new ListPolicyPrincipalsCommand(missing)),
    ]);

    for (const answer of answers)
      expect(answer).toMatchObject({ reason: { name: 'ResourceNotFoundException' } });
  });

  test('is found from its certificate and back, also by the older calls', async () => {
    const { certificateArn } = await enrol(cloud, 'one');

    const { policies } = await cloud.registry.send(
      new ListPrincipalPoliciesCommand({ principal: certificateArn }),
    );
    const { principals } = await cloud.registry.send(
      new ListPolicyPrincipalsCommand({ policyName }),
    );

    expect(policies).toMatchObject([{ policyName }]);
    expect(principals).toEqual([certificateArn]);
  });
});

test('a thing and its certificate name each other, with the kind of their attachment', async () => {
  const { certificateArn: principal } = await enrol(cloud, 'one');
  const thingPrincipalType = 'NON_EXCLUSIVE_THING';

  const things = await cloud.registry.send(new ListPrincipalThingsV2Command({ principal }));
  const principals = await cloud.registry.send(
    new ListThingPrincipalsV2Command({ thingName: 'one' }),
  );
  const exclusive = await cloud.registry.send(
    new ListThingPrincipalsV2Command({ thingName: 'one', thingPrincipalType: 'EXCLUSIVE_THING' }),
  );

  expect(things.principalThingObjects).toEqual([{ thingName: 'one', thingPrincipalType }]);
  expect(principals.thingPrincipalObjects).toEqual([{ principal, thingPrincipalType }]);
  expect(exclusive.thingPrincipalObjects).toEqual([]);
});

test('listing the principals of a thing is one right, whichever call asks', async () => {
  await enrol(cloud, 'one');
  const roleArn = await cloud.role('reader', [
    { Effect: 'Allow', Action: ['iot:ListThingPrincipals'], Resource: '*' },
  ]);

  const allowed = new IoTClient(cloud.client(roleArn)).send(
    new ListThingPrincipalsV2Command({ thingName: 'one' }),
  );

  await expect(allowed).resolves.toMatchObject({ thingPrincipalObjects: [{}] });
});

describe('the endpoint', () => {
  test.each([undefined, 'iot:Data', 'iot:Data-ATS'])('of data is the broker (%s)', async (type) => {
    const { host, port } = cloud.iot.mqttAddress();

    const answer = cloud.registry.send(new DescribeEndpointCommand({ endpointType: type }));

    await expect(answer).resolves.toMatchObject({ endpointAddress: `${host}:${port}` });
  });

  test.each(['iot:Jobs', 'iot:CredentialProvider', 'other'])('of %s is refused', async (type) => {
    const answer = cloud.registry.send(new DescribeEndpointCommand({ endpointType: type }));

    await expect(answer).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });
});

describe('retained messages', () => {
  const topic = 'handsets/one/command';
  const client = (roleArn?: string) => new IoTDataPlaneClient(cloud.client(roleArn));

  test('are none', async () => {
    const listed = await client().send(new ListRetainedMessagesCommand({}));
    const one = client().send(new GetRetainedMessageCommand({ topic }));

    expect(listed.retainedTopics).toEqual([]);
    await expect(one).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('are listed page by page, and read one by one', async () => {
    const before = Date.now();
    for (const name of ['b', topic])
      await client().send(
        new PublishCommand({ topic: name, retain: true, qos: 1, payload: Buffer.from('text') }),
      );

    const first = await client().send(new ListRetainedMessagesCommand({ maxResults: 1 }));
    const { nextToken } = first;
    const rest = await client().send(new ListRetainedMessagesCommand({ maxResults: 1, nextToken }));
    const read = await client().send(new GetRetainedMessageCommand({ topic }));

    expect(first.retainedTopics).toMatchObject([{ topic: 'b', payloadSize: 4, qos: 1 }]);
    expect(rest).toMatchObject({ retainedTopics: [{ topic }] });
    expect(rest.nextToken).toBeUndefined();
    expect(Buffer.from(read.payload ?? []).toString()).toBe('text');
    expect(read.lastModifiedTime).toBeGreaterThanOrEqual(before);
  });

  test('are another right than publishing', async () => {
    const roleArn = await cloud.role('publisher', [
      { Effect: 'Allow', Action: ['iot:Publish'], Resource: '*' },
    ]);

    const answers = await Promise.allSettled([
      client(roleArn).send(new GetRetainedMessageCommand({ topic })),
      client(roleArn).send(new ListRetainedMessagesCommand({})),
    ]);

    for (const answer of answers)
      expect(answer).toMatchObject({ reason: { name: 'ForbiddenException' } });
  });
});
