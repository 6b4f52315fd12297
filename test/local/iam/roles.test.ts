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

describe('a trust policy', () => {
  const assumable = (Condition: object) => ({
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'states.amazonaws.com' },
        Condition,
      },
    ],
  });
  const machine = `arn:aws:states:ap-northeast-1:${account}:stateMachine:`;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  test.each([
    ['for its own source', { ArnLike: { 'aws:SourceArn': `${machine}*` } }, `${machine}one`, true],
    [
      'for another source',
      { ArnLike: { 'aws:SourceArn': `${machine}two` } },
      `${machine}one`,
      false,
    ],
    ['for no source', { ArnLike: { 'aws:SourceArn': `${machine}*` } }, undefined, false],
    ['for its account', { StringEquals: { 'aws:SourceAccount': account } }, undefined, true],
    ['for another', { StringEquals: { 'aws:SourceAccount': '111111111111' } }, undefined, false],
  ])('%s', async (_, condition, source, trusted) => {
    const iam = start();
    const { attributes } = await roleOf(iam, { AssumeRolePolicyDocument: assumable(condition) });

    const arn = String(attributes['Arn']);
    expect(iam.canAssume(arn, 'states.amazonaws.com', source)).toBe(trusted);
    expect(iam.canAssume(arn, 'lambda.amazonaws.com', source)).toBe(false);
  });
});

describe('a policy document', () => {
  const statement = { Effect: 'Allow', Action: 'kms:Sign', Resource: '*' };
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
  test.each([
    ['a role without a resource', { Policies: [without('Resource')] }, 'Resource'],
    ['a role with a principal', { Policies: [having({ Principal: '*' })] }, 'Principal'],
    [
      'a trust with a resource',
      { AssumeRolePolicyDocument: { Statement: [{ ...statement, Principal: '*' }] } },
      'Resource',
    ],
    [
      'a trust without a principal',
      { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] } },
      'Principal',
    ],
  ])('of %s is refused', async (_, properties, name) => {
    await expect(roleOf(start(), properties)).rejects.toThrow(name);
  });

  function having(fields: object) {
    return { PolicyName: 'own', PolicyDocument: { Statement: [{ ...statement, ...fields }] } };
  }
  function without(member: keyof typeof statement) {
    const { [member]: _left, ...rest } = statement;
    return { PolicyName: 'own', PolicyDocument: { Statement: [rest] } };
  }
});

describe('credentials', () => {
  test('die with the cloud that gave them', () => {
    const arn = `arn:aws:iam::${account}:role/a`;
    const { accessKeyId, sessionToken } = start().credentials.forRole(arn);

    expect(start().credentials.identify(accessKeyId, sessionToken)).toBeUndefined();
  });

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
