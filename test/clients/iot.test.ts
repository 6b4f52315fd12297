import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { topics } from '#domain/protocol/envelope.ts';
import type { HandHeld } from '#test/journeys/hand-held.ts';
import { Hardware } from '#test/journeys/hardware.ts';
import { PATIENCE } from '#test/journeys/stage.ts';
import { thingOption } from './aws-cli.ts';
import { setClientStage } from './client-stage.ts';

const set = setClientStage();

let handset: HandHeld;
let enrolmentId: string;
beforeAll(async () => {
  const { stage } = set();
  handset = await new Hardware(stage, await stage.line()).enrol();
  await new Hardware(stage, await stage.line()).enrol();
  enrolmentId = handset.enrolmentId;
}, PATIENCE);

const iot = (...args: string[]) => set().aws.json('iot', ...args);
const errorOf = (...args: string[]) => set().aws.errorCode(...args);
const thing = () => thingOption(enrolmentId);

async function certificateArn(): Promise<string> {
  const { principals } = z
    .object({ principals: z.array(z.string()).length(1) })
    .parse(await iot('list-thing-principals', thing()));
  return principals[0] ?? '';
}

async function policyName(): Promise<string> {
  const { policies } = z
    .object({ policies: z.array(z.object({ policyName: z.string() })).length(1) })
    .parse(await iot('list-policies'));
  return policies[0]?.policyName ?? '';
}

describe('the AWS CLI on things', () => {
  test('lists them page by page, and describes one', async () => {
    const Things = z.object({
      things: z.array(z.object({ thingName: z.string() })),
      NextToken: z.string().optional(),
    });
    const all = Things.parse(await iot('list-things', '--page-size', '1'));
    const first = Things.parse(await iot('list-things', '--max-items', '1'));
    const rest = Things.parse(await iot('list-things', '--starting-token', first.NextToken ?? ''));

    expect(all.things).toHaveLength(2);
    expect([...first.things, ...rest.things]).toEqual(all.things);
    expect(await iot('describe-thing', thing())).toMatchObject({ thingName: enrolmentId });
    expect(await errorOf('iot', 'describe-thing', thingOption('missing'))).toBe(
      'ResourceNotFoundException',
    );
  });
});

describe('the AWS CLI on certificates', () => {
  test('finds a thing’s, describes it, and finds the thing and the policy back', async () => {
    const arn = await certificateArn();
    const certificateId = arn.slice(arn.lastIndexOf('/') + 1);

    const { certificateDescription } = z
      .object({ certificateDescription: z.looseObject({ certificatePem: z.string() }) })
      .parse(await iot('describe-certificate', '--certificate-id', certificateId));

    expect(certificateDescription).toMatchObject({ status: 'ACTIVE', certificateArn: arn });
    expect(certificateDescription.certificatePem).toBe(handset.papers.certificate);
    expect(await iot('list-certificates')).toMatchObject({ certificates: [{}, {}] });
    expect(await iot('list-principal-things', '--principal', arn)).toEqual({
      things: [enrolmentId],
    });
    const named = [{ policyName: await policyName() }];
    expect(await iot('list-attached-policies', '--target', arn)).toMatchObject({ policies: named });
    expect(await iot('list-principal-policies', '--principal', arn)).toMatchObject({
      policies: named,
    });
    expect(await errorOf('iot', 'describe-certificate', '--certificate-id', '0'.repeat(64))).toBe(
      'ResourceNotFoundException',
    );
  });
});

describe('the AWS CLI on policies', () => {
  test('reads the handset’s, its one version, and whom it is attached to', async () => {
    const policy = ['--policy-name', await policyName()];
    const Document = z.object({ policyDocument: z.string() });

    const { policyDocument } = Document.parse(await iot('get-policy', ...policy));
    const version = Document.parse(
      await iot('get-policy-version', ...policy, '--policy-version-id', '1'),
    );

    expect(JSON.parse(policyDocument)).toMatchObject({ Statement: expect.any(Array) });
    expect(version.policyDocument).toBe(policyDocument);
    expect(await iot('list-policy-versions', ...policy)).toMatchObject({
      policyVersions: [{ versionId: '1', isDefaultVersion: true }],
    });
    expect(await iot('list-targets-for-policy', ...policy)).toMatchObject({
      targets: expect.arrayContaining([await certificateArn()]),
    });
  });
});

test('the AWS CLI lists the topic rules and reads each', async () => {
  const { rules } = z
    .object({ rules: z.array(z.object({ ruleName: z.string(), topicPattern: z.string() })) })
    .parse(await iot('list-topic-rules'));

  expect(rules.map(({ topicPattern }) => topicPattern).sort()).toEqual([
    topics('+').claim,
    topics('+').report,
  ]);
  for (const { ruleName } of rules)
    expect(await iot('get-topic-rule', '--rule-name', ruleName)).toMatchObject({
      rule: { ruleName, ruleDisabled: false, actions: [{ lambda: {} }] },
    });
});

test('the AWS CLI is told where handsets connect', async () => {
  const { endpointAddress } = z
    .object({ endpointAddress: z.string() })
    .parse(await iot('describe-endpoint', '--endpoint-type', 'iot:Data-ATS'));

  expect(endpointAddress).toBe(handset.papers.endpoint);
  expect(await errorOf('iot', 'describe-endpoint', '--endpoint-type', 'iot:Jobs')).toBe(
    'InvalidRequestException',
  );
});

describe('the AWS CLI on the data plane', () => {
  test('publishes to a connected handset', async () => {
    const { aws, stage } = set();
    const file = join(stage.folder, 'notice.json');
    await writeFile(file, JSON.stringify({ v: 1 }));

    await aws.json(
      ...['iot-data', 'publish', '--topic', topics(enrolmentId).notice, '--qos', '1'],
      ...['--payload', `fileb://${file}`],
    );

    await handset.notified();
  });

  test('finds nothing retained', async () => {
    const { aws } = set();

    expect(await aws.json('iot-data', 'list-retained-messages')).toEqual({ retainedTopics: [] });
    const one = ['get-retained-message', '--topic', topics(enrolmentId).command];
    expect(await errorOf('iot-data', ...one)).toBe('ResourceNotFoundException');
  });
});

test('the AWS CLI is told of an operation that is not hosted', async () => {
  await expect(errorOf('iot', 'list-jobs')).resolves.toMatch(/Unknown|NotFound/);
});
