import { expect, test } from '@jest/globals';
import type { PolicyStatement } from '#local/iam/access.ts';
import { createIam } from '#local/iam/part.ts';
import { roleCaller } from '#local/iam/sessions.ts';

const ACCOUNT = '000000000000';

/** A role with these statements; answers how it calls, and what it was granted. */
async function roleWith(statements: readonly PolicyStatement[]) {
  const iam = createIam({ account: ACCOUNT, region: 'ap-northeast-1', now: () => 0 });
  const role = iam.resources.find(({ type }) => type === 'AWS::IAM::Role');
  const made = await role?.create({
    logicalId: 'Role',
    stackName: 'Test',
    type: 'AWS::IAM::Role',
    physicalName: 'role',
    properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'lambda.amazonaws.com' },
          },
        ],
      },
      Policies: [
        { PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
      ],
    },
  });
  const caller = roleCaller(String(made?.attributes['Arn']));
  return {
    calls: (action: string, resource: string, resourcePolicy?: { Statement: PolicyStatement[] }) =>
      iam.access.allows({ caller, action, resource, ...(resourcePolicy && { resourcePolicy }) }),
    used: () =>
      iam
        .grants()
        .filter(({ used }) => used)
        .map(({ role: name, action, resource }) => `${name} ${action} ${resource}`),
    granted: () => iam.grants().length,
  };
}

const allow = (rest: Partial<PolicyStatement>): PolicyStatement => ({ Effect: 'Allow', ...rest });

test('a grant counts as used once a call went through by it, action by action and resource by resource', async () => {
  const role = await roleWith([
    allow({ Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:a/*', 'arn:b/*'] }),
    allow({ Action: 'sns:Publish', NotResource: 'arn:topic' }),
  ]);
  expect(role.used()).toEqual([]);

  role.calls('s3:getobject', 'arn:a/1');
  role.calls('sns:Publish', 'arn:other');

  expect(role.used()).toEqual(['role s3:GetObject arn:a/*', 'role sns:Publish not arn:topic']);
  expect(role.granted()).toBe(5);
});

test('a call that is refused uses nothing, whoever refuses it', async () => {
  const denial: PolicyStatement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: '*',
  };
  const role = await roleWith([
    allow({ Action: 's3:PutObject', Resource: '*' }),
    allow({ Action: 's3:GetObject', Resource: 'arn:a' }),
    { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:a' },
  ]);

  expect(role.calls('s3:PutObject', 'arn:a', { Statement: [denial] })).toBe(false);
  expect(role.calls('s3:GetObject', 'arn:a')).toBe(false);
  expect(role.calls('s3:DeleteObject', 'arn:a')).toBe(false);

  expect(role.used()).toEqual([]);
  expect(role.granted()).toBe(2);
});
