import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateCertificateFromCsrCommand,
  CreateThingCommand,
  DeleteThingCommand,
  DescribeCertificateCommand,
  DescribeEndpointCommand,
  DescribeThingCommand,
  GetPolicyCommand,
  GetTopicRuleCommand,
  IoTClient,
  ListAttachedPoliciesCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  ListThingPrincipalsCommand,
  ListThingsCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signedCall } from '../signed-call.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { enrol, type IotCloud, OWN_TOPICS, startHandsetCloud } from './iot-cloud.ts';

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

test('policies of the template are told', async () => {
  const { policyDocument = '' } = await client.send(
    new GetPolicyCommand({ policyName: 'Handset' }),
  );
  const { policies } = await client.send(new ListPoliciesCommand({}));

  expect(JSON.parse(policyDocument)).toEqual(OWN_TOPICS);
  expect(policies).toEqual([{ policyName: 'Handset', policyArn: `${PREFIX}policy/Handset` }]);
});

test('the endpoint is the broker’s host and port', async () => {
  const { host, port } = cloud.iot.mqttAddress();

  const { endpointAddress } = await client.send(
    new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }),
  );

  expect(endpointAddress).toBe(`${host}:${port}`);
  await expect(
    client.send(new DescribeEndpointCommand({ endpointType: 'iot:Jobs' })),
  ).rejects.toMatchObject({
    name: 'InvalidRequestException',
  });
});

describe('permissions', () => {
  const CERT = `${PREFIX}cert/${'a'.repeat(64)}`;

  test('are asked for each operation, on its own resource', async () => {
    const asked: string[] = [];
    const denied = new IoTClient(cloud.client(await cloud.role('nobody', [])));
    const calls = [
      () => denied.send(new CreateThingCommand({ thingName: 'one' })),
      () => denied.send(new DeleteThingCommand({ thingName: 'one' })),
      () => denied.send(new ListThingsCommand({})),
      () => denied.send(new CreateCertificateFromCsrCommand({ certificateSigningRequest: 'x' })),
      () => denied.send(new DescribeCertificateCommand({ certificateId: 'a'.repeat(64) })),
      () => denied.send(new AttachPolicyCommand({ policyName: 'Handset', target: CERT })),
      () => denied.send(new ListTargetsForPolicyCommand({ policyName: 'Handset' })),
      () => denied.send(new AttachThingPrincipalCommand({ thingName: 'one', principal: CERT })),
      () => denied.send(new ListThingPrincipalsCommand({ thingName: 'one' })),
      () => denied.send(new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' })),
      () => denied.send(new GetTopicRuleCommand({ ruleName: 'Claims' })),
    ];
    for (const call of calls)
      await call().catch((error: Error) => {
        asked.push(/perform: (.*)$/.exec(`${error.name} ${error.message}`)?.[1] ?? error.name);
      });

    expect(asked).toEqual([
      `iot:CreateThing on resource: ${PREFIX}thing/one`,
      `iot:DeleteThing on resource: ${PREFIX}thing/one`,
      'iot:ListThings on resource: *',
      'iot:CreateCertificateFromCsr on resource: *',
      `iot:DescribeCertificate on resource: ${CERT}`,
      `iot:AttachPolicy on resource: ${CERT}`,
      `iot:ListTargetsForPolicy on resource: ${PREFIX}policy/Handset`,
      `iot:AttachThingPrincipal on resource: ${CERT}`,
      `iot:ListThingPrincipals on resource: ${PREFIX}thing/one`,
      'iot:DescribeEndpoint on resource: *',
      `iot:GetTopicRule on resource: ${PREFIX}rule/Claims`,
    ]);
  });

  test('may name the thing that a certificate is attached to', async () => {
    const roleArn = await cloud.role('enroller', [
      {
        Effect: 'Allow',
        Action: 'iot:AttachThingPrincipal',
        Resource: '*',
        Condition: { ArnEquals: { 'iot:thingArn': `${PREFIX}thing/one` } },
      },
    ]);
    const { certificateArn: principal } = await enrol(cloud, 'one');
    await enrol(cloud, 'two');
    const enroller = new IoTClient(cloud.client(roleArn));

    await enroller.send(new AttachThingPrincipalCommand({ thingName: 'one', principal }));

    await expect(
      enroller.send(new AttachThingPrincipalCommand({ thingName: 'two', principal })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

test('an operation that is not hosted is refused by name', async () => {
  const response = await signedCall(cloud.url, cloud.client().credentials, {
    service: 'iot',
    method: 'GET',
    path: '/thing-groups',
  });

  expect([response.status, await response.text()]).toEqual([
    404,
    expect.stringContaining('iot:GET /thing-groups'),
  ]);
});

test('a restart keeps things, certificates, attachments and the CA', async () => {
  const device = await enrol(cloud, 'one');
  const gone = await enrol(cloud, 'two');
  await client.send(
    new UpdateCertificateCommand({ certificateId: gone.certificateId, newStatus: 'REVOKED' }),
  );
  const ca = cloud.iot.caPem();
  const thing = await client.send(new DescribeThingCommand({ thingName: 'one' }));

  await cloud.stop();
  cloud = await startHandsetCloud(folder.path);
  client = cloud.registry;

  expect(cloud.iot.caPem()).toBe(ca);
  expect((await client.send(new DescribeThingCommand({ thingName: 'one' }))).thingId).toBe(
    thing.thingId,
  );
  expect(
    (await client.send(new ListAttachedPoliciesCommand({ target: device.certificateArn })))
      .policies,
  ).toHaveLength(1);
  expect(
    (await client.send(new DescribeCertificateCommand({ certificateId: gone.certificateId })))
      .certificateDescription?.status,
  ).toBe('REVOKED');
});
