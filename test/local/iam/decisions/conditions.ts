/** Which requests a condition fits. */
import { type Decision, guide, ROLE, RULE, variable, when } from './decision.ts';

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

export const conditionDecisions: readonly Decision[] = [
  ...several,
  ...texts,
  ...numbers,
  ...dates,
  ...booleans,
  ...arns,
  ...existence,
  ...sets,
];
