import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateThingCommand,
  DeleteThingCommand,
  DescribeThingCommand,
  type IoTClient,
  ListAttachedPoliciesCommand,
  ListPrincipalThingsCommand,
  ListTargetsForPolicyCommand,
  ListThingPrincipalsCommand,
  ListThingsCommand,
  type ListThingsCommandOutput,
  UpdateThingCommand,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
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

describe('a thing', () => {
  test('is created once, described, updated and deleted', async () => {
    const attributePayload = { attributes: { model: 'SH-01' } };
    const created = await client.send(
      new CreateThingCommand({ thingName: 'one', attributePayload }),
    );
    const again = await client.send(new CreateThingCommand({ thingName: 'one', attributePayload }));
    await client.send(
      new UpdateThingCommand({
        thingName: 'one',
        attributePayload: { attributes: { os: '15' }, merge: true },
        expectedVersion: 1,
      }),
    );
    const described = await client.send(new DescribeThingCommand({ thingName: 'one' }));

    expect(again.thingId).toBe(created.thingId);
    expect(created.thingArn).toBe(`${PREFIX}thing/one`);
    expect(described).toMatchObject({
      thingId: created.thingId,
      version: 2,
      defaultClientId: 'one',
      attributes: { model: 'SH-01', os: '15' },
    });
    await client.send(new DeleteThingCommand({ thingName: 'one', expectedVersion: 2 }));
    await expect(client.send(new DescribeThingCommand({ thingName: 'one' }))).rejects.toMatchObject(
      {
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      },
    );
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'is not created again with other attributes',
      () =>
        client.send(
          new CreateThingCommand({
            thingName: 'one',
            attributePayload: { attributes: { a: '1' } },
          }),
        ),
      'ResourceAlreadyExistsException',
    ],
    [
      'is not updated against another version',
      () => client.send(new UpdateThingCommand({ thingName: 'one', expectedVersion: 7 })),
      'VersionConflictException',
    ],
    [
      'has no fourth attribute',
      () =>
        client.send(
          new UpdateThingCommand({
            thingName: 'one',
            attributePayload: { attributes: { a: '1', b: '2', c: '3', d: '4' } },
          }),
        ),
      'InvalidRequestException',
    ],
    [
      'has no thing type',
      () => client.send(new CreateThingCommand({ thingName: 'two', thingTypeName: 'phone' })),
      'InvalidRequestException',
    ],
    [
      'has no name with a space',
      () => client.send(new CreateThingCommand({ thingName: 'a b' })),
      'InvalidRequestException',
    ],
  ])('%s', async (_, call, name) => {
    await client.send(new CreateThingCommand({ thingName: 'one' }));

    await expect(call()).rejects.toMatchObject({ name });
  });

  test('is listed in pages, by attribute', async () => {
    for (const thingName of ['one', 'two', 'three'])
      await client.send(
        new CreateThingCommand({
          thingName,
          attributePayload: { attributes: { letters: String(thingName.length) } },
        }),
      );

    const first = await client.send(new ListThingsCommand({ maxResults: 2 }));
    const { nextToken = '' } = first;
    const second = await client.send(new ListThingsCommand({ maxResults: 2, nextToken }));
    const short = await client.send(
      new ListThingsCommand({ attributeName: 'letters', attributeValue: '3' }),
    );

    const names = ({ things = [] }: Pick<ListThingsCommandOutput, 'things'>) =>
      things.map(({ thingName }) => thingName);
    expect([names(first), names(second), second.nextToken]).toEqual([
      ['one', 'two'],
      ['three'],
      undefined,
    ]);
    expect(names(short)).toEqual(['one', 'two']);
  });
});

describe('attachments', () => {
  test('are told from both sides', async () => {
    const { certificateArn: target } = await enrol(cloud, 'one');

    expect(await client.send(new ListAttachedPoliciesCommand({ target }))).toMatchObject({
      policies: [{ policyName: 'Handset', policyArn: `${PREFIX}policy/Handset` }],
    });
    expect(
      await client.send(new ListTargetsForPolicyCommand({ policyName: 'Handset' })),
    ).toMatchObject({ targets: [target] });
    expect(await client.send(new ListThingPrincipalsCommand({ thingName: 'one' }))).toMatchObject({
      principals: [target],
    });
    expect(await client.send(new ListPrincipalThingsCommand({ principal: target }))).toMatchObject({
      things: ['one'],
    });
  });

  test('hold a thing back from deletion', async () => {
    await enrol(cloud, 'one');

    await expect(client.send(new DeleteThingCommand({ thingName: 'one' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });

  test.each<[string, (target: string) => Promise<unknown>, string]>([
    [
      'an unknown policy',
      (target) => client.send(new AttachPolicyCommand({ policyName: 'None', target })),
      'ResourceNotFoundException',
    ],
    [
      'an unknown certificate',
      (target) =>
        client.send(
          new AttachPolicyCommand({
            policyName: 'Handset',
            target: target.replace(/.{8}$/, '00000000'),
          }),
        ),
      'ResourceNotFoundException',
    ],
    [
      'a certificate of another account',
      (target) =>
        client.send(
          new AttachPolicyCommand({
            policyName: 'Handset',
            target: target.replace('000000000000', '111111111111'),
          }),
        ),
      'ResourceNotFoundException',
    ],
    [
      'a thing group',
      () =>
        client.send(
          new AttachPolicyCommand({ policyName: 'Handset', target: `${PREFIX}thinggroup/all` }),
        ),
      'InvalidRequestException',
    ],
    [
      'an unknown thing',
      (principal) => client.send(new AttachThingPrincipalCommand({ thingName: 'two', principal })),
      'ResourceNotFoundException',
    ],
    [
      'a thing exclusively',
      (principal) =>
        client.send(
          new AttachThingPrincipalCommand({
            thingName: 'one',
            principal,
            thingPrincipalType: 'EXCLUSIVE_THING',
          }),
        ),
      'InvalidRequestException',
    ],
  ])('do not join %s', async (_, call, name) => {
    const { certificateArn } = await enrol(cloud, 'one');

    await expect(call(certificateArn)).rejects.toMatchObject({ name });
  });
});
