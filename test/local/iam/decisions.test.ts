import { describe, expect, test } from '@jest/globals';
import type { AccessRequest, PolicyDocument, PolicyStatement } from '#local/iam/access.ts';
import type { Caller } from '#local/iam/caller.ts';
import { parsePolicy } from '#local/iam/document.ts';
import { createAccess } from '#local/iam/evaluator.ts';

const account = '000000000000';
const roleArn = `arn:aws:iam::${account}:role/issuing`;
const role: Caller = { kind: 'role', arn: roleArn, name: 'issuing' };
const table = `arn:aws:dynamodb:ap-northeast-1:${account}:table/wipes`;
const iot: Caller = {
  kind: 'service',
  principal: 'iot.amazonaws.com',
  sourceArn: `arn:aws:iot:ap-northeast-1:${account}:rule/claims`,
};

/** A policy variable. */
const variable = (key: string) => `$\{${key}}`;

const allow = (statement: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: table,
  ...statement,
});
const deny = (statement: Partial<PolicyStatement> = {}): PolicyStatement => ({
  ...allow(statement),
  Effect: 'Deny',
});
const document = (...Statement: PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

function decide(statements: PolicyStatement[], request: Partial<AccessRequest> = {}): boolean {
  const access = createAccess({
    account,
    region: 'ap-northeast-1',
    now: () => Date.parse('2026-03-11T00:00:00Z'),
    policiesOf: (arn) => (arn === roleArn ? [document(...statements)] : []),
  });
  return access.allows({ caller: role, action: 'dynamodb:GetItem', resource: table, ...request });
}

describe('identity policies', () => {
  const withoutResource = { Effect: 'Allow', Action: 'dynamodb:GetItem' } as const;
  test.each<[string, PolicyStatement[], Partial<AccessRequest>, boolean]>([
    ['silence is no', [], {}, false],
    ['an exact allow', [allow()], {}, true],
    ['another action', [allow()], { action: 'dynamodb:PutItem' }, false],
    ['another resource', [allow()], { resource: `${table}x` }, false],
    ['a wildcard in the action', [allow({ Action: 'dynamodb:Get*' })], {}, true],
    ['actions in any case', [allow({ Action: 'DYNAMODB:getitem' })], {}, true],
    ['a question mark is one character', [allow({ Resource: `${table.slice(0, -1)}?` })], {}, true],
    ['a dot is a dot', [allow({ Resource: table.replace('wipes', 'w.pes') })], {}, false],
    ['a deny beats an allow', [allow(), deny()], {}, false],
    ['a deny elsewhere does not', [allow(), deny({ Resource: `${table}/index/*` })], {}, true],
    [
      'NotAction allows the rest',
      [
        { ...withoutResource, Action: [], Resource: '*' },
        { Effect: 'Allow', NotAction: 'kms:*', Resource: '*' },
      ],
      {},
      true,
    ],
    [
      'NotAction leaves out',
      [{ Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }],
      {},
      false,
    ],
    ['NotResource leaves out', [{ ...withoutResource, NotResource: table }], {}, false],
    [
      'NotResource allows others',
      [{ ...withoutResource, NotResource: `${table}/index/*` }],
      {},
      true,
    ],
    ['a service has no identity policies', [allow()], { caller: iot }, false],
    [
      'the administrator may do all',
      [],
      { caller: { kind: 'administrator', arn: `arn:aws:iam::${account}:user/local` } },
      true,
    ],
    [
      'a policy variable is filled in',
      [allow({ Resource: `topic/handsets/${variable('iot:Connection.Thing.ThingName')}/*` })],
      {
        resource: 'topic/handsets/e1/claim',
        context: { 'iot:Connection.Thing.ThingName': 'e1' },
      },
      true,
    ],
    [
      'a wildcard in a variable is plain text',
      [allow({ Resource: `topic/${variable('iot:ClientId')}/claim` })],
      { resource: 'topic/e1/claim', context: { 'iot:ClientId': '*' } },
      false,
    ],
    [
      'a missing variable matches nothing',
      [allow({ Resource: `*${variable('aws:Nothing')}` })],
      {},
      false,
    ],
  ])('%s', (_, statements, request, expected) => {
    expect(decide(statements, request)).toBe(expected);
  });
});

describe('conditions', () => {
  test.each<[string, PolicyStatement['Condition'], AccessRequest['context'], boolean]>([
    [
      'StringEquals',
      { StringEquals: { 'kms:ViaService': 'dynamodb' } },
      { 'kms:ViaService': 'dynamodb' },
      true,
    ],
    [
      'key names in any case',
      { StringEquals: { 'KMS:viaservice': 'dynamodb' } },
      { 'kms:ViaService': 'dynamodb' },
      true,
    ],
    ['StringEquals knows no wildcard', { StringEquals: { k: 'dyn*' } }, { k: 'dynamodb' }, false],
    ['a missing key', { StringEquals: { k: 'a' } }, {}, false],
    ['a missing key IfExists', { StringEqualsIfExists: { k: 'a' } }, {}, true],
    ['a present key IfExists', { StringEqualsIfExists: { k: 'a' } }, { k: 'b' }, false],
    ['any of the values', { StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, true],
    [
      'all operators',
      { StringEquals: { k: 'a' }, StringLike: { l: 'b*' } },
      { k: 'a', l: 'x' },
      false,
    ],
    ['StringNotEquals', { StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }, false],
    ['StringNotEquals of a missing key', { StringNotEquals: { k: 'a' } }, {}, true],
    ['StringLike', { StringLike: { k: 'dyn*.?' } }, { k: 'dynamo.x' }, true],
    ['StringNotLike', { StringNotLike: { k: 'dyn*' } }, { k: 'dynamo' }, false],
    [
      'ArnLike stays between colons',
      { ArnLike: { k: 'arn:aws:iot:*:1:rule/*' } },
      { k: 'arn:aws:iot:x:y:1:rule/a' },
      false,
    ],
    [
      'ArnEquals',
      { ArnEquals: { k: 'arn:aws:iot:*:1:rule/a' } },
      { k: 'arn:aws:iot:x:1:rule/a' },
      true,
    ],
    [
      'ArnEquals keeps colons of the resource',
      { ArnLike: { k: 'arn:aws:logs:x:1:log-group:a:*' } },
      { k: 'arn:aws:logs:x:1:log-group:a:b' },
      true,
    ],
    [
      'ArnLike with a variable',
      { ArnLike: { k: variable('aws:PrincipalArn') } },
      { k: roleArn },
      true,
    ],
    ['Bool', { Bool: { 'aws:SecureTransport': 'true' } }, {}, true],
    ['Bool false', { Bool: { 'aws:SecureTransport': 'false' } }, {}, false],
    ['Null true', { Null: { k: 'true' } }, {}, true],
    ['Null false', { Null: { k: 'false' } }, { k: 'a' }, true],
    ['Null of a present key', { Null: { k: 'true' } }, { k: 'a' }, false],
    ['NumericLessThan', { NumericLessThan: { k: '10' } }, { k: '9' }, true],
    ['NumericGreaterThanEquals', { NumericGreaterThanEquals: { k: '10' } }, { k: '9' }, false],
    ['Numeric of a text', { NumericLessThan: { k: '10' } }, { k: '' }, false],
    ['DateLessThan', { DateLessThan: { 'aws:CurrentTime': '2026-03-12T00:00:00Z' } }, {}, true],
    [
      'DateGreaterThan',
      { DateGreaterThan: { 'aws:CurrentTime': '2026-03-12T00:00:00Z' } },
      {},
      false,
    ],
    ['ForAllValues', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, false],
    ['ForAllValues of none', { 'ForAllValues:StringEquals': { k: 'a' } }, {}, true],
    ['ForAnyValue', { 'ForAnyValue:StringLike': { k: 'c*' } }, { k: ['a', 'cc'] }, true],
    ['ForAnyValue of none', { 'ForAnyValue:StringEquals': { k: 'a' } }, {}, false],
  ])('%s', (_, Condition, context, expected) => {
    expect(
      decide(
        [allow(Condition === undefined ? {} : { Condition })],
        context === undefined ? {} : { context },
      ),
    ).toBe(expected);
  });
});

describe('resource policies', () => {
  const from = (principal: PolicyStatement['Principal'], effect: 'Allow' | 'Deny' = 'Allow') =>
    document({
      ...allow(),
      Effect: effect,
      ...(principal === undefined ? {} : { Principal: principal }),
    });
  test.each<[string, PolicyStatement[], Partial<AccessRequest>, boolean]>([
    ['a named role', [], { resourcePolicy: from({ AWS: roleArn }) }, true],
    ['everybody', [], { resourcePolicy: from('*') }, true],
    ['another role', [], { resourcePolicy: from({ AWS: `${roleArn}x` }) }, false],
    [
      'the account alone grants nothing',
      [],
      { resourcePolicy: from({ AWS: `arn:aws:iam::${account}:root` }) },
      false,
    ],
    ['an identity policy is enough', [allow()], { resourcePolicy: document() }, true],
    ['a deny for everybody', [allow()], { resourcePolicy: from('*', 'Deny') }, false],
    [
      'a deny for the account',
      [allow()],
      { resourcePolicy: from({ AWS: `arn:aws:iam::${account}:root` }, 'Deny') },
      false,
    ],
    [
      'a service',
      [],
      { caller: iot, resourcePolicy: from({ Service: 'iot.amazonaws.com' }) },
      true,
    ],
    [
      'another service',
      [],
      { caller: iot, resourcePolicy: from({ Service: 'sns.amazonaws.com' }) },
      false,
    ],
    ['a role is no service', [], { resourcePolicy: from({ Service: 'iot.amazonaws.com' }) }, false],
    [
      'a service for one source only',
      [],
      {
        caller: iot,
        resourcePolicy: document({
          ...allow(),
          Principal: { Service: 'iot.amazonaws.com' },
          Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:iot:*:${account}:rule/other` } },
        }),
      },
      false,
    ],
  ])('%s', (_, statements, request, expected) => {
    expect(decide(statements, request)).toBe(expected);
  });

  const root = { AWS: `arn:aws:iam::${account}:root` };
  test.each<[string, PolicyStatement[], PolicyDocument | undefined, boolean]>([
    ['delegated and allowed', [allow()], from(root), true],
    ['delegated and not allowed', [], from(root), false],
    ['delegated and denied', [allow(), deny()], from(root), false],
    ['not delegated', [allow()], document(), false],
    ['no policy at all', [allow()], undefined, false],
    ['the key policy names the role', [], from({ AWS: roleArn }), true],
  ])('a key: %s', (_, statements, resourcePolicy, expected) => {
    const policy = resourcePolicy === undefined ? {} : { resourcePolicy };
    expect(decide(statements, { mode: 'key', ...policy })).toBe(expected);
  });
});

describe('policy documents', () => {
  test('a single statement is a list of one', () => {
    expect(parsePolicy({ Version: '2012-10-17', Statement: allow() })).toEqual(document(allow()));
  });

  test('booleans in conditions are texts', () => {
    const policy = parsePolicy({
      Statement: [allow({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    });
    expect(policy.Statement[0]?.Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  });

  test.each<[string, unknown]>([
    [
      'an unknown operator',
      { Statement: [{ ...allow(), Condition: { IpAddress: { 'aws:SourceIp': '::' } } }] },
    ],
    ['an unknown element', { Statement: [{ ...allow(), NotPrincipal: '*' }] }],
    [
      'a key that no call carries',
      {
        Statement: [
          {
            ...allow(),
            Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': 'a' } },
          },
        ],
      },
    ],
    ['no action', { Statement: [{ Effect: 'Allow', Resource: '*' }] }],
    ['an effect of its own', { Statement: [{ ...allow(), Effect: 'Maybe' }] }],
    ['nothing', undefined],
  ])('refuses %s', (_, value) => {
    expect(() => parsePolicy(value)).toThrow(
      expect.objectContaining({ code: 'MalformedPolicyDocument' }),
    );
  });
});
