/** What a KMS key's policy decides: without its word no identity policy counts. */
import { about, account, allow, type Decision, deny, ROLE } from './decision.ts';

const asKey = { mode: 'key' } as const;
const keys = about(
  'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  [
    {
      rule: 'a key that is left to the account, and a role that may use it',
      identity: [allow()],
      resource: [allow({ Principal: account })],
      asked: asKey,
      answer: 'yes',
    },
    {
      rule: 'and a role that may not',
      resource: [allow({ Principal: account })],
      asked: asKey,
      answer: 'no',
    },
    {
      rule: 'and a role that is denied it',
      identity: [allow(), deny()],
      resource: [allow({ Principal: account })],
      asked: asKey,
      answer: 'no',
    },
    {
      rule: 'a key that is not left to the account: IAM alone is not enough',
      identity: [allow()],
      resource: [],
      asked: asKey,
      answer: 'no',
    },
    { rule: 'a key without a policy', identity: [allow()], asked: asKey, answer: 'no' },
    {
      rule: 'a key that names the role needs no other policy',
      resource: [allow({ Principal: { AWS: ROLE } })],
      asked: asKey,
      answer: 'yes',
    },
    {
      rule: 'a key that denies what the role may',
      identity: [allow()],
      resource: [allow({ Principal: account }), deny({ Principal: { AWS: ROLE } })],
      asked: asKey,
      answer: 'no',
    },
  ],
);
const keyConditions = about(
  'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  [
    ...(['dynamodb', 's3'] as const).map((via) => ({
      rule: `a key for DynamoDB alone, used by way of ${via}`,
      resource: [
        allow({
          Principal: { AWS: ROLE },
          Condition: {
            StringEquals: { 'kms:ViaService': 'dynamodb.ap-northeast-1.amazonaws.com' },
          },
        }),
      ],
      asked: { ...asKey, context: { 'kms:ViaService': `${via}.ap-northeast-1.amazonaws.com` } },
      answer: via === 'dynamodb' ? ('yes' as const) : ('no' as const),
    })),
    {
      rule: 'a key for DynamoDB alone, used directly',
      identity: [
        allow({
          Condition: {
            StringEquals: { 'kms:ViaService': 'dynamodb.ap-northeast-1.amazonaws.com' },
          },
        }),
      ],
      resource: [allow({ Principal: account })],
      asked: asKey,
      answer: 'no',
    },
    {
      rule: 'a key for one encryption context',
      resource: [
        allow({
          Principal: { AWS: ROLE },
          Condition: { StringEquals: { 'kms:EncryptionContext:line': 'one' } },
        }),
      ],
      asked: { ...asKey, context: { 'kms:EncryptionContext:line': 'two' } },
      answer: 'no',
    },
  ],
);

export const keyDecisions: readonly Decision[] = [...keys, ...keyConditions];
