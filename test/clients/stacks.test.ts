import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { setClientStage } from './client-stage.ts';

const set = setClientStage();

const SERVICE = 'RemoteWipe-Service';
const EDGE = 'RemoteWipe-Edge';
const Stacks = z.object({
  Stacks: z.array(
    z.looseObject({
      StackName: z.string(),
      StackStatus: z.string(),
      Outputs: z.array(z.looseObject({ OutputKey: z.string(), OutputValue: z.string() })),
    }),
  ),
});
const Resources = z.object({
  StackResourceSummaries: z.array(
    z.looseObject({ LogicalResourceId: z.string(), ResourceStatus: z.string() }),
  ),
  NextToken: z.string().optional(),
});

describe('aws sts', () => {
  test('says who the developer is', async () => {
    const identity = await set().aws.json('sts', 'get-caller-identity');

    expect(identity).toEqual({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/local',
      UserId: expect.stringMatching(/^AIDA/),
    });
  });
});

describe('aws cloudformation', () => {
  test('waits for a stack and describes it, with the outputs that scripts read', async () => {
    const { aws, stage } = set();
    await aws.text('cloudformation', 'wait', 'stack-create-complete', '--stack-name', SERVICE);

    const { Stacks: shown } = await aws.read(
      Stacks,
      ...['cloudformation', 'describe-stacks', '--stack-name', SERVICE],
    );

    expect(shown).toMatchObject([{ StackName: SERVICE, StackStatus: 'CREATE_COMPLETE' }]);
    const domain = shown[0]?.Outputs.find(({ OutputKey }) => OutputKey === 'ApiDomain');
    expect(domain?.OutputValue).toBe(new URL(stage.system.origin).host);
  });

  test('picks an output by a query, as text', async () => {
    const { aws, stage } = set();

    const domain = await aws.text(
      ...['cloudformation', 'describe-stacks', '--stack-name', EDGE, '--output', 'text'],
      ...['--query', "Stacks[0].Outputs[?OutputKey=='EdgeDomain'].OutputValue"],
    );

    expect(domain.trim()).toBe(new URL(stage.system.api).host);
  });

  test('lists all resources, or so many of them, and goes on from there', async () => {
    const { aws, stage } = set();
    const list = (...more: string[]) =>
      aws.read(
        Resources,
        ...['cloudformation', 'list-stack-resources', '--stack-name', SERVICE, ...more],
      );

    const all = await list();
    const first = await list('--max-items', '120');
    const rest = await list('--starting-token', first.NextToken ?? '');

    const hosted = stage.system.cloud.resources.filter(({ stackName }) => stackName === SERVICE);
    const ids = (page: z.infer<typeof Resources>) =>
      page.StackResourceSummaries.map(({ LogicalResourceId }) => LogicalResourceId);
    expect(ids(all).sort()).toEqual(hosted.map(({ logicalId }) => logicalId).sort());
    expect(ids(first)).toHaveLength(120);
    expect([...ids(first), ...ids(rest)].sort()).toEqual(ids(all).sort());
  });

  test('gets the template as JSON', async () => {
    const template = await set().aws.json(
      ...['cloudformation', 'get-template', '--stack-name', 'RemoteWipe-Records'],
    );

    expect(template).toMatchObject({
      TemplateBody: { Resources: { WipesTable: { Type: 'AWS::DynamoDB::GlobalTable' } } },
    });
  });

  test('is told that a stack does not exist', async () => {
    const code = await set().aws.errorCode(
      ...['cloudformation', 'describe-stacks', '--stack-name', 'none'],
    );

    expect(code).toBe('ValidationError');
  });
});

describe('a wrong secret', () => {
  test.each([
    ['SignatureDoesNotMatch', ['sts', 'get-caller-identity']],
    ['SignatureDoesNotMatch', ['s3api', 'list-buckets']],
    ['InvalidSignatureException', ['kms', 'list-keys']],
    ['InvalidSignatureException', ['lambda', 'list-functions']],
  ])('is %s to aws %j', async (code, args) => {
    const thief = set().aws.as({ accessKeyId: 'local', secretAccessKey: 'guessed' });

    expect(await thief.errorCode(...args)).toBe(code);
  });

  test.each([
    ['InvalidClientTokenId', ['sts', 'get-caller-identity']],
    ['InvalidAccessKeyId', ['s3api', 'list-buckets']],
    ['UnrecognizedClientException', ['kms', 'list-keys']],
  ])('of an unknown key is %s to aws %j', async (code, args) => {
    const stranger = set().aws.as({ accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'local' });

    expect(await stranger.errorCode(...args)).toBe(code);
  });
});

describe('an operation that nobody has', () => {
  test.each([
    ['InvalidAction', ['sns', 'create-topic', '--name', 'x']],
    ['InvalidAction', ['ec2', 'describe-instances']],
    ['UnknownOperationException', ['kms', 'create-key']],
    ['UnknownOperationException', ['ecs', 'list-clusters']],
    ['NotImplemented', ['s3api', 'create-bucket', '--bucket', 'some-bucket']],
    ['AccessDeniedException', ['lambda', 'list-layers']],
    ['UnknownOperationException', ['sesv2', 'get-account']],
    ['UnknownOperationException', ['apigateway', 'get-rest-apis']],
  ])('is %s to aws %j', async (code, args) => {
    expect(await set().aws.errorCode(...args)).toBe(code);
  });
});
