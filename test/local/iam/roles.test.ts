import { describe, expect, test } from '@jest/globals';
import { createIam, type Iam } from '#local/iam/part.ts';
import { roleCaller } from '#local/iam/sessions.ts';

const account = '000000000000';
const trust = (service: string) => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
});
const may = (action: string) => ({
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});

const start = () => createIam({ account, region: 'ap-northeast-1', now: Date.now });

function create(iam: Iam, type: string, properties: unknown, logicalId = 'Issuing') {
  const resource = iam.resources.find((candidate) => candidate.type === type);
  if (resource === undefined) throw new Error(type);
  const physicalName = `records-${logicalId}-0`;
  return resource.create({ logicalId, stackName: 'records', type, properties, physicalName });
}

async function roleOf(iam: Iam, properties: Record<string, unknown> = {}) {
  const role = await create(iam, 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
    ...properties,
  });
  const arn = `arn:aws:iam::${account}:role/${role.ref}`;
  return { ...role, caller: roleCaller(arn) };
}

describe('roles', () => {
  test('a policy reaches the role that it names', async () => {
    const iam = start();
    const { ref, caller } = await roleOf(iam);

    await create(iam, 'AWS::IAM::Policy', {
      PolicyName: 'default',
      PolicyDocument: may('kms:Sign'),
      Roles: [ref],
    });

    const request = { caller, resource: 'arn:aws:kms:::key/1' };
    expect(iam.access.allows({ ...request, action: 'kms:Sign' })).toBe(true);
    expect(iam.access.allows({ ...request, action: 'kms:Decrypt' })).toBe(false);
    expect(() => iam.access.require({ ...request, action: 'kms:Decrypt' })).toThrow(
      expect.objectContaining({ code: 'AccessDeniedException', status: 403 }),
    );
  });

  test('inline and managed policies count', async () => {
    const iam = start();
    const managed = await create(iam, 'AWS::IAM::ManagedPolicy', {
      PolicyDocument: may('sns:Publish'),
    });
    const { caller } = await roleOf(iam, {
      ManagedPolicyArns: [
        managed.ref,
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      ],
      Policies: [{ PolicyName: 'inline', PolicyDocument: may('iot:Publish') }],
    });

    const actions = ['sns:Publish', 'logs:PutLogEvents', 'iot:Publish', 'iot:Connect'];
    expect(actions.map((action) => iam.access.allows({ caller, action, resource: 'x' }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('an unknown managed policy is refused by name', async () => {
    const creating = roleOf(start(), {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    });
    await expect(creating).rejects.toThrow('AdministratorAccess');
  });

  test('the trust policy says which service may take the role', async () => {
    const iam = start();
    const { attributes } = await roleOf(iam);
    expect(iam.canAssume(String(attributes['Arn']), 'lambda.amazonaws.com')).toBe(true);
    expect(iam.canAssume(String(attributes['Arn']), 'states.amazonaws.com')).toBe(false);
  });
});

describe('credentials', () => {
  test('a role keeps one session, and the developer is the administrator', () => {
    const { credentials } = start();
    const arn = `arn:aws:iam::${account}:role/a`;
    const session = credentials.forRole(arn);

    expect(credentials.forRole(arn)).toEqual(session);
    expect(credentials.identify(session.accessKeyId, session.sessionToken)).toMatchObject({
      caller: { kind: 'role', arn, name: 'a' },
      secretAccessKey: session.secretAccessKey,
    });
    expect(credentials.identify('local', undefined)).toMatchObject({
      caller: { kind: 'administrator' },
      secretAccessKey: 'local',
    });
  });

  test.each([
    ['an unknown key', 'AKIAUNKNOWN', undefined],
    ['the administrator with a token', 'local', 'token'],
  ])('%s is of nobody', (_, key, token) => {
    expect(start().credentials.identify(key, token)).toBeUndefined();
  });

  test('a role key without its session token is of nobody', () => {
    const { credentials } = start();
    const { accessKeyId } = credentials.forRole(`arn:aws:iam::${account}:role/a`);
    expect(credentials.identify(accessKeyId, undefined)).toBeUndefined();
  });
});
