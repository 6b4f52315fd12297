/** IAM's decisions as a table: the rule, what the policies say, what is asked, and AWS's answer with its page. */
import type { AccessRequest, PolicyStatement } from '#local/iam/access.ts';
import type { Caller } from '#local/iam/caller.ts';

export const ACCOUNT = '000000000000';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/issuing`;
const TABLE = `arn:aws:dynamodb:ap-northeast-1:${ACCOUNT}:table/wipes`;
const RULE = `arn:aws:iot:ap-northeast-1:${ACCOUNT}:rule/claims`;
const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

const role: Caller = { kind: 'role', arn: ROLE, name: 'issuing' };
const iot: Caller = { kind: 'service', principal: 'iot.amazonaws.com', sourceArn: RULE };

export interface Decision {
  readonly rule: string;
  readonly page: string;
  /** Statements of the role's own policies. */
  readonly identity: readonly PolicyStatement[];
  /** Statements of the policy on the resource; absent where it has none. */
  readonly resource?: readonly PolicyStatement[];
  readonly asked: AccessRequest;
  readonly answer: 'yes' | 'no';
}

/** Rows of one page. What is not given is a role that asks to get an item of a table. */
function about(
  page: string,
  rows: readonly {
    rule: string;
    identity?: readonly PolicyStatement[];
    resource?: readonly PolicyStatement[];
    asked?: Partial<AccessRequest>;
    answer: 'yes' | 'no';
  }[],
): Decision[] {
  return rows.map(({ asked = {}, identity = [], ...row }) => ({
    ...row,
    page,
    identity,
    asked: { caller: role, action: 'dynamodb:GetItem', resource: TABLE, ...asked },
  }));
}

type Fields = Partial<PolicyStatement>;
const allow = (fields: Fields = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: TABLE,
  ...fields,
});
const deny = (fields: Fields = {}): PolicyStatement => ({ ...allow(fields), Effect: 'Deny' });
/** A policy variable: IAM fills it in, not JavaScript. */
const variable = (key: string) => `$\{${key}}`;

const everything = { Action: 'dynamodb:GetItem', Effect: 'Allow' } as const;

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

const resources = about(`${guide}/reference_policies_elements_resource.html`, [
  {
    rule: 'another resource is not meant',
    identity: [allow()],
    asked: { resource: `${TABLE}x` },
    answer: 'no',
  },
  { rule: 'all resources', identity: [allow({ Resource: '*' })], answer: 'yes' },
  {
    rule: 'case counts in resources',
    identity: [allow({ Resource: TABLE.replace('wipes', 'Wipes') })],
    answer: 'no',
  },
  {
    rule: 'a dot is a dot',
    identity: [allow({ Resource: TABLE.replace('wipes', 'w.pes') })],
    answer: 'no',
  },
  {
    rule: 'a question mark is one character',
    identity: [allow({ Resource: TABLE.replace('wipes', 'wipe?') })],
    answer: 'yes',
  },
  {
    rule: 'a question mark is no colon',
    identity: [allow({ Resource: TABLE.replace(':table', '?table') })],
    answer: 'no',
  },
  {
    rule: 'a star at the end of a segment goes beyond its colon',
    identity: [allow({ Resource: 'arn:aws:dynamodb:*' })],
    answer: 'yes',
  },
  {
    rule: 'a star within a segment does not',
    identity: [allow({ Resource: 'arn:aws:dyn*wipes' })],
    answer: 'no',
  },
  {
    rule: 'a star for a whole segment',
    identity: [allow({ Resource: `arn:aws:dynamodb:*:${ACCOUNT}:table/wipes` })],
    answer: 'yes',
  },
  {
    rule: 'a star crosses slashes',
    identity: [allow({ Resource: `${TABLE}*` })],
    asked: { resource: `${TABLE}/index/open` },
    answer: 'yes',
  },
  {
    rule: 'a partial ARN is another resource',
    identity: [allow({ Resource: 'arn:aws:dynamodb' })],
    answer: 'no',
  },
]);

const notResource = about(`${guide}/reference_policies_elements_notresource.html`, [
  {
    rule: 'NotResource leaves out what it names',
    identity: [{ ...everything, NotResource: TABLE }],
    answer: 'no',
  },
  {
    rule: 'NotResource means every other resource',
    identity: [{ ...everything, NotResource: `${TABLE}/index/*` }],
    answer: 'yes',
  },
  {
    rule: 'a deny of NotResource denies all but what it names',
    identity: [allow(), { ...everything, Effect: 'Deny', NotResource: `${TABLE}x` }],
    answer: 'no',
  },
]);

const variables = about(`${guide}/reference_policies_variables.html`, [
  {
    rule: 'a variable is filled in from the request',
    identity: [allow({ Resource: `topic/${variable('iot:ClientId')}/*` })],
    asked: { resource: 'topic/e1/claim', context: { 'iot:ClientId': 'e1' } },
    answer: 'yes',
  },
  {
    rule: 'a wildcard in its value is plain text',
    identity: [allow({ Resource: `topic/${variable('iot:ClientId')}/claim` })],
    asked: { resource: 'topic/e1/claim', context: { 'iot:ClientId': '*' } },
    answer: 'no',
  },
  {
    rule: 'without a value nothing matches',
    identity: [allow({ Resource: `*${variable('aws:Nothing')}` })],
    answer: 'no',
  },
  {
    rule: 'with several values nothing matches',
    identity: [allow({ Resource: `topic/${variable('k')}` })],
    asked: { resource: 'topic/a', context: { k: ['a', 'b'] } },
    answer: 'no',
  },
  {
    rule: 'a default stands in',
    identity: [allow({ Resource: `topic/${variable("k, 'other'")}` })],
    asked: { resource: 'topic/other' },
    answer: 'yes',
  },
  {
    rule: 'a star in braces is a star',
    identity: [allow({ Resource: `topic/${variable('*')}` })],
    asked: { resource: 'topic/a' },
    answer: 'no',
  },
  {
    rule: 'a variable in a condition',
    identity: [allow({ Condition: { StringEquals: { k: variable('aws:PrincipalArn') } } })],
    asked: { context: { k: ROLE } },
    answer: 'yes',
  },
]);

/** Rows about one `Condition` block of an allow, over condition keys of the request. */
const when = (
  page: string,
  rows: readonly (readonly [
    rule: string,
    condition: NonNullable<PolicyStatement['Condition']>,
    context: NonNullable<AccessRequest['context']>,
    answer: 'yes' | 'no',
  ])[],
) =>
  about(
    page,
    rows.map(([rule, Condition, context, answer]) => ({
      rule,
      identity: [allow({ Condition })],
      asked: { context },
      answer,
    })),
  );

