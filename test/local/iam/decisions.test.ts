import { describe, expect, test } from '@jest/globals';
import type { PolicyDocument, PolicyStatement } from '#local/iam/access.ts';
import { identityPolicy } from '#local/iam/document.ts';
import { createAccess } from '#local/iam/evaluator.ts';
import { conditionDecisions } from './decisions/conditions.ts';
import { ACCOUNT, type Decision, ROLE } from './decisions/decision.ts';
import { elementDecisions } from './decisions/elements.ts';
import { keyDecisions } from './decisions/keys.ts';
import { principalDecisions } from './decisions/principals.ts';
import { resourceDecisions } from './decisions/resources.ts';

const decisions: readonly Decision[] = [
  ...elementDecisions,
  ...resourceDecisions,
  ...conditionDecisions,
  ...principalDecisions,
  ...keyDecisions,
];

const document = (Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

/** What the evaluator answers to a row of the table. */
function answer({ identity, resource, asked }: Decision): 'yes' | 'no' {
  const access = createAccess({
    account: ACCOUNT,
    region: 'ap-northeast-1',
    now: () => Date.parse('2026-03-11T00:00:00Z'),
    policiesOf: (arn) => (arn === ROLE ? [document(identity)] : []),
  });
  const policy = resource === undefined ? {} : { resourcePolicy: document(resource) };
  return access.allows({ ...asked, ...policy }) ? 'yes' : 'no';
}

describe('IAM answers', () => {
  test.each(decisions)('$answer: $rule ($page)', (decision) => {
    expect(answer(decision)).toBe(decision.answer);
  });

  test('about the operators by all their names', () => {
    const used = decisions.flatMap(({ identity, resource = [] }) =>
      [...identity, ...resource].flatMap(({ Condition = {} }) => Object.keys(Condition)),
    );

    const ordered = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals'];
    const orders = [...ordered, 'GreaterThan', 'GreaterThanEquals'];
    const names = [
      ...['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike'].map(
        (name) => `String${name}`,
      ),
      ...orders.flatMap((name) => [`Numeric${name}`, `Date${name}`]),
      ...['Equals', 'Like', 'NotEquals', 'NotLike'].map((name) => `Arn${name}`),
      'Bool',
      'Null',
    ];
    expect(names.filter((name) => !used.includes(name))).toEqual([]);
  });
});

const allow = (statement: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: '*',
  ...statement,
});

describe('policy documents', () => {
  test('a single statement is a list of one', () => {
    const policy = identityPolicy.parse({ Version: '2012-10-17', Statement: allow() });

    expect(policy).toEqual(document([allow()]));
  });

  test('booleans in conditions are texts', () => {
    const policy = identityPolicy.parse({
      Statement: [{ ...allow(), Condition: { Bool: { 'aws:SecureTransport': false } } }],
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
            Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Select': 'a' } },
          },
        ],
      },
    ],
    [
      'a variable outside the version that has them',
      { Statement: [{ ...allow(), Resource: `$\{aws:PrincipalArn}` }] },
    ],
    [
      'a global key that no call carries',
      {
        Statement: [{ ...allow(), Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o' } } }],
      },
    ],
    ['no action', { Statement: [{ Effect: 'Allow', Resource: '*' }] }],
    ['an effect of its own', { Statement: [{ ...allow(), Effect: 'Maybe' }] }],
    ['nothing', undefined],
  ])('refuses %s', (_, value) => {
    expect(identityPolicy.safeParse(value).success).toBe(false);
  });
});
