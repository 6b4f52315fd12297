/** Whether policies allow at all, and which actions an element names. */
import { ACCOUNT, about, allow, type Decision, deny, guide, ROLE, TABLE } from './decision.ts';

const evaluation = about(`${guide}/reference_policies_evaluation-logic_policy-eval-basics.html`, [
  { rule: 'silence is no', answer: 'no' },
  { rule: 'an allow is yes', identity: [allow()], answer: 'yes' },
  { rule: 'an explicit deny beats an allow', identity: [allow(), deny()], answer: 'no' },
  { rule: 'whatever their order', identity: [deny(), allow()], answer: 'no' },
  {
    rule: 'a deny of something else denies nothing',
    identity: [allow(), deny({ Resource: `${TABLE}/index/*` })],
    answer: 'yes',
  },
  {
    rule: 'a deny whose condition does not hold denies nothing',
    identity: [allow(), deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    answer: 'yes',
  },
  {
    rule: 'a deny in the role beats an allow on the resource',
    identity: [deny()],
    resource: [allow({ Principal: { AWS: ROLE } })],
    answer: 'no',
  },
  {
    rule: 'a deny on the resource beats an allow in the role',
    identity: [allow()],
    resource: [deny({ Principal: '*' })],
    answer: 'no',
  },
  {
    rule: 'the administrator of the account may do all',
    asked: { caller: { kind: 'administrator', arn: `arn:aws:iam::${ACCOUNT}:user/local` } },
    answer: 'yes',
  },
]);

const action = about(`${guide}/reference_policies_elements_action.html`, [
  {
    rule: 'another action is not meant',
    identity: [allow()],
    asked: { action: 'dynamodb:PutItem' },
    answer: 'no',
  },
  {
    rule: 'an action has no prefix but a wildcard',
    identity: [allow({ Action: 'dynamodb:Get' })],
    answer: 'no',
  },
  {
    rule: 'a star is any text',
    identity: [allow({ Action: 'dynamodb:Get*' })],
    answer: 'yes',
  },
  {
    rule: 'a star may stand inside',
    identity: [allow({ Action: 'dynamodb:*Item' })],
    answer: 'yes',
  },
  {
    rule: 'a question mark is one character',
    identity: [allow({ Action: 'dynamodb:Get?tem' })],
    answer: 'yes',
  },
  { rule: 'not none', identity: [allow({ Action: 'dynamodb:GetItem?' })], answer: 'no' },
  {
    rule: 'all actions of a service',
    identity: [allow({ Action: 'dynamodb:*' })],
    answer: 'yes',
  },
  { rule: 'all actions of another', identity: [allow({ Action: 's3:*' })], answer: 'no' },
  { rule: 'all actions', identity: [allow({ Action: '*' })], answer: 'yes' },
  {
    rule: 'case does not count in actions',
    identity: [allow({ Action: 'DYNAMODB:getitem' })],
    answer: 'yes',
  },
  {
    rule: 'one of several is enough',
    identity: [allow({ Action: ['s3:GetObject', 'dynamodb:GetItem'] })],
    answer: 'yes',
  },
  { rule: 'none of none', identity: [allow({ Action: [] })], answer: 'no' },
]);

const notAction = about(`${guide}/reference_policies_elements_notaction.html`, [
  {
    rule: 'NotAction means every other action',
    identity: [{ Effect: 'Allow', NotAction: 'kms:*', Resource: '*' }],
    answer: 'yes',
  },
  {
    rule: 'NotAction leaves out what it names',
    identity: [{ Effect: 'Allow', NotAction: 'DynamoDB:*', Resource: '*' }],
    answer: 'no',
  },
  {
    rule: 'a deny of NotAction denies all but what it names',
    identity: [allow(), { Effect: 'Deny', NotAction: 's3:*', Resource: '*' }],
    answer: 'no',
  },
  {
    rule: 'and not that',
    identity: [allow(), { Effect: 'Deny', NotAction: 'dynamodb:Get*', Resource: '*' }],
    answer: 'yes',
  },
]);

export const elementDecisions: readonly Decision[] = [...evaluation, ...action, ...notAction];