const several = when(
  `${guide}/reference_policies_condition-logic-multiple-context-keys-or-values.html`,
  [
    ['any of the values', { StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, 'yes'],
    ['all of the keys', { StringEquals: { k: 'a', l: 'b' } }, { k: 'a', l: 'x' }, 'no'],
    [
      'all of the operators',
      { StringEquals: { k: 'a' }, StringLike: { l: 'b*' } },
      { k: 'a' },
      'no',
    ],
    ['none of the values, negated', { StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }, 'no'],
    ['another value, negated', { StringNotEquals: { k: ['a', 'b'] } }, { k: 'c' }, 'yes'],
    [
      'keys in any case',
      { StringEquals: { 'KMS:viaservice': 'x' } },
      { 'kms:ViaService': 'x' },
      'yes',
    ],
  ],
);

const operators = `${guide}/reference_policies_elements_condition_operators.html`;
const texts = when(`${operators}#Conditions_String`, [
  ['StringEquals', { StringEquals: { k: 'a' } }, { k: 'a' }, 'yes'],
  ['StringEquals minds case', { StringEquals: { k: 'a' } }, { k: 'A' }, 'no'],
  ['StringEquals knows no wildcard', { StringEquals: { k: 'dyn*' } }, { k: 'dynamodb' }, 'no'],
  ['StringEquals of an absent key', { StringEquals: { k: 'a' } }, {}, 'no'],
  ['StringNotEquals', { StringNotEquals: { k: 'a' } }, { k: 'a' }, 'no'],
  ['StringNotEquals of an absent key', { StringNotEquals: { k: 'a' } }, {}, 'yes'],
  ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { k: 'a' } }, { k: 'A' }, 'yes'],
  ['StringNotEqualsIgnoreCase', { StringNotEqualsIgnoreCase: { k: 'a' } }, { k: 'A' }, 'no'],
  ['StringLike', { StringLike: { k: 'dyn*.?' } }, { k: 'dynamo.x' }, 'yes'],
  ['StringLike crosses colons', { StringLike: { k: 'a*d' } }, { k: 'a:b:d' }, 'yes'],
  ['StringLike is of the whole value', { StringLike: { k: 'dyn' } }, { k: 'dynamo' }, 'no'],
  ['StringNotLike', { StringNotLike: { k: 'dyn*' } }, { k: 'dynamo' }, 'no'],
  ['StringNotLike of an absent key', { StringNotLike: { k: 'dyn*' } }, {}, 'yes'],
]);
const numbers = when(`${operators}#Conditions_Numeric`, [
  ['NumericEquals', { NumericEquals: { k: '10' } }, { k: '10.0' }, 'yes'],
  ['NumericNotEquals', { NumericNotEquals: { k: '10' } }, { k: '10' }, 'no'],
  ['NumericNotEquals of an absent key', { NumericNotEquals: { k: '10' } }, {}, 'yes'],
  ['NumericLessThan', { NumericLessThan: { k: '10' } }, { k: '9' }, 'yes'],
  ['NumericLessThan of the same', { NumericLessThan: { k: '10' } }, { k: '10' }, 'no'],
  ['NumericLessThanEquals', { NumericLessThanEquals: { k: '10' } }, { k: '10' }, 'yes'],
  ['NumericGreaterThan', { NumericGreaterThan: { k: '10' } }, { k: '10' }, 'no'],
  ['NumericGreaterThanEquals', { NumericGreaterThanEquals: { k: '10' } }, { k: '9' }, 'no'],
  ['numbers are no texts', { NumericGreaterThan: { k: '9' } }, { k: '10' }, 'yes'],
  ['a text is no number', { NumericLessThan: { k: '10' } }, { k: '' }, 'no'],
  ['nor is a hexadecimal one', { NumericEquals: { k: '16' } }, { k: '0x10' }, 'no'],
  ['an absent key is no number', { NumericLessThan: { k: '10' } }, {}, 'no'],
]);
/** It is 2026-03-11T00:00:00Z. */
const dates = when(`${operators}#Conditions_Date`, [
  ['DateEquals', { DateEquals: { k: '2026-03-11T00:00:00Z' } }, { k: '1773187200' }, 'yes'],
  ['DateNotEquals', { DateNotEquals: { k: '2026-03-11T00:00:00Z' } }, { k: '1773187200' }, 'no'],
  ['DateLessThan', { DateLessThan: { 'aws:CurrentTime': '2026-03-11T00:00:01Z' } }, {}, 'yes'],
  [
    'DateLessThanEquals',
    { DateLessThanEquals: { 'aws:CurrentTime': '2026-03-11T00:00:00Z' } },
    {},
    'yes',
  ],
  ['DateGreaterThan', { DateGreaterThan: { 'aws:CurrentTime': '2026-03-11' } }, {}, 'no'],
  [
    'DateGreaterThanEquals',
    { DateGreaterThanEquals: { 'aws:EpochTime': '2026-03-11T00:00:00Z' } },
    {},
    'yes',
  ],
  ['words are no date', { DateLessThan: { k: '2027-01-01' } }, { k: 'March 11' }, 'no'],
]);
const booleans = when(`${operators}#Conditions_Boolean`, [
  ['Bool', { Bool: { k: 'true' } }, { k: 'true' }, 'yes'],
  ['Bool in any case', { Bool: { k: 'True' } }, { k: 'true' }, 'yes'],
  ['Bool of the other', { Bool: { k: 'false' } }, { k: 'true' }, 'no'],
  ['Bool of an absent key', { Bool: { k: 'false' } }, {}, 'no'],
  ['Bool knows no wildcard', { Bool: { k: '*' } }, { k: 'true' }, 'no'],
]);
const arns = when(`${operators}#Conditions_ARN`, [
  ['ArnEquals', { ArnEquals: { k: RULE } }, { k: RULE }, 'yes'],
  [
    'ArnEquals takes wildcards',
    { ArnEquals: { k: 'arn:aws:iot:*:1:rule/?' } },
    { k: 'arn:aws:iot:x:1:rule/a' },
    'yes',
  ],
  [
    'a star stays between colons',
    { ArnLike: { k: 'arn:aws:iot:*:1:rule/*' } },
    { k: 'arn:aws:iot:x:y:1:rule/a' },
    'no',
  ],
  [
    'a question mark is no colon',
    { ArnLike: { k: 'arn:aws:iot?::1:rule/a' } },
    { k: 'arn:aws:iot:::1:rule/a' },
    'no',
  ],
  [
    'the resource may hold colons',
    { ArnLike: { k: 'arn:aws:logs:x:1:log-group:a:*' } },
    { k: 'arn:aws:logs:x:1:log-group:a:b' },
    'yes',
  ],
  ['ArnLike with a variable', { ArnLike: { k: variable('aws:PrincipalArn') } }, { k: ROLE }, 'yes'],
  ['ArnNotEquals', { ArnNotEquals: { k: RULE } }, { k: RULE }, 'no'],
  ['ArnNotLike of an absent key', { ArnNotLike: { k: RULE } }, {}, 'yes'],
  ['ArnLike of an absent key', { ArnLike: { k: '*' } }, {}, 'no'],
]);
const existence = [
  ...when(`${operators}#Conditions_IfExists`, [
    ['IfExists of an absent key', { StringEqualsIfExists: { k: 'a' } }, {}, 'yes'],
    ['IfExists of a present key', { StringEqualsIfExists: { k: 'a' } }, { k: 'b' }, 'no'],
    ['IfExists of each operator', { NumericLessThanIfExists: { k: '1' } }, {}, 'yes'],
    ['IfExists with any value', { 'ForAnyValue:StringEqualsIfExists': { k: 'a' } }, {}, 'yes'],
  ]),
  ...when(`${operators}#Conditions_Null`, [
    ['Null true of an absent key', { Null: { k: 'true' } }, {}, 'yes'],
    ['Null true of a present key', { Null: { k: 'true' } }, { k: 'a' }, 'no'],
    ['Null false of a present key', { Null: { k: 'false' } }, { k: 'a' }, 'yes'],
    ['Null false of an absent key', { Null: { k: 'false' } }, {}, 'no'],
    ['Null of neither', { Null: { k: 'no' } }, { k: 'a' }, 'no'],
  ]),
];
const sets = when(
  `${guide}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  [
    ['ForAllValues', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'b'] }, 'yes'],
    [
      'ForAllValues but one',
      { 'ForAllValues:StringEquals': { k: ['a', 'b'] } },
      { k: ['a', 'c'] },
      'no',
    ],
    ['ForAllValues of an absent key', { 'ForAllValues:StringEquals': { k: 'a' } }, {}, 'yes'],
    [
      'ForAllValues, negated',
      { 'ForAllValues:StringNotEquals': { k: 'a' } },
      { k: ['b', 'a'] },
      'no',
    ],
    ['ForAnyValue', { 'ForAnyValue:StringLike': { k: 'c*' } }, { k: ['a', 'cc'] }, 'yes'],
    ['ForAnyValue of none', { 'ForAnyValue:StringEquals': { k: 'a' } }, { k: ['b'] }, 'no'],
    ['ForAnyValue of an absent key', { 'ForAnyValue:StringEquals': { k: 'a' } }, {}, 'no'],
    [
      'ForAnyValue, negated',
      { 'ForAnyValue:StringNotEquals': { k: 'a' } },
      { k: ['a', 'b'] },
      'yes',
    ],
  ],
);

const service = (fields: Fields = {}): PolicyStatement =>
  allow({ Principal: { Service: 'iot.amazonaws.com' }, ...fields });
const account = { AWS: `arn:aws:iam::${ACCOUNT}:root` };

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

export const decisions: readonly Decision[] = [
  ...evaluation,
  ...action,
  ...notAction,
  ...resources,
  ...notResource,
  ...variables,
  ...several,
  ...texts,
  ...numbers,
  ...dates,
  ...booleans,
  ...arns,
  ...existence,
  ...sets,
  ...sameAccount,
  ...principals,
  ...confused,
  ...keys,
  ...keyConditions,
];
