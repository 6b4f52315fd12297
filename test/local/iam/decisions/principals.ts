/** Whom a resource's policy lets in. */
import type { PolicyStatement } from '#local/iam/access.ts';
import {
  ACCOUNT,
  about,
  account,
  allow,
  type Decision,
  deny,
  type Fields,
  guide,
  iot,
  ROLE,
  RULE,
} from './decision.ts';

const service = (fields: Fields = {}): PolicyStatement =>
  allow({ Principal: { Service: 'iot.amazonaws.com' }, ...fields });

const sameAccount = about(
  `${guide}/reference_policies_evaluation-logic_policy-eval-basics-identity-resource.html`,
  [
    { rule: 'an identity policy is enough', identity: [allow()], resource: [], answer: 'yes' },
    {
      rule: 'a resource policy that names the role is enough',
      resource: [allow({ Principal: { AWS: ROLE } })],
      answer: 'yes',
    },
    { rule: 'neither is no', resource: [], answer: 'no' },
  ],
);
const principals = about(`${guide}/reference_policies_elements_principal.html`, [
  { rule: 'everybody', resource: [allow({ Principal: '*' })], answer: 'yes' },
  { rule: 'everybody in AWS', resource: [allow({ Principal: { AWS: '*' } })], answer: 'yes' },
  {
    rule: 'one of several',
    resource: [allow({ Principal: { AWS: [`${ROLE}x`, ROLE] } })],
    answer: 'yes',
  },
  {
    rule: 'another role',
    resource: [allow({ Principal: { AWS: `${ROLE}x` } })],
    answer: 'no',
  },
  {
    rule: 'a principal knows no wildcard in a name',
    resource: [allow({ Principal: { AWS: ROLE.replace('issuing', '*') } })],
    answer: 'no',
  },
  {
    rule: 'the account leaves it to its own policies, which say nothing',
    resource: [allow({ Principal: account })],
    answer: 'no',
  },
  {
    rule: 'the account by its number is the same',
    resource: [allow({ Principal: { AWS: ACCOUNT } })],
    answer: 'no',
  },
  {
    rule: 'a deny for the account is a deny for its roles',
    identity: [allow()],
    resource: [deny({ Principal: account })],
    answer: 'no',
  },
  {
    rule: 'a deny for another account is not',
    identity: [allow()],
    resource: [deny({ Principal: { AWS: 'arn:aws:iam::111111111111:root' } })],
    answer: 'yes',
  },
  { rule: 'a service', resource: [service()], asked: { caller: iot }, answer: 'yes' },
  {
    rule: 'another service',
    resource: [allow({ Principal: { Service: 'sns.amazonaws.com' } })],
    asked: { caller: iot },
    answer: 'no',
  },
  { rule: 'a role is no service', resource: [service()], answer: 'no' },
  {
    rule: 'a service has no identity policies',
    identity: [allow()],
    asked: { caller: iot },
    answer: 'no',
  },
]);

const confused = about(`${guide}/confused-deputy.html`, [
  {
    rule: 'a service for one source only',
    resource: [service({ Condition: { ArnLike: { 'AWS:SourceArn': RULE } } })],
    asked: { caller: iot },
    answer: 'yes',
  },
  {
    rule: 'and for no other',
    resource: [service({ Condition: { ArnLike: { 'AWS:SourceArn': `${RULE}x` } } })],
    asked: { caller: iot },
    answer: 'no',
  },
  {
    rule: 'a service for one account only',
    resource: [service({ Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } })],
    asked: { caller: iot },
    answer: 'no',
  },
  {
    rule: 'a role comes from no source',
    resource: [
      allow({ Principal: '*', Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:iot:*:*:*' } } }),
    ],
    answer: 'no',
  },
  {
    rule: 'a role is told from a service',
    resource: [
      allow({ Principal: '*', Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } }),
    ],
    answer: 'no',
  },
]);

export const principalDecisions: readonly Decision[] = [...sameAccount, ...principals, ...confused];
